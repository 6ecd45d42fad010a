package catalogfile_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
)

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		src := catalogOf(b, n)
		b.Run(fmt.Sprintf("codes=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for range b.N {
				if _, err := catalogfile.Parse("catalog.yaml", src, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParseBad reads a file in which every entry has a wrong key, a wrong
// category and a wrong reference, each with a suggestion to look for.
func BenchmarkParseBad(b *testing.B) {
	src := catalogOf(b, 5000)
	for old, new := range map[string]string{"status:": "sattus:", "category: infra": "category: infar", "use: code": "use: kode"} {
		src = bytes.ReplaceAll(src, []byte(old), []byte(new))
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for range b.N {
		if _, err := catalogfile.Parse("catalog.yaml", src, nil); err == nil {
			b.Fatal("the file was accepted")
		}
	}
}
