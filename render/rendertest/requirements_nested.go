package rendertest

import (
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/asterwise/errcat/catalog"
)

func nestedRequirements() []Requirement {
	return []Requirement{
		{
			Name: "nested/recorder",
			Rule: "A request that a handler serves inside of its own, with its context and into a recorder, is answered there; the event has the " +
				"item's request, both have one ID, and the handler goes on.",
			Source: "contract §3, §4",
			check: func(t *trial) {
				for code, serve := range map[catalog.Code]func(http.ResponseWriter, *http.Request) error{
					codePlain:     fails(t.err(codePlain)),
					codeConcealed: fails(t.err(codeConcealed).cause(errPlain)),
					codeInternal:  panics("in the item"),
				} {
					r, item := t.batch(http.MethodGet, serve)
					t.code(&reply{Response: item.Result(), body: item.Body.Bytes()}, code)
					if id := item.Header().Get(idHeader); id != "the-batch" || r.err == nil && r.Header.Get(idHeader) != id {
						t.errorf("the item has ID %q, the batch %v; want the same", id, r.Response)
					}
					if e := t.oneEvent(); e.Request.URL.Path != itemPath || e.Begun || e.Cut {
						t.errorf("the observer was told of %s, begun=%t cut=%t; want %s, answered", e.Request.URL.Path, e.Begun, e.Cut, itemPath)
					}
					t.goesOn(r)
				}
			},
		},
		{
			Name:   "nested/begun",
			Rule:   "An item that fails in the middle of its response cuts that response, not the one around it.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				r, _ := t.batch(http.MethodGet, begins(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("half")) }))
				if e := t.oneEvent(); e.Request.URL.Path != itemPath || !e.Cut {
					t.errorf("the observer was told of %s, cut=%t; want %s, cut", e.Request.URL.Path, e.Cut, itemPath)
				}
				t.goesOn(r)
			},
		},
		{
			Name:   "nested/head",
			Rule:   "An item asked for by HEAD has no body, whatever the method around it.",
			Source: "contract §2; RFC 9110 §9.3.2",
			check: func(t *trial) {
				r, item := t.batch(http.MethodHead, fails(t.err(codePlain)))
				if n := item.Body.Len(); item.Code != http.StatusTeapot || n != 0 {
					t.errorf("the item has status %d and a body of %d bytes, want 418 and none", item.Code, n)
				}
				t.goesOn(r)
			},
		},
	}
}

const itemPath = "/item"

// batch posts a request whose handler serves an item by the same adapter, and
// returns what both were answered. The handler answers "done" whatever became of
// the item, as long as that has not panicked for anything but to be cut.
func (t *trial) batch(method string, serve func(http.ResponseWriter, *http.Request) error) (*reply, *httptest.ResponseRecorder) {
	item := httptest.NewRecorder()
	var s *site
	s = t.serve(setup{
		method: http.MethodPost,
		serve: func(w http.ResponseWriter, r *http.Request) error {
			func() {
				defer func() {
					if v := recover(); v != nil && v != http.ErrAbortHandler {
						panic(v)
					}
				}()
				s.handler.ServeHTTP(item, httptest.NewRequest(method, itemPath, nil).WithContext(r.Context()))
			}()
			_, err := w.Write([]byte("done"))
			return err
		},
		also: []Route{{Method: method, Path: itemPath, Serve: serve}},
	})
	return s.send(http.MethodPost, path, strings.NewReader("[]"), idHeader+": the-batch"), item
}

// goesOn checks the answer to a batch.
func (t *trial) goesOn(r *reply) {
	if r.err != nil || r.StatusCode != http.StatusOK || string(r.body) != "done" {
		t.errorf("the batch got %+v with body %q (%v), want its own answer", r.Response, r.body, r.err)
	}
}
