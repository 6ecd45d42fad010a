package rendertest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

func sharingRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "sharing/one-error",
			Rule:   "One error value that many requests return at once is answered each time with the request's own ID; rendering never writes to it.",
			Source: "contract §8",
			check: func(t *trial) {
				shared := t.err(codeDetails).details(item{Msg: "shared"}).cause(errPlain)
				s := t.serve(setup{serve: fails(shared)})
				for i, r := range s.flood(64) {
					t.envelope(r, expected{code: codeDetails, details: []string{`{"loc":[],"msg":"shared","input":null}`}})
					if r.err == nil && r.Header.Get(idHeader) != marker(i) {
						t.errorf("request %d was answered with the ID %q", i, r.Header.Get(idHeader))
					}
				}
			},
		},
		{
			Name:   "sharing/own-bytes",
			Rule:   "No response holds bytes of another one, whatever their lengths and ends are.",
			Source: "contract §8 (pooled buffers)",
			check: func(t *trial) {
				s := t.serve(setup{serve: func(w http.ResponseWriter, r *http.Request) error {
					id := render.RequestID(r.Context())
					var n int
					_, _ = fmt.Sscanf(id, "mine-%d", &n)
					err := t.err(codeDetails).details(item{Msg: id + strings.Repeat("m", n*97%7000)})
					if n%3 == 0 {
						panic(err)
					}
					return err
				}})
				for i, r := range s.flood(96) {
					if i%3 == 0 {
						t.code(r, codeInternal)
						continue
					}
					t.envelope(r, expected{code: codeDetails, details: []string{
						`{"loc":[],"msg":"` + marker(i) + strings.Repeat("m", i*97%7000) + `","input":null}`,
					}})
				}
			},
		},
		{
			Name:   "sharing/events",
			Rule:   "The observer is told once of each failed request, with its own ID and error.",
			Source: "contract §4, §8",
			check: func(t *trial) {
				s := t.serve(setup{serve: func(_ http.ResponseWriter, r *http.Request) error {
					return errors.New(render.RequestID(r.Context()))
				}})
				s.flood(64)
				seen := map[string]int{}
				for _, e := range t.seen() {
					seen[e.RequestID]++
					if e.Err.Error() != e.RequestID || render.RequestID(e.Request.Context()) != e.RequestID {
						t.errorf("the observer was told of the error %q for the request %q", e.Err, e.RequestID)
					}
				}
				for i := range 64 {
					if seen[marker(i)] != 1 {
						t.errorf("the observer was told of request %d %d times, want once", i, seen[marker(i)])
					}
				}
			},
		},
		{
			Name:   "privacy/request",
			Rule:   "Nothing of the request is in the body: not its path, query, Host or headers.",
			Source: "contract §8",
			check: func(t *trial) {
				for _, serve := range []func(http.ResponseWriter, *http.Request) error{
					fails(errPlain), panics("p"), fails(t.err(codePlain)), fails(adapter.StatusError(404)),
					func(_ http.ResponseWriter, r *http.Request) error {
						return fmt.Errorf("%s %s %v", r.URL, r.Host, r.Header)
					},
				} {
					s := t.serve(setup{serve: serve})
					req, err := http.NewRequest(http.MethodGet, "http://"+s.addr+path+"?token=canary-query", nil)
					if err != nil {
						t.fatalf("make a request: %v", err)
					}
					req.Host = "canary-host.example.com"
					set(req.Header, "Authorization", "Bearer canary-bearer", "Cookie", "s=canary-cookie", "User-Agent", "canary-agent",
						"Referer", "https://canary-referer", "X-Forwarded-For", "canary-forwarded", "Accept", "text/canary-accept", idHeader, "canary id")
					r := s.do(req)
					if r.err != nil {
						t.fatalf("the response was cut: %v", r.err)
					}
					if strings.Contains(strings.ToLower(string(r.body)), "canary") || strings.Contains(fmt.Sprint(r.Header), "canary") {
						t.errorf("the response holds a part of the request: %q\n%s", r.Header, r.body)
					}
				}
			},
		},
		{
			Name:   "privacy/route",
			Rule:   "Nor is it in the framework's own errors.",
			Source: "contract §8",
			Needs:  []Capability{Routing},
			check: func(t *trial) {
				s := t.serve(setup{serve: fine})
				for _, r := range []*reply{
					s.send(http.MethodGet, "/canary-path?canary=1", nil), s.send(http.MethodPut, path+"?canary=1", nil), s.send("CANARY", path, nil),
				} {
					if r.err != nil || strings.Contains(strings.ToLower(string(r.body)), "canary") {
						t.errorf("the response holds a part of the request (%v): %s", r.err, r.body)
					}
				}
			},
		},
		{
			Name:   "privacy/error",
			Rule:   "Nothing private of an error is in header or body: cause, wrapped text, log-only parameters, sensitive fields of details, values of panics.",
			Source: "contract §5",
			check: func(t *trial) {
				const secret = "pw-8f2a77c1"
				hidden := errors.New(secret)
				for _, serve := range []func(http.ResponseWriter, *http.Request) error{
					fails(hidden), panics(hidden), panics(secret),
					fails(t.err(codePlain).cause(hidden)),
					fails(fmt.Errorf("%s: %w", secret, t.err(codePlain))),
					fails(errors.Join(t.err(codePlain), hidden)),
					fails(t.err(codeParams).params(params{Name: "n", Secret: secret})),
					fails(t.err(codeDetails).details(item{Msg: "m", Secret: secret})),
					fails(&received{code: catalog.Code(secret), inner: hidden}),
					fails(catalog.Code(secret)),
				} {
					r := t.serve(setup{serve: serve}).get()
					if r.err != nil {
						t.errorf("the response was cut: %v", r.err)
						continue
					}
					if form := Leak(append(fmt.Append(nil, r.Header), r.body...), secret); form != "" {
						t.errorf("the response holds the secret %s: %q\n%s", form, r.Header, r.body)
					}
				}
			},
		},
	}
}

func marker(i int) string { return fmt.Sprintf("mine-%d", i) }

// flood makes n requests at once, each with a request ID of its own.
func (s *site) flood(n int) []*reply {
	replies := make([]*reply, n)
	var all sync.WaitGroup
	for i := range replies {
		all.Add(1)
		go func() {
			defer all.Done()
			replies[i] = s.fetch(marker(i))
		}()
	}
	all.Wait()
	s.settle()
	return replies
}
