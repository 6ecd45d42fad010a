package adapter_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

func TestRequestID(t *testing.T) {
	for _, tt := range []struct {
		name        string
		given, sent []string // on the response, by an outer middleware; on the request
		ignore      bool
		want        string
	}{
		{"none", nil, nil, false, mintedID},
		{"sent", nil, []string{"sent"}, false, "sent"},
		{"given", []string{"given"}, nil, false, "given"},
		{"given and sent", []string{"given"}, []string{"sent"}, false, "given"},
		{"sent twice", nil, []string{"sent", "sent"}, false, mintedID},
		{"sent empty", nil, []string{""}, false, mintedID},
		{"sent, not valid", nil, []string{"se nt"}, false, mintedID},
		{"sent, too long", nil, []string{strings.Repeat("x", 129)}, false, mintedID},
		{"given, not valid", []string{"gi\nven"}, []string{"sent"}, false, "sent"},
		{"given twice", []string{"given", "given"}, []string{"sent"}, false, "sent"},
		{"neither valid", []string{"<"}, []string{">"}, false, mintedID},
		{"ignored: sent", nil, []string{"sent"}, true, mintedID},
		{"ignored: given", []string{"given"}, []string{"sent"}, true, "given"},
		{"ignored: given repeats sent", []string{"sent"}, []string{"sent"}, true, mintedID},
		{"ignored: none", nil, nil, true, mintedID},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, req := httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)
			if tt.given != nil {
				w.Header()["X-Request-Id"] = tt.given
			}
			if tt.sent != nil {
				req.Header["X-Request-Id"] = tt.sent
			}
			x, after := newRenderer(&render.Options{IgnoreRequestID: tt.ignore}, nil).Engine().Begin(w, req)
			if x.RequestID() != tt.want || render.RequestID(req.Context()) != tt.want {
				t.Errorf("the ID is %q, in the context %q; want %q", x.RequestID(), render.RequestID(req.Context()), tt.want)
			}
			for what, h := range map[string]http.Header{"response": after.Header(), "request": req.Header} {
				if got := h["X-Request-Id"]; len(got) != 1 || got[0] != tt.want {
					t.Errorf("the %s has %q, want %q", what, got, tt.want)
				}
			}
		})
	}
}

func TestRequestIDOfNoExchange(t *testing.T) {
	req := httptest.NewRequest("GET", "/", nil)
	if x := adapter.FromContext(req.Context()); x != nil || render.RequestID(req.Context()) != "" {
		t.Errorf("a request without exchange has %v", x)
	}
}

// A request made by hand may have no header map.
func TestRequestWithoutHeader(t *testing.T) {
	req := &http.Request{}
	newRenderer(nil, nil).Engine().Begin(httptest.NewRecorder(), req)
	if got := req.Header.Get("X-Request-Id"); got != mintedID {
		t.Errorf("the request has %q", got)
	}
}

// A response belongs to one exchange: the first Begin counts, for whatever
// leads to its writer, also with a request that has lost its context.
func TestBeginOnce(t *testing.T) {
	minted := 0
	r := render.New(shop(), &render.Options{NewRequestID: func() string { minted++; return "minted" }})
	req := httptest.NewRequest("GET", "/", nil)
	x, w := r.Engine().Begin(httptest.NewRecorder(), req)

	type opaque struct{ http.ResponseWriter }
	for name, try := range map[string]struct {
		w   http.ResponseWriter
		req *http.Request
	}{
		"again":           {w, req},
		"context lost":    {w, req.WithContext(context.Background())},
		"writer wrapped":  {unwrapper{w}, req.WithContext(context.Background())},
		"writer replaced": {opaque{w}, req},
	} {
		if again, _ := r.Engine().Begin(try.w, try.req); again != x || minted != 1 {
			t.Errorf("%s: a second exchange began", name)
		}
	}
}

// A recorder, or a buffer with a header of its own, leads nowhere: what is
// served into it is an exchange of its own, which says the same ID.
func TestBeginInside(t *testing.T) {
	r := newRenderer(nil, nil)
	outer := httptest.NewRequest("POST", "/batch", nil)
	outer.Header.Set("X-Request-Id", "the-batch")
	x, _ := r.Engine().Begin(httptest.NewRecorder(), outer)

	own := httptest.NewRequest("GET", "/item", nil)
	own.Header.Set("X-Request-Id", "the-item")
	for name, item := range map[string]struct {
		req *http.Request
		id  string
	}{
		"request with the context": {httptest.NewRequest("GET", "/item", nil).WithContext(outer.Context()), "the-batch"},
		"request with an ID":       {own.WithContext(outer.Context()), "the-item"},
		"clone":                    {outer.Clone(outer.Context()), "the-batch"},
		"copy":                     {outer.WithContext(outer.Context()), "the-batch"},
	} {
		inside, _ := r.Engine().Begin(httptest.NewRecorder(), item.req)
		if inside == x || inside.RequestID() != item.id {
			t.Errorf("%s: the exchange is the outer one: %t, its ID %q, want %q", name, inside == x, inside.RequestID(), item.id)
		}
		if adapter.FromContext(item.req.Context()) != inside {
			t.Errorf("%s: its context leads to another exchange", name)
		}
	}
}

// A request that is served twice, as tests and retries do, is two exchanges,
// and its context does not grow.
func TestBeginOnceMore(t *testing.T) {
	r := newRenderer(nil, nil)
	req := httptest.NewRequest("GET", "/", nil)
	bare := fmt.Sprint(req.Context())
	w := httptest.NewRecorder()
	first, _ := r.Engine().Begin(w, req)
	for name, w := range map[string]http.ResponseWriter{"same writer": w, "another writer": httptest.NewRecorder()} {
		if again, _ := r.Engine().Begin(w, req); again == first || adapter.FromContext(req.Context()) != again {
			t.Errorf("%s: the second response went on with the first exchange", name)
		}
	}
	if got, want := fmt.Sprint(req.Context()), bare+".WithExchange"; got != want {
		t.Errorf("the context is %s, want %s", got, want)
	}
}

// unwrapper wraps a writer as middleware does that knows of
// http.ResponseController.
type unwrapper struct{ http.ResponseWriter }

func (u unwrapper) Unwrap() http.ResponseWriter { return u.ResponseWriter }
