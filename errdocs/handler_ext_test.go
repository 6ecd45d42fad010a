package errdocs_test

import (
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/asterwise/errcat/errdocs"
)

func pages() fstest.MapFS {
	return fstest.MapFS{
		"site/index.html":               {Data: []byte("<h1>index</h1>")},
		"site/404.html":                 {Data: []byte("<h1>lost</h1>")},
		"site/key_not_found/index.html": {Data: []byte("<h1>key</h1>")},
		"site/key_not_found.md":         {Data: []byte("# key")},
		"site/errors.json":              {Data: []byte("{}")},
		"site/feed.atom":                {Data: []byte("<feed/>")},
		"site/style.css":                {Data: []byte("p{}")},
		"site/script.js":                {Data: []byte("1")},
		"site/.errcat-manifest":         {Data: []byte("secret")},
	}
}

func do(h http.Handler, method, path string, header ...string) *http.Response {
	req := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec.Result()
}

func TestHandler(t *testing.T) {
	h := http.StripPrefix("/reference/errors/", errdocs.Handler(pages(), nil))
	for _, test := range []struct {
		method, path string
		status       int
		kind, body   string
	}{
		{"GET", "/reference/errors/", 200, "text/html; charset=utf-8", "<h1>index</h1>"},
		{"GET", "/reference/errors/index.html", 200, "text/html; charset=utf-8", "<h1>index</h1>"},
		{"GET", "/reference/errors/key_not_found/", 200, "text/html; charset=utf-8", "<h1>key</h1>"},
		{"HEAD", "/reference/errors/key_not_found/", 200, "text/html; charset=utf-8", ""},
		{"GET", "/reference/errors/key_not_found.md", 200, "text/markdown; charset=utf-8", "# key"},
		{"GET", "/reference/errors/errors.json", 200, "application/json", "{}"},
		{"GET", "/reference/errors/feed.atom", 200, "application/atom+xml", "<feed/>"},
		{"GET", "/reference/errors/style.css", 200, "text/css; charset=utf-8", "p{}"},
		{"GET", "/reference/errors/script.js", 200, "text/javascript; charset=utf-8", "1"},
		{"GET", "/reference/errors/nothing", 404, "text/html; charset=utf-8", "<h1>lost</h1>"},
		{"GET", "/reference/errors/nothing/", 404, "text/html; charset=utf-8", "<h1>lost</h1>"},
		{"GET", "/reference/errors/../../etc/passwd", 404, "text/html; charset=utf-8", "<h1>lost</h1>"},
		{"GET", "/reference/errors/.errcat-manifest", 404, "text/html; charset=utf-8", "<h1>lost</h1>"},
		{"HEAD", "/reference/errors/nothing", 404, "text/html; charset=utf-8", ""},
		{"POST", "/reference/errors/", 405, "text/plain; charset=utf-8", "405 method not allowed\n"},
	} {
		resp := do(h, test.method, test.path)
		var body strings.Builder
		_ = resp.Write(&body)
		_, got, _ := strings.Cut(body.String(), "\r\n\r\n")
		if resp.StatusCode != test.status || resp.Header.Get("Content-Type") != test.kind || got != test.body {
			t.Errorf("%s %s: %d %s %q, want %d %s %q", test.method, test.path, resp.StatusCode, resp.Header.Get("Content-Type"), got, test.status, test.kind, test.body)
		}
		if resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: no nosniff", test.method, test.path)
		}
		wantCache := map[int]string{200: "public, max-age=300", 404: "no-store", 405: ""}[test.status]
		if cache := resp.Header.Get("Cache-Control"); cache != wantCache {
			t.Errorf("%s %s: Cache-Control %q, want %q", test.method, test.path, cache, wantCache)
		}
	}
	if allow := do(h, "DELETE", "/reference/errors/").Header.Get("Allow"); allow != "GET, HEAD" {
		t.Errorf("Allow is %q", allow)
	}
}

// TestRedirect follows the address that responses name: it has no slash at its
// end, and the prefix is not known to the handler.
func TestRedirect(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/reference/errors/", http.StripPrefix("/reference/errors/", errdocs.Handler(pages(), nil)))
	server := httptest.NewServer(mux)
	defer server.Close()
	resp, err := http.Get(server.URL + "/reference/errors/key_not_found?from=log")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if got := resp.Request.URL.RequestURI(); resp.StatusCode != 200 || got != "/reference/errors/key_not_found/?from=log" {
		t.Errorf("ended with %d at %s", resp.StatusCode, got)
	}
}

func TestETag(t *testing.T) {
	h := errdocs.Handler(pages(), &errdocs.Options{CacheControl: "no-cache"})
	first := do(h, "GET", "/key_not_found/")
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("headers %v", first.Header)
	}
	for _, list := range []string{tag, "W/" + tag, `"x", W/` + tag + `, "y"`, "*"} {
		again := do(h, "GET", "/key_not_found/", "If-None-Match", list)
		if body, _ := io.ReadAll(again.Body); again.StatusCode != 304 || len(body) > 0 || again.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match: %s gives %d with %q", list, again.StatusCode, body)
		}
	}
	// What could fail is ignored.
	for name, value := range map[string]string{"If-None-Match": `"x"`, "If-Match": `"x"`, "Range": "bytes=999-", "If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"} {
		if again := do(h, "GET", "/key_not_found/", name, value); again.StatusCode != 200 {
			t.Errorf("%s: %s gives %d", name, value, again.StatusCode)
		}
	}
	if other := do(h, "GET", "/", "If-None-Match", tag); other.StatusCode != 200 {
		t.Errorf("the ETag of another page gives %d", other.StatusCode)
	}
}

func TestHandlerNeedsPages(t *testing.T) {
	for name, pages := range map[string]fs.FS{
		"empty":   fstest.MapFS{},
		"no site": fstest.MapFS{"a/x.html": {}, "b/x.html": {}},
	} {
		func() {
			defer func() {
				if v, _ := recover().(string); !strings.Contains(v, "errcat docs") {
					t.Errorf("%s: panic %q", name, v)
				}
			}()
			errdocs.Handler(pages, nil)
		}()
	}
}

func TestNotFound(t *testing.T) {
	h := errdocs.Handler(pages(), &errdocs.Options{NotFound: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(410)
	})})
	if resp := do(h, "GET", "/nothing"); resp.StatusCode != 410 || resp.Header.Get("Cache-Control") != "" {
		t.Errorf("an address without a page gives %d with %v", resp.StatusCode, resp.Header)
	}
	if resp := do(h, "GET", "/key_not_found/"); resp.StatusCode != 200 {
		t.Errorf("a page gives %d", resp.StatusCode)
	}
}
