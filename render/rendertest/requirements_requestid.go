package rendertest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/asterwise/errcat/render"
)

const idHeader = render.HeaderRequestID

// id sends a request with X-Request-Id headers and returns the ID of the
// response, which it checks to be everywhere.
func (t *trial) id(s setup, sent ...string) string {
	var inContext, inRequest string
	s.serve = func(_ http.ResponseWriter, r *http.Request) error {
		inContext = render.RequestID(r.Context())
		inRequest = strings.Join(r.Header.Values(idHeader), "|")
		return t.err(codePlain)
	}
	var header []string
	for _, value := range sent {
		header = append(header, idHeader+": "+value)
	}
	t.seen()
	r := t.serve(s).get(header...)
	t.code(r, codePlain)
	if r.err != nil {
		return ""
	}
	id := r.Header.Get(idHeader)
	if inContext != id || inRequest != id {
		t.errorf("the response has ID %q; the handler's context has %q and the request's own header %q", id, inContext, inRequest)
	}
	if e := t.oneEvent(); e.RequestID != id {
		t.errorf("the observer was told of ID %q, the response has %q", e.RequestID, id)
	}
	return id
}

// minted checks that IDs that were sent do not count.
func (t *trial) minted(s setup, sent ...string) {
	id := t.id(s, sent...)
	for _, bad := range sent {
		if id == "" || id == bad || len(bad) > 3 && strings.Contains(id, bad) {
			t.errorf("the response has ID %q for the header %q, want a fresh one", id, sent)
		}
	}
}

func requestIDRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "request-id/everywhere",
			Rule:   "A request without an ID gets one before any handler runs: the same in the response header, the body, the request's context, the request's own header and the observer's event.",
			Source: "contract §3",
			check:  func(t *trial) { t.minted(setup{}) },
		},
		{
			Name:   "request-id/unique",
			Rule:   "Fresh IDs do not repeat.",
			Source: "contract §3",
			check: func(t *trial) {
				s := t.serve(setup{serve: fine})
				seen := map[string]bool{}
				for range 100 {
					seen[s.get().Header.Get(idHeader)] = true
				}
				if len(seen) != 100 {
					t.errorf("100 requests had %d IDs", len(seen))
				}
			},
		},
		{
			Name:   "request-id/taken-over",
			Rule:   "A valid X-Request-Id of the request is taken over as it is.",
			Source: "contract §3",
			check: func(t *trial) {
				for _, sent := range []string{"a", "req_01HXYZABCDEFGH", "AZaz09._~:+/=@-", "550e8400-e29b-41d4-a716-446655440000"} {
					if id := t.id(setup{}, sent); id != sent {
						t.errorf("the response has ID %q, want %q", id, sent)
					}
				}
			},
		},
		{
			Name:   "request-id/length",
			Rule:   "128 characters are taken over, 129 are not.",
			Source: "contract §3",
			check: func(t *trial) {
				if long := strings.Repeat("x", 128); t.id(setup{}, long) != long {
					t.errorf("an ID of 128 characters was not taken over")
				}
				t.minted(setup{}, strings.Repeat("x", 129))
				t.minted(setup{}, strings.Repeat("x", 8000))
			},
		},
		{
			Name:   "request-id/characters",
			Rule:   "An ID with any other character is ignored, not repaired, and never echoed.",
			Source: "contract §3",
			check: func(t *trial) {
				for _, bad := range "\t !\"#$%&'()*,;<>?[\\]^`{|}" {
					t.minted(setup{}, "abc"+string(bad)+"def")
				}
				t.minted(setup{}, "<script>alert(1)</script>")
			},
		},
		{
			Name:   "request-id/not-ascii",
			Rule:   "Bytes outside of ASCII make an ID invalid.",
			Source: "contract §3",
			check: func(t *trial) {
				t.minted(setup{}, "caf\u00e9")
				t.minted(setup{}, "\u0661\u0662\u0663") // digits, but not ASCII ones
				t.minted(setup{}, "abc\xffdef")
			},
		},
		{
			Name:   "request-id/line-breaks",
			Rule:   "Nothing after a line break, folded line or encoded line break in the header comes back as a header.",
			Source: "contract §3; RFC 9112 §5.2",
			only:   http1,
			check: func(t *trial) {
				s := t.serve(setup{serve: fails(t.err(codePlain))})
				for _, value := range []string{"abc\r\n Set-Cookie: evil=1", "abc\r\n\tX-Evil: 1", "abc%0d%0aX-Evil: 1", "abc\rX-Evil: 1"} {
					raw := s.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + idHeader + ": " + value + "\r\n\r\n")
					if bytes.Contains(bytes.ToLower(raw), []byte("evil")) {
						t.errorf("the header %q came back:\n%s", value, raw)
					}
				}
			},
		},
		{
			Name:   "request-id/empty",
			Rule:   "An empty header counts as none.",
			Source: "contract §3",
			check:  func(t *trial) { t.minted(setup{}, "") },
		},
		{
			Name:   "request-id/twice",
			Rule:   "Two headers are not one valid value, not even two equal ones.",
			Source: "contract §3",
			check: func(t *trial) {
				t.minted(setup{}, "first-id", "second-id")
				t.minted(setup{}, "same-id", "same-id")
			},
		},
		{
			Name:   "request-id/list",
			Rule:   "Two IDs that a proxy joined with a comma are not one.",
			Source: "contract §3; RFC 9110 §5.3",
			check:  func(t *trial) { t.minted(setup{}, "first-id,second-id"); t.minted(setup{}, "first-id, second-id") },
		},
		{
			Name:   "request-id/always-mint",
			Rule:   "A public edge can be set to mint always.",
			Source: "contract §3",
			check: func(t *trial) {
				t.minted(setup{options: render.Options{IgnoreRequestID: true}}, "valid-id")
			},
		},
		{
			Name:   "request-id/outer",
			Rule:   "A valid ID that a middleware further out has put on the response is used; an invalid one is not.",
			Source: "contract §3",
			check: func(t *trial) {
				given := func(id string) func(http.Handler) http.Handler {
					return func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							w.Header().Set(idHeader, id)
							next.ServeHTTP(w, r)
						})
					}
				}
				if id := t.id(setup{outside: given("outer-id")}, "sent-id"); id != "outer-id" {
					t.errorf("the response has ID %q, want the outer one", id)
				}
				if id := t.id(setup{outside: given("not valid")}, "sent-id"); id != "sent-id" {
					t.errorf("the response has ID %q, want the one that was sent", id)
				}
			},
		},
		{
			Name:   "request-id/tampering",
			Rule:   "A handler that deletes or changes the response's X-Request-Id changes nothing: success, error and flushed response carry the exchange's ID.",
			Source: "contract §2, §3",
			check: func(t *trial) {
				for name, tamper := range map[string]func(h http.Header){
					"deletes":          func(h http.Header) { h.Del(idHeader) },
					"overwrites":       func(h http.Header) { h.Set(idHeader, "forged") },
					"adds to":          func(h http.Header) { h.Add(idHeader, "forged") },
					"edits":            func(h http.Header) { h[idHeader][0] = "forged" },
					"replaces by none": func(h http.Header) { h[idHeader] = nil },
				} {
					for end, serve := range map[string]func(w http.ResponseWriter, r *http.Request) error{
						"a success": fine,
						"a flush": func(w http.ResponseWriter, _ *http.Request) error {
							return http.NewResponseController(w).Flush()
						},
						"an error": fails(t.err(codePlain)),
					} {
						r := t.serve(setup{serve: func(w http.ResponseWriter, r *http.Request) error {
							tamper(w.Header())
							return serve(w, r)
						}}).get(idHeader + ": real-id")
						if r.err != nil {
							t.errorf("a handler that %s the ID before %s: %v", name, end, r.err)
						} else if ids := r.Header.Values(idHeader); len(ids) != 1 || ids[0] != "real-id" {
							t.errorf("a handler that %s the ID before %s: the response has %q", name, end, ids)
						}
					}
				}
			},
		},
		{
			Name:   "request-id/nothing-written",
			Rule:   "That holds for a handler that writes nothing, and leaves the header of the empty success to the server.",
			Source: "contract §2, §3",
			check: func(t *trial) {
				for name, tamper := range map[string]func(h http.Header){
					"overwrites": func(h http.Header) { h.Set(idHeader, "forged") },
					"deletes":    func(h http.Header) { h.Del(idHeader) },
					"clears":     func(h http.Header) { clear(h) },
				} {
					r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
						tamper(w.Header())
						return nil
					}}).get(idHeader + ": real-id")
					if r.err != nil || r.StatusCode != http.StatusOK || len(r.Header[idHeader]) != 1 || r.Header[idHeader][0] != "real-id" {
						t.errorf("a handler that %s the ID: %+v (%v)", name, r.Response, r.err)
					}
				}
			},
		},
		{
			Name:   "request-id/spelling",
			Rule:   "A handler that stores an ID under another spelling of the name adds no second one.",
			Source: "contract §2, §3; RFC 9110 §5.1",
			check: func(t *trial) {
				for _, write := range []bool{false, true} {
					r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
						w.Header()["X-Request-ID"] = []string{"forged"}
						if write {
							w.WriteHeader(http.StatusOK)
						}
						return nil
					}}).get(idHeader + ": real-id")
					if ids := r.Header.Values(idHeader); r.err != nil || len(ids) != 1 || ids[0] != "real-id" {
						t.errorf("written %t: the response has %q (%v)", write, ids, r.err)
					}
				}
			},
		},
		{
			Name:   "request-id/concurrent",
			Rule:   "Requests at the same time keep their own IDs, in header and body.",
			Source: "contract §3, §8",
			check: func(t *trial) {
				s := t.serve(setup{serve: fails(t.err(codePlain))})
				replies := make([]*reply, 64)
				var all sync.WaitGroup
				for i := range replies {
					all.Add(1)
					go func() {
						defer all.Done()
						replies[i] = s.fetch(fmt.Sprintf("mine-%02d", i))
					}()
				}
				all.Wait()
				for i, r := range replies {
					t.code(r, codePlain)
					if r.err == nil && r.Header.Get(idHeader) != fmt.Sprintf("mine-%02d", i) {
						t.errorf("request %d has ID %q", i, r.Header.Get(idHeader))
					}
				}
			},
		},
	}
}
