package adapter_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/render"
)

// headers is the header of the answer to err, where an outer middleware set
// the headers in before and the handler those in during.
func headers(r *render.Renderer, err error, before, during http.Header) (http.Header, *httptest.ResponseRecorder) {
	w := httptest.NewRecorder()
	maps.Copy(w.Header(), before)
	serve(r, w, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
		maps.Copy(w.Header(), during)
		return err
	})
	return w.Header(), w
}

func TestHeaderOfAnErrorResponse(t *testing.T) {
	h, w := headers(newRenderer(nil, nil), fail(busy).after(90*time.Second), nil, nil)
	want := http.Header{
		"Content-Type":           {"application/json"},
		"X-Content-Type-Options": {"nosniff"},
		"Cache-Control":          {"no-store"},
		"Content-Length":         {strconv.Itoa(w.Body.Len())},
		"X-Request-Id":           {mintedID},
		"Retry-After":            {"90"},
	}
	if !maps.EqualFunc(h, want, slices.Equal) || w.Code != 429 {
		t.Errorf("status %d, header %v, want %v", w.Code, h, want)
	}

	h, _ = headers(newRenderer(nil, nil), fail(hidden), nil, nil)
	delete(want, "Retry-After")
	want["Www-Authenticate"] = []string{`Bearer realm="shop"`}
	want["Content-Length"] = h["Content-Length"]
	if !maps.EqualFunc(h, want, slices.Equal) {
		t.Errorf("header %v, want %v", h, want)
	}
}

func TestHeadersOfTheSuccessGo(t *testing.T) {
	for name, value := range map[string]string{
		"Content-Length": "5", "Content-Encoding": "br", "Content-Type": "text/html", "Content-Range": "bytes 0-1/2",
		"Content-Disposition": "attachment", "Content-Language": "de", "Content-Location": "/x", "Etag": `"x"`,
		"Last-Modified": "Mon, 25 May 2026 12:00:00 GMT", "Accept-Ranges": "bytes", "Cache-Control": "max-age=60",
		"Expires": "Mon, 25 May 2026 12:00:00 GMT", "Trailer": "X-Sum", "Retry-After": "5",
	} {
		plain, _ := headers(newRenderer(nil, nil), fail(broken), nil, nil)
		for _, key := range []string{name, strings.ToLower(name), strings.ToUpper(name)} {
			got, _ := headers(newRenderer(nil, nil), fail(broken), nil, http.Header{key: {value}})
			if !maps.EqualFunc(got, plain, slices.Equal) {
				t.Errorf("%s set by the handler: header %v, want %v", key, got, plain)
			}
		}
	}
}

// Few headers, or none, are no sign that nothing has to be put right.
func TestHeadersThatTheHandlerRemoved(t *testing.T) {
	outer := http.Header{"Content-Language": {"fr"}}
	for _, tt := range []struct {
		name    string
		before  http.Header
		handler func(http.Header)
		want    http.Header // besides those of every error response
	}{
		{"nothing", nil, func(http.Header) {}, nil},
		{"nothing, after an outer middleware", outer, func(http.Header) {}, outer},
		{"what the outer middleware set", outer, func(h http.Header) { h.Del("Content-Language") }, outer},
		{"all", outer, func(h http.Header) { clear(h) }, outer},
		{"the request ID, for an ETag", nil, func(h http.Header) { h.Del("X-Request-Id"); h.Set("ETag", "x") }, nil},
		{"nothing, but set an ETag", nil, func(h http.Header) { h.Set("ETag", "x") }, nil},
		{"nothing, but set another ID", nil, func(h http.Header) { h.Set("X-Request-Id", "mine") }, nil},
		{"nothing, but wrote over the ID", nil, func(h http.Header) { h["X-Request-Id"][0] = "mine" }, nil},
		{"nothing, but added an ID", nil, func(h http.Header) { h.Add("X-Request-Id", "mine") }, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			maps.Copy(w.Header(), tt.before)
			serve(newRenderer(nil, nil), w, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
				tt.handler(w.Header())
				return fail(broken)
			})
			want := http.Header{
				"Content-Type": {"application/json"}, "X-Content-Type-Options": {"nosniff"}, "Cache-Control": {"no-store"},
				"Content-Length": {strconv.Itoa(w.Body.Len())}, "X-Request-Id": {mintedID},
			}
			maps.Copy(want, tt.want)
			if !maps.EqualFunc(w.Header(), want, slices.Equal) {
				t.Errorf("header %v, want %v", w.Header(), want)
			}
		})
	}
}

