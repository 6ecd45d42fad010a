package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// large returns a catalog of n codes, each as long as key_not_found.
func large(t testing.TB, n int) *model.Catalog {
	c := *ours(t)
	pattern := c.Lookup("key_not_found")
	page := *pattern.Page
	page.SeeAlso = nil
	c.Roles, c.Errors = nil, nil
	for i := range n {
		e := *pattern
		e.Code = fmt.Sprintf("code_%05d", i)
		e.DocURL.Value = c.DocsBaseURL.Value + e.Code
		e.Category.Value = c.Categories[i%len(c.Categories)].Key
		e.Page = &page
		c.Errors = append(c.Errors, &e)
	}
	slices.SortFunc(c.Errors, func(a, b *model.Error) int { return strings.Compare(a.Code, b.Code) })
	return &c
}

func BenchmarkSite(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		c := large(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			bytes := 0
			for range b.N {
				files := site(b, c)
				bytes = 0
				for _, data := range files {
					bytes += len(data)
				}
			}
			b.ReportMetric(float64(bytes)/1e6, "MB/site")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/code")
		})
	}
}
