package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// TestDocURLs follows the doc_url of every code of the catalog, as if this
// service answered for its host.
func TestDocURLs(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		pages := 0
		for entry := range apierr.Catalog().All() {
			u, err := url.Parse(entry.DocURL())
			if err != nil {
				t.Fatal(err)
			}
			first := s.do(t, request{path: u.Path, key: "-"})
			to, err := first.Location()
			if err != nil || first.StatusCode != http.StatusMovedPermanently {
				t.Errorf("%s answers %s (%v)", u.Path, first.Status, err)
				continue
			}
			page := s.do(t, request{path: to.Path, key: "-"})
			if page.StatusCode != http.StatusOK || page.Header.Get("Content-Type") != "text/html; charset=utf-8" ||
				!strings.Contains(strings.ReplaceAll(string(page.body), "<wbr>", ""), `<code id="code">`+string(entry.Code())+`</code>`) {
				t.Errorf("%s answers %s: %.80s", to.Path, page.Status, page.body)
			}
			pages++
		}
		if pages < 54 {
			t.Errorf("%d codes have pages", pages)
		}
	})
}

// TestPagesAreWhole fetches what the pages need, and what lies beside them.
func TestPagesAreWhole(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		for name, kind := range map[string]string{
			"":                 "text/html; charset=utf-8",
			"style.css":        "text/css; charset=utf-8",
			"script.js":        "text/javascript; charset=utf-8",
			"key_not_found.md": "text/markdown; charset=utf-8",
			"errors.json":      "application/json",
			"llms.txt":         "text/plain; charset=utf-8",
		} {
			r := s.do(t, request{path: docsPath + name, key: "-"})
			if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != kind || len(r.body) < 1000 {
				t.Errorf("%q answers %s, %s, %d bytes", name, r.Status, r.Header.Get("Content-Type"), len(r.body))
			}
			again := s.do(t, request{path: docsPath + name, key: "-", header: map[string]string{"If-None-Match": r.Header.Get("ETag")}})
			if again.StatusCode != http.StatusNotModified || len(again.body) > 0 {
				t.Errorf("%q answers %s to those who have it", name, again.Status)
			}
			head := s.do(t, request{method: http.MethodHead, path: docsPath + name, key: "-"})
			if head.StatusCode != http.StatusOK || head.ContentLength != int64(len(r.body)) || len(head.body) > 0 {
				t.Errorf("HEAD of %q answers %s with Content-Length %d", name, head.Status, head.ContentLength)
			}
		}
	})
}

// TestNoPage: what goes wrong among the pages is an error of the service, in
// the form of all others.
func TestNoPage(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		for _, path := range []string{"nothing", "nothing/", "key_not_found/nothing", ".errcat-manifest", "key_not_found/%2e%2e/%2e%2e/main.go"} {
			if r := s.do(t, request{path: docsPath + path, key: "-"}); r.code() != "404 resource_not_found" {
				t.Errorf("%s answers %s", path, r.code())
			}
		}
		if r := s.do(t, request{path: docsPath, key: "-", header: map[string]string{"Range": "bytes=99999999-", "If-Match": `"x"`}}); r.StatusCode != http.StatusOK {
			t.Errorf("a range that is not there answers %s", r.Status)
		}
		if r := s.do(t, request{method: http.MethodPost, path: docsPath, key: "-"}); r.code() != "405 method_not_allowed" {
			t.Errorf("POST answers %s", r.code())
		}
	})
}
