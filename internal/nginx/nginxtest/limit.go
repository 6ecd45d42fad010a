package nginxtest

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/rendertest"
)

const (
	// MaxBody is the limit, in bytes, of the bodies that [Limit] posts.
	MaxBody = 1 << 20

	posted   = 32 << 20
	attempts = 12
	all413   = "12 × 413"
)

// Limit posts bodies far over [MaxBody] to a handler that returns what reading
// its body, or the framework's middleware, says of that.
//
// A service that answers before nginx has sent all has to close the connection
// with care: nginx makes a 502 of a response that a reset overtakes. So the
// limit has to reach the server through every writer in between, as that of
// http.MaxBytesReader does.
func Limit(t *testing.T, f Framework, serve func(http.ResponseWriter, *http.Request) error) {
	upload := rendertest.Route{Method: http.MethodPost, Path: "/upload", Serve: serve}
	ours, alone := server(f.ours).start(t, upload), server(f.alone).start(t, upload)
	for _, location := range uploads {
		for _, front := range ours.fronts {
			if ends := post(front, location); ends != all413 {
				t.Errorf("%s, %s: %s", location, front.name, ends)
			}
		}
	}
	t.Logf("%s, without errcat: %s", uploads[0], post(alone.fronts[0], uploads[0]))
	got := ours.fronts[0].send(http.MethodPost, "/default/upload", bytes.NewReader(body))
	rendertest.AssertError(t, got.Response, apierr.CodePayloadTooLarge)
}

// unheard: a server that does not hear of the limit makes 502 of some 413.
func unheard(t *testing.T, f Framework) {
	hidden := func(w http.ResponseWriter, r *http.Request) error {
		return limited(struct{ http.ResponseWriter }{w}, r)
	}
	front := server(f.alone).start(t, rendertest.Route{Method: http.MethodPost, Path: "/upload", Serve: hidden}).fronts[0]
	for range 10 {
		for _, location := range uploads {
			if ends := post(front, location); ends != all413 {
				t.Logf("%s: %s", location, ends)
				return
			}
		}
	}
	t.Error("every attempt ended with 413: there is no danger that Limit could find")
}

// uploads are the ways on which nginx passes bodies on: after it has read all,
// or as they come, over HTTP/1.1 and HTTP/1.0.
var uploads = [...]string{"default", "unbuffered", "unbuffered10"}

// post counts how attempts end. Every other body comes without its length, in
// chunks, which nginx passes on only in the location "unbuffered".
func post(f front, location string) string {
	counts := map[string]int{}
	for i := range attempts {
		var content io.Reader = bytes.NewReader(body)
		if i%2 == 1 {
			content = io.MultiReader(content)
		}
		got := f.send(http.MethodPost, "/"+location+"/upload", content)
		if got.err != nil {
			counts[got.err.Error()]++
		} else {
			counts[strconv.Itoa(got.StatusCode)]++
		}
	}
	var all []string
	for _, end := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, fmt.Sprintf("%d × %s", counts[end], end))
	}
	return strings.Join(all, ", ")
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
