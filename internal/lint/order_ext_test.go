package lint_test

import (
	"os"
	"strings"
	"testing"
)

// TestEntryOrder: of the two orders it is the one that takes fewer moves, the one
// by category where both take as many.
func TestEntryOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range []struct {
		codes string // in the order of the file
		want  string
	}{
		{"order_held:409 order_locked:403 order_lost:404", ""},
		{"order_lost:404 order_held:409 order_locked:403", `"order_lost" stands out of order; move it behind "order_locked"`},
		{"order_held:409 order_lost:404 order_locked:403", `"order_lost" stands out of order; move it behind "order_locked"`},
		{"order_locked:403 order_held:409 order_lost:404", `"an_internal_error" stands out of order; move it behind "order_lost"`},
	} {
		text := "catalog: 2\ndomain: shop\npackage: shoperr\ndocs_base_url: https://docs.example.com/errors/\nroles: {internal: an_internal_error}\n" +
			"errors:\n  an_internal_error: {status: 500, message: Something went wrong., retry: backoff}\n"
		for entry := range strings.FieldsSeq(tt.codes) {
			code, status, _ := strings.Cut(entry, ":")
			text += "  " + code + ": {status: " + status + ", message: This is about " + strings.ReplaceAll(code, "_", " ") + ".}\n"
		}
		if err := os.WriteFile("catalog.yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range check(t, "catalog.yaml") {
			if f.Rule == "entry-order" {
				got = append(got, f.Message)
			}
		}
		if strings.Join(got, "\n") != tt.want {
			t.Errorf("%s: got %q, want %q", tt.codes, got, tt.want)
		}
	}
}
