package adapter_test

import (
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
			x, after, next := newRenderer(&render.Options{IgnoreRequestID: tt.ignore}, nil).Engine().Begin(w, req)
			if x.RequestID() != tt.want || render.RequestID(next.Context()) != tt.want {
				t.Errorf("the ID is %q, in the context %q; want %q", x.RequestID(), render.RequestID(next.Context()), tt.want)
			}
			for what, h := range map[string]http.Header{"response": after.Header(), "request": next.Header} {
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
	_, _, next := newRenderer(nil, nil).Engine().Begin(httptest.NewRecorder(), &http.Request{})
	if got := next.Header.Get("X-Request-Id"); got != mintedID {
		t.Errorf("the request has %q", got)
	}
}

// Only the first Begin counts, also for a request that has lost its context
// or whose writer was wrapped.
func TestBeginOnce(t *testing.T) {
	minted := 0
	r := render.New(shop(), &render.Options{NewRequestID: func() string { minted++; return "minted" }})
	req := httptest.NewRequest("GET", "/", nil)
	x, w, next := r.Engine().Begin(httptest.NewRecorder(), req)

	type plain struct{ http.ResponseWriter }
	for name, try := range map[string]struct {
		w   http.ResponseWriter
		req *http.Request
	}{
		"again":           {w, next},
		"context lost":    {w, req},
		"writer wrapped":  {unwrapper{w}, req},
		"writer replaced": {plain{w}, next},
	} {
		again, _, req := r.Engine().Begin(try.w, try.req)
		if again != x || req != try.req || minted != 1 {
			t.Errorf("%s: a second exchange began", name)
		}
	}
}

// unwrapper wraps a writer as middleware does that knows of
// http.ResponseController.
type unwrapper struct{ http.ResponseWriter }

func (u unwrapper) Unwrap() http.ResponseWriter { return u.ResponseWriter }
