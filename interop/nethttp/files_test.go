package nethttp_test

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
)

// closedFS has a file that nobody may read.
type closedFS struct{ fs.FS }

func (f closedFS) Open(name string) (fs.File, error) {
	if name == "closed.txt" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}

// File servers answer by themselves. A file that is not there is an unknown
// route; everything else is theirs, with our request ID.
func TestFiles(t *testing.T) {
	modified := time.Date(2026, 11, 2, 3, 4, 5, 0, time.UTC)
	big := strings.Repeat("0123456789abcdef", 64<<10)
	files := closedFS{fstest.MapFS{
		"a.txt":        {Data: []byte("hello"), ModTime: modified},
		"big.bin":      {Data: []byte(big), ModTime: modified},
		"dir/page.txt": {Data: []byte("page"), ModTime: modified},
		"closed.txt":   {Data: []byte("closed"), ModTime: modified},
	}}
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "hello", "big.bin": big} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, modified, modified); err != nil {
			t.Fatal(err)
		}
	}
	one := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, strings.TrimPrefix(r.URL.Path, "/"))
	})
	servers := map[string]http.Handler{
		"FileServer":              http.FileServer(http.Dir(dir)),
		"FileServerFS":            http.FileServerFS(files),
		"ServeFileFS":             one,
		"FileServer, StripPrefix": http.StripPrefix("/static", http.FileServer(http.Dir(dir))),
	}
	tests := []struct {
		method, path, header string
		status               int
		body                 string // of what is not an envelope
		code                 string
	}{
		{"GET", "/a.txt", "", 200, "hello", ""},
		{"HEAD", "/a.txt", "", 200, "", ""},
		{"GET", "/big.bin", "", 200, big, ""},
		{"GET", "/a.txt", "Range: bytes=1-2", 206, "el", ""},
		{"GET", "/a.txt", "If-Modified-Since: Mon, 02 Nov 2026 03:04:05 GMT", 304, "", ""},
		{"GET", "/a.txt", "If-Unmodified-Since: Mon, 01 Nov 2021 03:04:05 GMT", 412, "", ""},
		{"GET", "/a.txt", "Range: bytes=99-", 416, "invalid range: failed to overlap\n", ""},
		{"GET", "/nothing.txt", "", 404, "", string(apierr.CodeResourceNotFound)},
		{"GET", "/a.txt/below", "", 404, "", string(apierr.CodeResourceNotFound)},
		{"HEAD", "/nothing.txt", "", 404, "", "none"},
	}
	for _, p := range protocols {
		for name, server := range servers {
			s := serve(t, p, func(s *site) http.Handler { return s.mw.Wrap(handLogger(s, server)) })
			prefix := ""
			if strings.HasSuffix(name, "StripPrefix") {
				prefix = "/static"
			}
			for _, test := range tests {
				got := s.send(test.method, prefix+test.path, nil, test.header)
				what := string(p) + ", " + name + ": " + test.method + " " + test.path + " " + test.header
				s.checkReply(what, failure{method: test.method}, &got)
				if got.status != test.status {
					t.Errorf("%s: status %d, want %d", what, got.status, test.status)
				}
				if test.code == "" {
					if string(got.body) != test.body || len(got.events) != 0 {
						t.Errorf("%s: %.40q, %d records; want %.40q, none", what, got.body, len(got.events), test.body)
					}
					continue
				}
				if kind := got.bodyKind(failure{method: test.method}); kind != test.code || len(got.events) != 1 {
					t.Errorf("%s: %s, %d records; want %s, one", what, kind, len(got.events), test.code)
				}
				if modified := got.header.Get("Last-Modified"); modified != "" {
					t.Errorf("%s: Last-Modified %q on an error", what, modified)
				}
			}
		}
		s := serve(t, p, func(s *site) http.Handler { return s.mw.Wrap(http.FileServerFS(files)) })
		for path, want := range map[string]int{"/dir": 301, "/dir/index.html": 301, "/dir/": 200} {
			if got := s.get(path); got.status != want || len(got.events) != 0 {
				t.Errorf("%s: GET %s: status %d, %d records; want %d, none", p, path, got.status, len(got.events), want)
			}
		}
		// Not an unknown route, so it stays the server's: a line in docs/service.md.
		if got := s.get("/closed.txt"); got.status != 403 || string(got.body) != "403 Forbidden\n" {
			t.Errorf("%s: GET /closed.txt: %d %q", p, got.status, got.body)
		}
	}
}

// A handler that opens files and returns its errors has envelopes for all of them.
func TestFilesThatReturnErrors(t *testing.T) {
	files := closedFS{fstest.MapFS{"a.txt": {Data: []byte("hello")}}}
	s := serve(t, http1, func(s *site) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("GET /static/{path...}", s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
			file, err := files.Open(r.PathValue("path"))
			switch {
			case os.IsNotExist(err):
				return apierr.NewResourceNotFound().WithCause(err)
			case err != nil:
				return apierr.NewAccessDenied().WithCause(err)
			}
			defer file.Close()
			http.ServeFileFS(w, r, files, r.PathValue("path"))
			return nil
		}))
		return s.mw.Wrap(mux)
	})
	for path, want := range map[string]string{
		"/static/a.txt": "hello", "/static/closed.txt": string(apierr.CodeAccessDenied), "/static/b.txt": string(apierr.CodeResourceNotFound),
	} {
		if got := s.get(path); got.bodyKind(failure{}) != want {
			t.Errorf("%s: %d %q", path, got.status, got.body)
		}
	}
}