// What an outer middleware set before the exchange began comes back, as it
// was; except for what the error response says itself, and for what caches and
// the server in front obey.
func TestHeadersOfOuterMiddlewareReturn(t *testing.T) {
	before := http.Header{
		"Content-Encoding": {"gzip"}, "Content-Language": {"fr"}, "Expires": {"0"}, "X-Outer": {"1", "2"},
		"Cdn-Cache-Control": {"max-age=86400"}, "Surrogate-Control": {"max-age=5"}, "Age": {"9"}, "X-Accel-Redirect": {"/protected"},
		"Content-Type": {"text/plain"}, "Cache-Control": {"public"}, "Retry-After": {"7"}, "retry-after": {"8"},
	}
	during := http.Header{"Content-Encoding": {"br"}, "Content-Language": {"de"}, "Expires": {"1"}, "X-Outer": {"3"}}
	h, _ := headers(newRenderer(nil, nil), fail(broken), before, during)
	want := http.Header{
		"Content-Encoding": {"gzip"}, "Content-Language": {"fr"}, "X-Outer": {"3"},
		"Content-Type": {"application/json"}, "Cache-Control": {"no-store"}, "X-Content-Type-Options": {"nosniff"},
		"X-Request-Id": {mintedID}, // and no length: the outer writer compresses
	}
	if !maps.EqualFunc(h, want, slices.Equal) {
		t.Errorf("header %v, want %v", h, want)
	}
	if !slices.Equal(before["Content-Encoding"], []string{"gzip"}) {
		t.Error("the outer middleware's own value has changed")
	}

	h, _ = headers(newRenderer(nil, nil), fail(gone), before, during)
	want["X-Outer"] = []string{"1", "2"}
	if !maps.EqualFunc(h, want, slices.Equal) {
		t.Errorf("concealed: header %v, want %v", h, want)
	}
}

func TestHeadersOfTheExchangeStay(t *testing.T) {
	during := http.Header{
		"Vary": {"Origin"}, "Set-Cookie": {"a=1", "b=2"}, "Allow": {"GET"}, "Access-Control-Allow-Origin": {"*"},
		"X-Ratelimit-Remaining": {"0"}, "Ratelimit": {"x"}, "Traceparent": {"00"}, "X-Own": {"1"}, "Content-Security-Policy": {"default-src 'none'"},
	}
	h, _ := headers(newRenderer(nil, nil), fail(broken), nil, during)
	for name, values := range during {
		if !slices.Equal(h[name], values) {
			t.Errorf("%s is %q, want %q", name, h[name], values)
		}
	}
}

