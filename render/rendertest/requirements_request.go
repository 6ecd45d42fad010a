package rendertest

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/render"
)

func requestRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "request/files",
			Rule:   "The files of a parsed form are removed with the request, as net/http does it for the request that it made.",
			Source: "net/http (Request.ParseMultipartForm)",
			check: func(t *trial) {
				for _, end := range []error{nil, t.err(codePlain)} {
					var name string
					s := t.serve(setup{method: http.MethodPost, serve: func(w http.ResponseWriter, r *http.Request) error {
						if err := r.ParseMultipartForm(1 << 10); err != nil {
							return err
						}
						f, err := r.MultipartForm.File["upload"][0].Open()
						if err != nil {
							return err
						}
						defer f.Close()
						if onDisk, ok := f.(*os.File); ok {
							name = onDisk.Name()
						}
						return end
					}})
					body, kind := upload(1 << 20)
					_ = s.send(http.MethodPost, path, body, "Content-Type: "+kind)
					if name == "" {
						t.fatalf("the upload was not read from a file")
					}
					if !gone(name) {
						_ = os.Remove(name)
						t.fatalf("after a handler that returned %v the file of the upload is still there", end)
					}
				}
			},
		},
		{
			Name: "request/carried-back",
			Rule: "What the code inside learns of a request is there for middleware around the adapter: the pattern of the route, " +
				"the parsed form, the trailers of the body.",
			Source: "net/http (Request)",
			check: func(t *trial) {
				body, kind := upload(10)
				var inside, outside string
				note := func(r *http.Request) string {
					return fmt.Sprint(r.Pattern, r.Form, r.MultipartForm != nil && len(r.MultipartForm.File) == 1, r.Trailer)
				}
				s := t.serve(setup{
					method: http.MethodPost,
					serve: func(_ http.ResponseWriter, r *http.Request) error {
						r.Pattern = "POST /own/{pattern}" // as a mux does
						if err := r.ParseMultipartForm(1 << 10); err != nil {
							return err
						}
						_, _ = io.Copy(io.Discard, r.Body)
						inside = note(r)
						return t.err(codePlain)
					},
					outside: func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							next.ServeHTTP(w, r)
							outside = note(r)
						})
					},
				})
				req, err := http.NewRequest(http.MethodPost, "http://"+s.addr+path+"?q=1", io.MultiReader(body))
				if err != nil {
					t.fatalf("make a request: %v", err)
				}
				set(req.Header, "Content-Type", kind)
				req.Trailer = http.Header{"X-Sum": {"abc"}}
				t.code(s.do(req), codePlain)
				if want := "POST /own/{pattern}map[q:[1]] true map[X-Sum:[abc]]"; inside != want || outside != want {
					t.errorf("the handler has %q, the code around has %q, want %q", inside, outside, want)
				}
			},
		},
		{
			Name:   "request/context-text",
			Rule:   "The context of a request, printed for debugging, holds nothing of the request.",
			Source: "contract §5; package context",
			check: func(t *trial) {
				var text string
				s := t.serve(setup{serve: func(_ http.ResponseWriter, r *http.Request) error {
					text = fmt.Sprintf("%v %+v %s", r.Context(), r.Context(), r.Context())
					return t.err(codePlain)
				}})
				t.code(s.get("Authorization: Bearer canary"), codePlain)
				if text == "" || strings.Contains(text, "canary") {
					t.errorf("the context is printed as %q", text)
				}
			},
		},
		{
			Name:   "request/log",
			Rule:   "A record that a handler logs with the context of its request has the request ID, by render.NewLogHandler.",
			Source: "contract §3",
			check: func(t *trial) {
				var out bytes.Buffer
				logger := slog.New(render.NewLogHandler(slog.NewTextHandler(&out, nil)))
				s := t.serve(setup{serve: func(_ http.ResponseWriter, r *http.Request) error {
					logger.InfoContext(r.Context(), "in the handler")
					return nil
				}})
				_ = s.get(idHeader + ": mine-7")
				if n := strings.Count(out.String(), "request_id=mine-7"); n != 1 {
					t.errorf("the ID is in the record %d times, want once: %s", n, &out)
				}
			},
		},
		{
			Name:   "request/duration",
			Rule:   "The duration that the observer is told begins before the handler, by the service's clock, and is never negative.",
			Source: "contract §5 (what the operator sees)",
			check: func(t *trial) {
				for _, step := range []time.Duration{3 * time.Second, -3 * time.Second} {
					var shift atomic.Int64
					s := t.serve(setup{
						options: render.Options{Now: func() time.Time { return madeAt.Add(time.Duration(shift.Load())) }},
						serve: func(http.ResponseWriter, *http.Request) error {
							shift.Store(int64(step))
							return t.err(codePlain)
						},
					})
					_ = s.get()
					if e := t.oneEvent(); e.Duration != max(0, step) {
						t.errorf("the clock went on by %v; the observer was told of %v", step, e.Duration)
					}
				}
			},
		},
	}
}

// upload returns a form with a file of n bytes, and its content type.
func upload(n int) (body *bytes.Buffer, kind string) {
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	part, _ := w.CreateFormFile("upload", "upload.bin") // a buffer takes all
	_, _ = part.Write(make([]byte, n))
	_ = w.Close()
	return body, w.FormDataContentType()
}

// gone reports whether a file goes away. A server removes it after the response.
func gone(name string) bool {
	for start := time.Now(); time.Since(start) < patience; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(name); os.IsNotExist(err) {
			return true
		}
	}
	return false
}
