package rendertest

import (
	"bytes"
	"compress/flate"
	"io"
	"net/http"
)

func nearestRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "nearest/status",
			Rule:   "What is nearest to the handler answers, so middleware between sees the status and the bytes that the client gets: of an error, a panic and a router's 404.",
			Source: "contract §4 (the nearest answers)",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				for status, serve := range map[int]func(http.ResponseWriter, *http.Request) error{
					418: fails(t.err(codePlain)), 500: panics("p"), 404: wrapping(http.HandlerFunc(http.NotFound)),
				} {
					var seen, written int
					r := t.serve(setup{serve: serve, inside: func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							counting := &counter{ResponseWriter: w}
							next.ServeHTTP(counting, r)
							seen, written = counting.status, counting.bytes
						})
					}}).get()
					if r.err != nil || r.StatusCode != status || seen != status || written != len(r.body) {
						t.errorf("the client got %+v, %d bytes (%v); the middleware saw status %d and %d bytes, want %d", r.Response, len(r.body), r.err, seen, written, status)
					}
				}
			},
		},
		{
			Name:   "nearest/closed-by-defer",
			Rule:   "A compressor that closes its stream by defer, and so begins a response when an error comes by, does not hide the error: the client gets the envelope.",
			Source: "contract §4, the invariant",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				for _, c := range []deferred{{}, {early: true}, {hidden: true}, {early: true, hidden: true}} {
					for code, serve := range t.failures() {
						r := t.serve(setup{serve: serve, inside: c.around}).get()
						inflate(r)
						t.wholeEnvelope(r, code)
						if n := len(t.seen()); n != 1 {
							t.errorf("%q: the observer was told of %d failures, want 1", code, n)
						}
					}
					r := t.serve(setup{serve: fine, inside: c.around}).get()
					if inflate(r); r.err != nil || string(r.body) != "fine" {
						t.errorf("a success is %q (%v)", r.body, r.err)
					}
				}
			},
		},
		{
			Name:   "nearest/closed-by-defer-begun",
			Rule:   "What such a compressor holds of a success when its handler fails is half a response: it is cut, also if a length was declared for what is not compressed.",
			Source: "contract §4 (begun)",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				for _, c := range []deferred{{}, {early: true}, {hidden: true}, {early: true, hidden: true}} {
					t.cut(t.serve(setup{inside: c.around, serve: begins(func(w http.ResponseWriter, _ *http.Request) {
						w.Header().Set("Content-Length", "9")
						_, _ = w.Write([]byte("half"))
					})}).get())
				}
			},
		},
		{
			Name:   "nearest/swallowed-abort",
			Rule:   "A recoverer between that swallows the panic which cuts the connection changes nothing: it is cut.",
			Source: "contract §4 (begun)",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				for _, serve := range []func(http.ResponseWriter, *http.Request) error{
					begins(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("half")) }),
					func(w http.ResponseWriter, _ *http.Request) error {
						_, _ = w.Write([]byte("half"))
						panic("after the beginning")
					},
				} {
					t.cut(t.serve(setup{serve: serve, inside: func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							defer func() { _ = recover() }()
							next.ServeHTTP(w, r)
						})
					}}).get())
				}
			},
		},
	}
}

// counter counts as middleware for logs and metrics does.
type counter struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

func (c *counter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// deferred is a compressing middleware whose stream has an end of its own, also
// where nothing was written.
type deferred struct {
	early  bool // it announces the encoding before the handler runs
	hidden bool // its writer has no Unwrap method
}

func (d deferred) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		z, _ := flate.NewWriter(w, flate.BestSpeed) // the level is one
		defer z.Close()
		if d.early {
			w.Header().Set("Content-Encoding", "deflate")
		}
		inner := http.ResponseWriter(&deflater{w, z})
		if d.hidden {
			inner = struct{ http.ResponseWriter }{inner}
		}
		next.ServeHTTP(inner, r)
	})
}

type deflater struct {
	http.ResponseWriter
	z *flate.Writer
}

func (d *deflater) Unwrap() http.ResponseWriter { return d.ResponseWriter }

func (d *deflater) WriteHeader(status int) {
	d.Header().Del("Content-Length")
	d.Header().Set("Content-Encoding", "deflate")
	d.ResponseWriter.WriteHeader(status)
}

func (d *deflater) Write(p []byte) (int, error) {
	if d.Header().Get("Content-Type") == "" {
		d.Header().Set("Content-Type", http.DetectContentType(p))
	}
	d.Header().Del("Content-Length")
	d.Header().Set("Content-Encoding", "deflate")
	return d.z.Write(p)
}

// inflate undoes what a deflater did to a reply, as a client's transport does.
func inflate(r *reply) {
	if r.err != nil || r.Header.Get("Content-Encoding") != "deflate" {
		return
	}
	z := flate.NewReader(bytes.NewReader(r.body))
	r.body, r.err = io.ReadAll(z)
	r.Header.Del("Content-Encoding")
	r.Header.Del("Content-Length")
	r.ContentLength, r.Uncompressed = -1, true
}