func TestHeadersOfAConcealedCode(t *testing.T) {
	stays := http.Header{
		"Vary": {"Origin"}, "Access-Control-Allow-Origin": {"*"}, "access-control-max-age": {"5"},
		"X-Ratelimit-Remaining": {"0"}, "Ratelimit": {"x"}, "Ratelimit-Policy": {"y"},
		"Strict-Transport-Security": {"max-age=1"}, "Content-Security-Policy": {"default-src"}, "Referrer-Policy": {"x"},
		"Traceparent": {"00"}, "Tracestate": {"a=b"}, "B3": {"0"}, "X-B3-Traceid": {"1"},
		"X-Own": {"kept by option"},
	}
	goes := http.Header{
		"Set-Cookie": {"owner=7"}, "Allow": {"GET"}, "Location": {"/owner/7"}, "Link": {"</owner/7>"}, "X-Owner": {"7"}, "x-owner-two": {"7"},
		"Etag": {`"7"`}, "Server-Timing": {"db;dur=7"}, "Www-Authenticate": {"Basic"}, "WWW-Authenticate": {"Basic"}, "Retry-After": {"7"},
	}
	r := newRenderer(&render.Options{KeepHeaders: []string{"x-own"}}, nil)
	during := maps.Clone(stays)
	maps.Copy(during, goes)
	h, w := headers(r, fail(gone).because(fail(broken)), nil, during)
	for name, values := range stays {
		if !slices.Equal(h[name], values) {
			t.Errorf("%s is %q, want %q", name, h[name], values)
		}
	}
	for name := range goes {
		if _, there := h[name]; there {
			t.Errorf("%s is still there: %q", name, h[name])
		}
	}
	bare, bareWriter := headers(r, fail(gone), nil, stays)
	if !maps.EqualFunc(h, bare, slices.Equal) || w.Body.String() != bareWriter.Body.String() {
		t.Error("two causes of a concealed code have different answers")
	}
}

func TestTrailersGo(t *testing.T) {
	h, _ := headers(newRenderer(nil, nil), fail(broken), nil, http.Header{
		"Trailer": {"X-Sum, x-count", "X-Third"}, "X-Sum": {"1"}, "X-Count": {"2"}, "x-third": {"3"}, http.TrailerPrefix + "X-Late": {"4"}, "X-Stays": {"5"},
	})
	for _, name := range []string{"Trailer", "X-Sum", "X-Count", "x-third", http.TrailerPrefix + "X-Late"} {
		if _, there := h[name]; there {
			t.Errorf("%s is still there", name)
		}
	}
	if h.Get("X-Stays") != "5" {
		t.Error("X-Stays has gone")
	}
}

// A handler can reach the header map itself, spelling included.
func TestHeadersSetByHand(t *testing.T) {
	h, _ := headers(newRenderer(nil, nil), fail(broken), nil, http.Header{
		"x-request-id": {"mine"}, "X-Request-ID": {"mine"}, "X-Request-Id": {"mine", "too"},
		"x-content-type-options": {"sniff"}, "X-Content-Type-Options": nil,
	})
	for name, want := range map[string][]string{
		"X-Request-Id": {mintedID}, "x-request-id": nil, "X-Request-ID": nil,
		"X-Content-Type-Options": {"nosniff"}, "x-content-type-options": nil,
	} {
		if !slices.Equal(h[name], want) {
			t.Errorf("%s is %q, want %q", name, h[name], want)
		}
	}
}

// An in-place edit of a value must not change the ID of the exchange.
func TestRequestIDEditedInPlace(t *testing.T) {
	w := httptest.NewRecorder()
	serve(newRenderer(nil, nil), w, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, req *http.Request) error {
		w.Header()["X-Request-Id"][0] = "mine"
		req.Header["X-Request-Id"][0] = "mine"
		return fail(broken)
	})
	if got := w.Header()["X-Request-Id"]; !slices.Equal(got, []string{mintedID}) || !strings.Contains(w.Body.String(), mintedID) {
		t.Errorf("X-Request-Id is %q, the body %s", got, w.Body)
	}
}

func TestHead(t *testing.T) {
	get, head := httptest.NewRecorder(), httptest.NewRecorder()
	handler := func(http.ResponseWriter, *http.Request) error { return fail(broken) }
	serve(newRenderer(nil, nil), get, httptest.NewRequest("GET", "/", nil), handler)
	serve(newRenderer(nil, nil), head, httptest.NewRequest("HEAD", "/", nil), handler)
	if head.Code != get.Code || !maps.EqualFunc(head.Header(), get.Header(), slices.Equal) {
		t.Errorf("HEAD: %d %v, GET: %d %v", head.Code, head.Header(), get.Code, get.Header())
	}
	if head.Body.Len() != 0 || get.Body.Len() == 0 {
		t.Errorf("HEAD has %d bytes, GET %d", head.Body.Len(), get.Body.Len())
	}
}
