package rendertest

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/asterwise/errcat/internal/requestid"
	"github.com/asterwise/errcat/render"
)

func headerRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "header/request-id-on-success",
			Rule:   "Every response carries X-Request-Id, a success too.",
			Source: "contract §2",
			check: func(t *trial) {
				r := t.serve(setup{serve: fine}).get()
				if r.err != nil || r.StatusCode != http.StatusOK || string(r.body) != "fine" {
					t.fatalf("a handler without an error did not get its response out: %+v", r)
				}
				if ids := r.Header[render.HeaderRequestID]; len(ids) != 1 || !requestid.Valid(ids[0]) {
					t.errorf("header X-Request-Id is %q, want one valid ID", ids)
				}
				if n := len(t.seen()); n != 0 {
					t.errorf("the observer was told of %d failures, want none", n)
				}
			},
		},
		{
			Name:   "header/empty-success",
			Rule:   "A handler that writes nothing and returns no error gets the framework's empty success, with a request ID.",
			Source: "contract §2, §4",
			check: func(t *trial) {
				r := t.serve(setup{serve: fails(nil)}).get()
				if r.err != nil || r.StatusCode >= 400 || len(r.body) != 0 || r.Header.Get(render.HeaderRequestID) == "" {
					t.errorf("the client got %+v, want an empty success with a request ID", r)
				}
			},
		},
		{
			Name:   "header/challenge",
			Rule:   "Every 401 carries the WWW-Authenticate challenge of its entry, in place of one that was there.",
			Source: "contract §2; RFC 9110 §11.6.1, §15.5.2",
			check: func(t *trial) {
				t.answered(codeUnauthenticated, func(w http.ResponseWriter, _ *http.Request) error {
					w.Header().Set("WWW-Authenticate", `Basic realm="old"`)
					return t.err(codeUnauthenticated)
				})
			},
		},
		{
			Name:   "header/no-route",
			Rule:   "A path without a route is answered with the envelope of the role route_not_found.",
			Source: "contract §4 rule 4",
			Needs:  []Capability{Routing},
			check: func(t *trial) {
				s := t.serve(setup{serve: fine})
				for _, p := range []string{"/nowhere", "/kit/more", "/%2e%2e", "/\u4e16"} {
					t.code(s.send(http.MethodGet, p, nil), codeRouteNotFound)
					t.oneEvent()
				}
			},
		},
		{
			Name:   "header/allow",
			Rule:   "A method without a route is answered with the envelope of the role method_not_allowed, and keeps the router's Allow header.",
			Source: "contract §2; RFC 9110 §15.5.6",
			Needs:  []Capability{Routing},
			check: func(t *trial) {
				r := t.serve(setup{serve: fine}).send(http.MethodDelete, path, nil)
				t.code(r, codeMethod)
				if r.err == nil && !strings.Contains(r.Header.Get("Allow"), http.MethodGet) {
					t.errorf("header Allow is %q, want GET in it", r.Header.Get("Allow"))
				}
				t.oneEvent()
			},
		},
		{
			Name:   "header/head",
			Rule:   "HEAD gets the status and the headers that GET would get, Content-Length included, and no body.",
			Source: "contract §2; RFC 9110 §9.3.2",
			check:  func(t *trial) { t.head(t.err(codePlain)) },
		},
		{
			Name:   "header/head-large",
			Rule:   "That holds for an envelope over 2 KiB too, which net/http's buffer does not hold.",
			Source: "contract §2; RFC 9110 §9.3.2",
			check: func(t *trial) {
				var items []detail
				for range 100 {
					items = append(items, item{Msg: strings.Repeat("m", 100)})
				}
				t.head(t.err(codeDetails).details(items...))
			},
		},
		{
			Name:   "header/next-request",
			Rule:   "An error response is framed exactly: the next request on the same connection gets its own response.",
			Source: "contract §2; RFC 9112 §6",
			only:   http1,
			check: func(t *trial) {
				s := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.Header().Set("Content-Length", "5")
					return t.err(codePlain)
				}})
				one := "GET " + path + " HTTP/1.1\r\nHost: x\r\n"
				raw := s.raw(one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n")
				if n := bytes.Count(raw, []byte("HTTP/1.1 418 ")); n != 3 {
					t.errorf("%d of 3 requests on a connection were answered:\n%s", n, raw)
				}
				if n := bytes.Count(raw, []byte(`Z"}`)); n != 3 {
					t.errorf("%d of 3 envelopes are whole:\n%s", n, raw)
				}
			},
		},
		{
			Name:   "header/unread-body",
			Rule:   "An error that is returned before the request's body was read is answered.",
			Source: "contract §4",
			check: func(t *trial) {
				s := t.serve(setup{method: http.MethodPost, serve: fails(t.err(codePlain))})
				t.code(s.send(http.MethodPost, path, io.LimitReader(zeros{}, 100<<10)), codePlain)
			},
		},
	}
}

// zeros is an endless reader.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// head compares the responses to GET and to HEAD for an error.
func (t *trial) head(err error) {
	get := t.serve(setup{serve: fails(err)}).get()
	head := t.serve(setup{method: http.MethodHead, serve: fails(err)}).send(http.MethodHead, path, nil)
	if get.err != nil || head.err != nil {
		t.fatalf("GET gives %v, HEAD gives %v", get.err, head.err)
	}
	for _, r := range []*reply{get, head} {
		for _, f := range faults(r.Response, r.body, "") {
			t.errorf("%s: %s", r.Request.Method, f)
		}
	}
	if get.StatusCode != head.StatusCode {
		t.errorf("GET has status %d, HEAD has %d", get.StatusCode, head.StatusCode)
	}
	for _, d := range headerDifferences("header", get.Header, head.Header) {
		t.errorf("GET and HEAD differ: %s", d)
	}
}
