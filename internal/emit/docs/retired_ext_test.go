package docs_test

import (
	"strings"
	"testing"
)

// The page of a retired code leads to its successor, for people and for
// programs.
func TestRetiredSuccessor(t *testing.T) {
	files := site(t, parse(t, ""))
	for name, want := range map[string]string{
		"older_code/index.html":  `look for <a href="../internal_error/index.html"><code>internal_error</code></a> as well`,
		"older_code/index.html#": `<strong>Retired</strong>: see <a href="../internal_error/index.html"><code>internal_error</code></a>, which replaced it.`,
		"older_code.md":          "look for [`internal_error`](internal_error.md) as well",
		"errors.json": `"code": "older_code",
      "note": "Renamed in May.",
      "successor": "internal_error"`,
		"old_code.md": "look for what replaced it as well",
	} {
		if !strings.Contains(string(files[strings.TrimSuffix(name, "#")]), want) {
			t.Errorf("%s has no %q", name, want)
		}
	}
	if strings.Contains(string(files["older_code/index.html"]), "On this page") {
		t.Error("a page of one section lists its sections")
	}
}
