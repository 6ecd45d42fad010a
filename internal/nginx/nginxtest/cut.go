package nginxtest

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// half is more than the buffers of net/http hold.
var half = strings.Repeat("row;", 3<<10)

// cut: a handler fails in the middle of a response (contract §4). Over
// HTTP/1.0, which nginx speaks by default, the end of the connection is the end
// of the response: only a reset says that this is not the end.
func cut(t *testing.T, f Framework) {
	broke := errors.New("the query broke off")
	begins := func(text string, flush bool, then func() error) func(http.ResponseWriter, *http.Request) error {
		return func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Type", "text/csv")
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			if flush {
				if err := http.NewResponseController(w).Flush(); err != nil {
					return err
				}
			}
			return then()
		}
	}
	fails := func() error { return broke }
	declared := func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Length", "20000")
		return begins(half, false, fails)(w, r)
	}
	routes := slices.Concat(
		route("/whole", begins(half, false, func() error { return nil })),
		route("/aborted", begins(half, true, func() error { panic(http.ErrAbortHandler) })),
		route("/returned", begins(half, false, fails)),
		route("/flushed", begins(half, true, fails)),
		route("/little", begins("row;", false, fails)),
		route("/little-flushed", begins("row;", true, fails)),
		route("/panic", begins(half, false, func() error { panic("half") })),
		route("/declared", declared),
	)

	for _, front := range server(f.alone).start(t, routes...).fronts {
		if got := front.get("/default/aborted"); got.broken() || got.body != half {
			t.Errorf("%s, without errcat, HTTP/1.0: an aborted response does not look whole: %v", front.name, got)
		}
		if got := front.get("/http11/aborted"); !got.broken() {
			t.Errorf("%s, without errcat, HTTP/1.1: an aborted response looks whole", front.name)
		}
	}
	site := server(f.ours).start(t, routes...)
	for _, location := range []string{"default", "http11", "unbuffered", "unbuffered10"} {
		for _, front := range site.fronts {
			if got := front.get("/" + location + "/whole"); got.broken() || got.body != half {
				t.Errorf("%s, %s, whole: %d bytes, %v", location, front.name, len(got.body), got.err)
			}
			for _, path := range []string{"aborted", "returned", "flushed", "little", "little-flushed", "panic", "declared"} {
				if got := front.get("/" + location + "/" + path); !got.broken() {
					t.Errorf("%s, %s, %s: %d and %d bytes look like a whole response", location, front.name, path, got.StatusCode, len(got.body))
				}
			}
		}
	}
}

// stream: what a handler flushes passes while the handler goes on.
func stream(t *testing.T, f Framework) {
	next := make(chan struct{})
	events := func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("X-Accel-Buffering", "no")
		for range 3 {
			if _, err := io.WriteString(w, "data: event\n"); err != nil {
				return err
			}
			if err := http.NewResponseController(w).Flush(); err != nil {
				return err
			}
			select {
			case <-next:
			case <-r.Context().Done():
				return r.Context().Err()
			}
		}
		return nil
	}
	site := server(f.ours).start(t, route("/events", events)...)
	for _, location := range []string{"default", "http11", "unbuffered"} {
		for _, front := range site.fronts {
			resp, err := front.client.Get(front.url + "/" + location + "/events")
			if err != nil {
				t.Errorf("%s, %s: %v", location, front.name, err)
				continue
			}
			lines := bufio.NewScanner(resp.Body)
			for n := range 3 {
				if !lines.Scan() {
					t.Errorf("%s, %s: %d events, then %v", location, front.name, n, lines.Err())
					break
				}
				select {
				case next <- struct{}{}:
				case <-time.After(patience):
					t.Fatal("the handler has left")
				}
			}
			if lines.Scan() || lines.Err() != nil {
				t.Errorf("%s, %s: after the last event %q, %v", location, front.name, lines.Text(), lines.Err())
			}
			resp.Body.Close()
		}
	}
	if n := len(site.events); n > 0 {
		t.Errorf("the service reports %d errors", n)
	}
}
