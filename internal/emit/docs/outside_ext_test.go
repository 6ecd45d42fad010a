package docs_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/google/go-cmp/cmp"
)

// outside returns pages of a catalog that names addresses of the product, and
// the text of the second.
func outside(t *testing.T, links string) (index, page []element, text string) {
	t.Helper()
	c, err := catalogfile.Parse("test.yaml", []byte(strings.Replace(head, "\n", "\n"+links, 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	files := site(t, c)
	index, _ = elements(t, "index", files["index.html"])
	page, text = elements(t, "page", files["internal_error/index.html"])
	return index, page, text
}

// external returns where the links to elsewhere lead.
func external(list []element) []string {
	var to []string
	for _, e := range list {
		if e.name == "a" && e.attrs["rel"] == "external" {
			to = append(to, e.attrs["href"])
		}
	}
	return to
}

// TestOutsideLinks: every page leads to the product, and to support with the
// request ID.
func TestOutsideLinks(t *testing.T) {
	index, page, text := outside(t, `links:
  dashboard: https://example.com/dashboard
  support: https://example.com/help?a=1&b=2
  status: https://status.example.com/
  api_reference: https://docs.example.com/api
  rate_limits: https://docs.example.com/limits
`)
	want := []string{"https://example.com/dashboard", "https://example.com/help?a=1&b=2", "https://status.example.com/",
		"https://docs.example.com/api", "https://docs.example.com/limits"}
	if diff := cmp.Diff(want, external(index)); diff != "" {
		t.Errorf("index (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(slices.Insert(slices.Clone(want), 0, want[1]), external(page)); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	for _, words := range []string{"Send support the request_id of your response.", "Dashboard", "Support", "Status", "API reference", "Rate limits"} {
		if !strings.Contains(text, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
}

// TestNoOutsideLinks: a catalog that names none has no empty list of them.
func TestNoOutsideLinks(t *testing.T) {
	index, page, text := outside(t, "")
	if to := append(external(index), external(page)...); to != nil {
		t.Errorf("links lead to %q", to)
	}
	if !strings.Contains(text, "Quote the request_id of your response when you ask for help.") {
		t.Error("the page does not say what to do when stuck")
	}
	for _, e := range index {
		if e.attrs["aria-label"] == "Product" {
			t.Error("there is a list without links")
		}
	}
}
