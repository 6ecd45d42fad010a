package rendertest

import (
	"net/http"
	"slices"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render/adapter"
)

// stale returns a requirement that an error response has none of the headers
// that its handler set for a success.
func stale(name, rule string, header ...string) Requirement {
	return Requirement{
		Name:   "stale/" + name,
		Rule:   rule,
		Source: "contract §2",
		check: func(t *trial) {
			r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
				set(w.Header(), header...)
				return t.err(codePlain)
			}}).get()
			t.code(r, codePlain)
			if r.err != nil {
				return
			}
			for i := 0; i < len(header); i += 2 {
				if got := r.Header.Values(header[i]); slices.Contains(got, header[i+1]) {
					t.errorf("header %s is still %q", header[i], got)
				}
			}
		},
	}
}

// set sets headers by name and value.
func set(h http.Header, header ...string) {
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
}

func staleRequirements() []Requirement {
	return []Requirement{
		stale("content-length", "A Content-Length that was meant for the success does not cut the envelope.",
			"Content-Length", "5"),
		stale("content-length-large", "Nor does one that is too large leave the client waiting.",
			"Content-Length", "100000"),
		stale("content-length-junk", "Nor does one that is no number.",
			"Content-Length", "many"),
		stale("content-type", "The content type of the success is replaced.",
			"Content-Type", "text/html; charset=utf-8"),
		stale("content-encoding", "A Content-Encoding that the handler set goes: the envelope is not encoded.",
			"Content-Encoding", "br"),
		stale("transfer-encoding", "A Transfer-Encoding that the handler set goes: the envelope has an exact length.",
			"Transfer-Encoding", "chunked"),
		stale("representation", "What describes the content of the success goes.",
			"Content-Range", "bytes 0-4/10", "Content-Disposition", "attachment; filename=x", "Content-Language", "de",
			"Content-Location", "/keys/7", "Accept-Ranges", "bytes"),
		stale("validators", "ETag and Last-Modified go: they tell what exists.",
			"ETag", `"k7"`, "Last-Modified", "Mon, 25 May 2026 12:00:00 GMT"),
		stale("caching", "An error is not cached, whatever the success asked for.",
			"Cache-Control", "public, max-age=3600", "Expires", "Tue, 01 Jan 2030 00:00:00 GMT"),
		stale("pointers", "So does what leads to the success, or describes it: Location, Refresh, Link, digests.",
			"Location", "/keys/7", "Refresh", "0; url=/keys/7", "Link", "</keys/7>; rel=self", "Digest", "sha-256=x", "Repr-Digest", "sha-256=:x:",
			"Content-MD5", "x", "Content-Features", "x"),
		stale("shared-caches", "Nor is it by a cache that has orders of its own, which never looks at no-store (RFC 9213).",
			"CDN-Cache-Control", "max-age=86400", "Cloudflare-CDN-Cache-Control", "max-age=5", "Surrogate-Control", "max-age=5",
			"Surrogate-Key", "keys", "Cache-Tag", "keys", "X-Accel-Expires", "600", "Age", "9", "Pragma", "cache", "Warning", "110 - stale"),
		stale("server-in-front", "No order to the server in front leaves with an error: X-Accel-Redirect would turn it into a 200 with a protected file.",
			"X-Accel-Redirect", "/protected/report.pdf", "X-Accel-Buffering", "no", "X-Sendfile", "/srv/report.pdf",
			"X-Lighttpd-Send-File", "/srv/report.pdf", "X-Reproxy-URL", "https://10.0.0.1/report.pdf"),
		stale("retry-after", "A Retry-After that the handler set goes.",
			"Retry-After", "120"),
		{
			Name:   "stale/trailers",
			Rule:   "Announced trailers go with the Trailer header, and so do those with net/http's trailer prefix.",
			Source: "contract §2",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					set(w.Header(), "Trailer", "X-Sum, X-Rows", "X-Sum", "abc", "X-Rows", "7", http.TrailerPrefix+"X-Late", "late")
					return t.err(codePlain)
				}}).get()
				t.code(r, codePlain)
				if r.err != nil {
					return
				}
				for _, name := range []string{"Trailer", "X-Sum", "X-Rows", "X-Late"} {
					if r.Header.Get(name)+r.Trailer.Get(name) != "" || slices.Contains(r.Header.Values("Trailer"), name) {
						t.errorf("%s is still in header %q or trailer %q", name, r.Header, r.Trailer)
					}
				}
				if len(r.Trailer) > 0 {
					t.errorf("the response has trailers: %q", r.Trailer)
				}
			},
		},
		{
			Name:   "stale/odd-spelling",
			Rule:   "A header that was set in the map under a name in an unusual case goes too.",
			Source: "contract §2; RFC 9110 §5.1",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.Header()["etag"] = []string{`"k7"`}
					w.Header()["content-LENGTH"] = []string{"5"}
					return t.err(codePlain)
				}}).get()
				t.code(r, codePlain)
				if r.err == nil && r.Header.Get("ETag") != "" {
					t.errorf("header ETag is still %q", r.Header.Get("ETag"))
				}
			},
		},
		{
			Name:   "stale/panic",
			Rule:   "All of that holds for a panic too.",
			Source: "contract §2, §4",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					set(w.Header(), "Content-Length", "5", "ETag", `"k7"`, "Content-Encoding", "br", "Trailer", "X-Sum")
					panic("after the headers")
				}}).get()
				t.code(r, codeInternal)
				if r.err == nil && (r.Header.Get("ETag") != "" || r.Header.Get("Trailer") != "") {
					t.errorf("header ETag is %q, Trailer is %q", r.Header.Get("ETag"), r.Header.Get("Trailer"))
				}
			},
		},
		{
			Name:   "stale/kept",
			Rule:   "What belongs to the exchange stays: Vary, CORS, Set-Cookie, rate limits, tracing.",
			Source: "contract §2",
			check: func(t *trial) {
				kept := []string{
					"Vary", "Origin", "Access-Control-Allow-Origin", "https://app.example.com", "Set-Cookie", "session=1; HttpOnly",
					"RateLimit", `"default";r=0;t=30`, "X-RateLimit-Remaining", "0", "Traceparent", "00-1-2-01",
					"Strict-Transport-Security", "max-age=1", "X-Custom", "kept",
				}
				for _, code := range []catalog.Code{codePlain, codeInternal} {
					r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
						set(w.Header(), kept...)
						return t.err(code)
					}}).get()
					t.code(r, code)
					for i := 0; i < len(kept) && r.err == nil; i += 2 {
						if got := r.Header.Get(kept[i]); got != kept[i+1] {
							t.errorf("header %s is %q, want %q", kept[i], got, kept[i+1])
						}
					}
				}
			},
		},
		{
			Name:   "stale/framework-wait",
			Rule:   "A Retry-After that came with the framework's own 429 or 503 is kept, in header and body, if it is a sane number of seconds.",
			Source: "contract §1",
			check: func(t *trial) {
				for value, seconds := range map[string]int{"1000": 1000, "1": 1, "86400": 86400, "0": 30, "-5": 30, "1.5": 30, "soon": 30, "86401": 30, "9999999999999999999": 30} {
					r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
						w.Header().Set("Retry-After", value)
						return adapter.StatusError(http.StatusTooManyRequests)
					}}).get()
					t.envelope(r, expected{code: codeRateLimited, retry: seconds})
				}
			},
		},
		{
			Name:   "stale/outer-orders",
			Rule:   "Orders to caches and to the server in front go even if they were on the response before the adapter's middleware began.",
			Source: "contract §2",
			check: func(t *trial) {
				orders := []string{"CDN-Cache-Control", "max-age=86400", "Expires", "Tue, 01 Jan 2030 00:00:00 GMT", "X-Accel-Redirect", "/protected", "X-Sendfile", "/srv/x"}
				r := t.serve(setup{
					outside: func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							set(w.Header(), orders...)
							next.ServeHTTP(w, r)
						})
					},
					serve: fails(t.err(codePlain)),
				}).get()
				t.code(r, codePlain)
				for i := 0; i < len(orders) && r.err == nil; i += 2 {
					if got := r.Header.Get(orders[i]); got != "" {
						t.errorf("header %s is still %q", orders[i], got)
					}
				}
			},
		},
		{
			Name:   "stale/outer-headers",
			Rule:   "What was on the response before the adapter's middleware began returns to what it was; but never a Retry-After, which must agree with the body.",
			Source: "contract §1, §2",
			check: func(t *trial) {
				r := t.serve(setup{
					outside: func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							set(w.Header(), "Content-Language", "en", "Server", "kit", "Retry-After", "9")
							next.ServeHTTP(w, r)
						})
					},
					serve: func(w http.ResponseWriter, _ *http.Request) error {
						set(w.Header(), "Content-Language", "de")
						return t.err(codePlain)
					},
				}).get()
				t.code(r, codePlain)
				if r.err == nil && (r.Header.Get("Content-Language") != "en" || r.Header.Get("Server") != "kit") {
					t.errorf("headers are %q, want those from outside", r.Header)
				}
			},
		},
	}
}
