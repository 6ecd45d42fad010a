package nginxtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/rendertest"
)

const (
	// MaxBody is the limit, in bytes, of the bodies that [Limit] posts.
	MaxBody = 1 << 20

	posted   = 8 << 20
	attempts = 12
)

// Limit posts bodies far over [MaxBody] to a handler that returns what reading
// its body, or the framework's middleware, says of that.
//
// A service that answers before nginx has sent all has to close the connection
// with care: nginx makes a 502 of a response that a reset overtakes. So the
// limit has to reach the server through every writer in between, as that of
// http.MaxBytesReader does.
func Limit(t *testing.T, f Framework, serve func(http.ResponseWriter, *http.Request) error) {
	ours, alone := server(f.ours).uploads(t, serve), server(f.alone).uploads(t, serve)
	for _, location := range passing {
		if ends := ours.post(ours.fronts[0], location, attempts); ends.early502 > 0 || ends.other != "" {
			t.Errorf("%s: %v", location, ends)
		}
		if ends := ours.post(ours.fronts[1], location, 1); ends.early502 > 0 || ends.other != "" {
			t.Errorf("%s, HTTP/2 in front: %v", location, ends)
		}
	}
	t.Logf("%s, without errcat: %v", passing[0], alone.post(alone.fronts[0], passing[0], attempts))
	if ours.last.Response != nil {
		wantError(t, ours.last, apierr.CodePayloadTooLarge)
	}
}

// unheard: a server that does not hear of the limit makes 502 of some 413.
func unheard(t *testing.T, f Framework) {
	u := server(f.alone).uploads(t, func(w http.ResponseWriter, r *http.Request) error {
		return limited(struct{ http.ResponseWriter }{w}, r)
	})
	for range 10 {
		for _, location := range passing {
			if ends := u.post(u.fronts[0], location, attempts); ends.early502 > 0 {
				t.Logf("%s: %v", location, ends)
				return
			}
		}
	}
	t.Error("no attempt ended with 502: there is no danger that Limit could find")
}

// passing are the locations that differ in how nginx passes bodies on: after it
// has read all, or as they come, over HTTP/1.1 and HTTP/1.0.
var passing = [...]string{"default", "unbuffered", "unbuffered10"}

// uploads is a site that takes bodies.
type uploads struct {
	*site
	answered atomic.Pointer[time.Time] // when the service had answered
	last     reply                     // the last one with 413
}

func (s server) uploads(t *testing.T, serve func(http.ResponseWriter, *http.Request) error) *uploads {
	u := &uploads{}
	clock := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r)
			now := time.Now()
			u.answered.Store(&now)
		})
	}
	u.site = s.outside(clock).start(t, rendertest.Route{Method: http.MethodPost, Path: "/upload", Serve: serve})
	return u
}

// ends says how attempts ended.
type ends struct {
	ok413    int
	early502 int
	// A careful server closes the connection half a second after its answer. A
	// 502 that comes later says only that nginx had no time to read it by then.
	late502 int
	other   string
}

func (e ends) String() string {
	text := fmt.Sprintf("%d × 413, %d × 502%s", e.ok413, e.early502, e.other)
	if e.late502 > 0 {
		text += fmt.Sprintf(", %d × 502 of a busy machine", e.late502)
	}
	return text
}

// post counts how attempts end. Every other body comes without its length, in
// chunks, which nginx passes on only in the location "unbuffered".
func (u *uploads) post(f front, location string, attempts int) ends {
	var e ends
	for i := range attempts {
		var content io.Reader = bytes.NewReader(body)
		if i%2 == 1 {
			content = io.MultiReader(content)
		}
		u.answered.Store(nil)
		got := f.send(http.MethodPost, "/"+location+"/upload", content)
		arrived, answered := time.Now(), u.answered.Load()
		switch {
		case got.err != nil:
			e.other += ", " + got.err.Error()
		case got.StatusCode == http.StatusRequestEntityTooLarge:
			e.ok413++
			u.last = got
		case got.StatusCode != http.StatusBadGateway || answered == nil:
			e.other += fmt.Sprintf(", a %d", got.StatusCode)
		case arrived.Sub(*answered) < 400*time.Millisecond:
			e.early502++
		default:
			e.late502++
		}
	}
	return e
}

// body is what is posted: nobody changes it.
var body = make([]byte, posted)

// limited reads a body by http.MaxBytesReader.
func limited(w http.ResponseWriter, r *http.Request) error {
	_, err := io.Copy(io.Discard, http.MaxBytesReader(w, r.Body, MaxBody))
	return err
}

// limitOfNginx: what nginx refuses never reaches the service, so that it can
// be neither an envelope nor have a request ID.
func limitOfNginx(t *testing.T, f Framework) {
	site := server(f.ours).start(t, rendertest.Route{Method: http.MethodPost, Path: "/upload", Serve: limited})
	for _, front := range site.fronts {
		if got := front.send(http.MethodPost, "/small/upload", bytes.NewReader(make([]byte, 1000))); got.err != nil || got.StatusCode != http.StatusOK {
			t.Errorf("%s: a body below the limit of nginx: %v", front.name, got)
		}
		got := front.send(http.MethodPost, "/small/upload", bytes.NewReader(make([]byte, 2000)))
		if got.err != nil || got.StatusCode != http.StatusRequestEntityTooLarge || got.body != page || got.Header.Get("X-Request-Id") != "" {
			t.Errorf("%s: a body over the limit of nginx: %v", front.name, got)
		}
	}
	if n := len(site.events); n > 0 {
		t.Errorf("the service reports %d errors", n)
	}
}
