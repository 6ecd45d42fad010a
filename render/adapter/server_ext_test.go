package adapter_test

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/render"
)

// started serves a handler in the care of a renderer on a server of net/http,
// whose log it returns.
func started(t *testing.T, secure bool, handler func(http.ResponseWriter, *http.Request) error) (*httptest.Server, *bytes.Buffer) {
	t.Helper()
	var said bytes.Buffer
	r := newRenderer(nil, nil)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if serve(r, w, req, handler) {
			panic(http.ErrAbortHandler)
		}
	}))
	server.Config.ErrorLog = log.New(&said, "", 0)
	if secure {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, &said
}

// A body over the limit ends the connection as it does on bare net/http, where
// http.MaxBytesReader finds the server's own writer.
func TestTooLargeAsOnBareNetHTTP(t *testing.T) {
	limited := func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 10))
		return err
	}
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := limited(w, r); err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		}
	}))
	defer bare.Close()
	ours, _ := started(t, false, limited)
	for _, size := range []int{5, 100} {
		var closes []bool
		for _, server := range []*httptest.Server{bare, ours} {
			res, err := http.Post(server.URL, "text/plain", strings.NewReader(strings.Repeat("x", size)))
			if err != nil {
				t.Fatal(err)
			}
			_ = res.Body.Close()
			if want := map[int]int{5: 200, 100: 413}[size]; res.StatusCode != want {
				t.Errorf("%d bytes: status %d, want %d", size, res.StatusCode, want)
			}
			closes = append(closes, res.Close)
		}
		if want := size > 10; closes[0] != want || closes[1] != want {
			t.Errorf("%d bytes: closing the connection is %v on bare net/http and %v here, want %v", size, closes[0], closes[1], want)
		}
	}
}

// Over TLS too, half a response that the end of the connection would make whole
// ends in an error.
func TestCutOverTLS(t *testing.T) {
	server, _ := started(t, true, func(w http.ResponseWriter, _ *http.Request) error {
		_, _ = io.WriteString(w, strings.Repeat("row;", 3000))
		return fail(broken)
	})
	conn, err := tls.Dial("tcp", server.Listener.Addr().String(), &tls.Config{RootCAs: server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs, ServerName: "example.com"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	_, _ = io.WriteString(conn, "GET / HTTP/1.0\r\n\r\n")
	if got, err := io.ReadAll(conn); err == nil {
		t.Errorf("the client got %d bytes and an ordinary end", len(got))
	}
}

// A second header is blamed on the code that writes it, by file and line, in the
// log of the server.
func TestSecondHeader(t *testing.T) {
	accept := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) }
	again := func(w http.ResponseWriter) { w.WriteHeader(http.StatusConflict) }
	for name, tt := range map[string]struct {
		first  http.HandlerFunc
		second func(http.ResponseWriter)
		status int
	}{
		"WriteHeader":             {accept, again, http.StatusAccepted},
		"http.Error":              {accept, func(w http.ResponseWriter) { http.Error(w, "", http.StatusConflict) }, http.StatusAccepted},
		"after a router's answer": {http.NotFound, again, http.StatusNotFound},
	} {
		server, said := started(t, false, func(w http.ResponseWriter, r *http.Request) error {
			tt.first(w, r)
			tt.second(w)
			return nil
		})
		res, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		server.Close() // so that the log is whole
		want := regexp.MustCompile(fmt.Sprintf(`^http: ignore WriteHeader\(409\) of \S+TestSecondHeader\S+ \(server_ext_test\.go:\d+\): the response has begun, with status %d\n$`, tt.status))
		if res.StatusCode != tt.status || !want.MatchString(said.String()) {
			t.Errorf("%s: status %d, log %q", name, res.StatusCode, said)
		}
	}
}

// Of two renderers that meet in one request the outer one answers. It says so,
// once, in the record of the first failure; a request that the inner one
// answers into a writer of its own is none of its business.
func TestTwoRenderers(t *testing.T) {
	var events, inside []render.Event
	outer := newRenderer(nil, &events)
	inner := newRenderer(&render.Options{MapError: func(*http.Request, error) error { return fail(gone) }}, &inside)
	nested := func(to func(http.ResponseWriter) http.ResponseWriter) func(w http.ResponseWriter, r *http.Request) error {
		return func(w http.ResponseWriter, r *http.Request) error {
			serve(inner, to(w), r, func(http.ResponseWriter, *http.Request) error { return errors.New("no rows") })
			return nil
		}
	}
	recorder := httptest.NewRecorder()
	for i, tt := range []struct {
		to       func(http.ResponseWriter) http.ResponseWriter
		status   int
		problems int
	}{
		{func(http.ResponseWriter) http.ResponseWriter { return recorder }, 200, 0},
		{func(w http.ResponseWriter) http.ResponseWriter { return unwrapper{w} }, 500, 1},
		{func(w http.ResponseWriter) http.ResponseWriter { return w }, 500, 0},
	} {
		events = nil
		w := httptest.NewRecorder()
		serve(outer, w, httptest.NewRequest("GET", "/", nil), nested(tt.to))
		if w.Code != tt.status || (tt.status == 500) != (len(events) == 1) {
			t.Errorf("request %d: status %d, events %+v", i, w.Code, events)
			continue
		}
		for _, e := range events {
			if len(e.Problems) != tt.problems {
				t.Errorf("request %d: problems are %v, want %d", i, e.Problems, tt.problems)
			}
		}
	}
	if recorder.Code != 404 || len(inside) != 1 {
		t.Errorf("into the recorder the inner renderer answered %d; events %+v", recorder.Code, inside)
	}
}
