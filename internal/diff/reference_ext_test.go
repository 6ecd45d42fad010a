package diff_test

import (
	"os"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/diff"
	"github.com/google/go-cmp/cmp"
)

// TestReference: what docs/diff.md says below its last heading is what the rules
// say. It is written here, by go test ./internal/diff -update.
func TestReference(t *testing.T) {
	const path, heading = "../../docs/diff.md", "\n## Rules\n\n"
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, got, ok := strings.Cut(strings.ReplaceAll(string(page), "\r\n", "\n"), heading)
	if !ok {
		t.Fatalf("%s has no heading for the rules", path)
	}
	if *update {
		got = diff.Reference()
		if err := os.WriteFile(path, []byte(text+heading+got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(diff.Reference(), got); d != "" {
		t.Errorf("docs/diff.md is not what the rules say; run go test ./internal/diff -update (-want +got):\n%s", d)
	}
}
