package rendertest

import (
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"strings"
)

func streamRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "stream/early-hints",
			Rule:   "A 103 response is not a beginning: an error after it is answered, and the client gets both.",
			Source: "contract §4 (a 1xx is not a beginning); RFC 8297",
			check: func(t *trial) {
				s := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.Header().Set("Link", "</style.css>; rel=preload")
					w.WriteHeader(http.StatusEarlyHints)
					return t.err(codePlain)
				}})
				r, hints := s.informed()
				t.code(r, codePlain)
				if hints != 1 {
					t.errorf("the client got %d informational responses, want 1", hints)
				}
				t.oneEvent()
			},
		},
		{
			Name:   "stream/early-hints-panic",
			Rule:   "That holds for a panic after several of them too.",
			Source: "contract §4 (a 1xx is not a beginning)",
			Needs:  []Capability{Hints},
			check: func(t *trial) {
				s := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.WriteHeader(http.StatusProcessing)
					w.WriteHeader(http.StatusEarlyHints)
					panic("after the hints")
				}})
				r, hints := s.informed()
				t.code(r, codeInternal)
				if hints != 2 {
					t.errorf("the client got %d informational responses, want 2", hints)
				}
			},
		},
		{
			Name:   "stream/events",
			Rule:   "A stream of events that fails is cut after the events that were sent, so that the client knows that it did not end.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.Header().Set("Content-Type", "text/event-stream")
					for i := range 3 {
						fmt.Fprintf(w, "data: %d\n\n", i)
						_ = http.NewResponseController(w).Flush()
					}
					return t.err(codePlain)
				}}).get()
				if r.Response == nil || !strings.HasPrefix(string(r.body), "data: 0\n\ndata: 1\n\n") || strings.Contains(string(r.body), "error") {
					t.errorf("the client got %q, want the events and no error in their format", r.body)
				}
				t.cut(r)
			},
		},
		{
			Name:   "stream/trailers",
			Rule:   "The trailers of a response that was cut do not arrive: a checksum of half the body would vouch for it.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.Header().Set("Trailer", "X-Sum")
					_, _ = w.Write([]byte("half"))
					_ = http.NewResponseController(w).Flush()
					w.Header().Set("X-Sum", "abc")
					return t.err(codePlain)
				}}).get()
				if r.Response != nil && r.Trailer.Get("X-Sum") != "" {
					t.errorf("the trailer arrived: %q", r.Trailer)
				}
				t.cut(r)
			},
		},
		{
			Name:   "stream/success",
			Rule:   "A stream without an error ends as it should, trailers included, and with X-Request-Id.",
			Source: "contract §2",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.Header().Set("Trailer", "X-Sum")
					for range 3 {
						_, _ = w.Write([]byte("part "))
						_ = http.NewResponseController(w).Flush()
					}
					w.Header().Set("X-Sum", "abc")
					return nil
				}}).get()
				if r.err != nil || string(r.body) != "part part part " || r.Trailer.Get("X-Sum") != "abc" || r.Header.Get(idHeader) == "" {
					t.errorf("the client got %q with trailers (%v), want the whole stream", r.body, r.err)
				}
			},
		},
	}
}

// informed makes a request and counts the informational responses.
func (s *site) informed() (r *reply, hints int) {
	req, err := http.NewRequest(http.MethodGet, "http://"+s.addr+path, nil)
	if err != nil {
		s.t.fatalf("make a request: %v", err)
	}
	trace := &httptrace.ClientTrace{Got1xxResponse: func(int, textproto.MIMEHeader) error {
		hints++
		return nil
	}}
	r = s.do(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
	return r, hints
}
