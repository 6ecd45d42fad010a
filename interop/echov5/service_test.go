package echov5

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	adapter "github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
)

// secret is in every cause and every panic here, and never in a response.
const secret = "s3cr3t"

// A service is an Echo instance behind a server of net/http.
type service struct {
	url  string
	done chan struct{} // gets a value for each request that the server is done with

	mu      sync.Mutex
	records []render.Event
}

// serve starts a service; the function sets it up behind Install.
func serve(t *testing.T, setUp func(*echo.Echo, *render.Renderer)) *service {
	t.Helper()
	s := &service{done: make(chan struct{}, 1)}
	r := render.New(apierr.Catalog(), &render.Options{Observer: func(_ context.Context, e render.Event) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.records = append(s.records, e)
	}})
	e := echo.New()
	e.Logger = slog.New(slog.DiscardHandler)
	adapter.Install(e, r)
	setUp(e, r)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { s.done <- struct{}{} }()
		e.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// An answer is what one request led to.
type answer struct {
	status  int
	code    catalog.Code // "" if the body is no envelope
	cut     bool
	leaks   bool
	records []render.Event
}

// do sends a request and waits until the server is done with it.
func (s *service) do(t *testing.T, method, path string, body io.Reader) answer {
	t.Helper()
	req, err := http.NewRequest(method, s.url+path, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	var a answer
	res, err := (&http.Transport{DisableKeepAlives: true, DisableCompression: true}).RoundTrip(req)
	if err != nil {
		a.cut = true
	} else {
		a.read(res)
	}
	select {
	case <-s.done:
	case <-time.After(time.Minute):
		t.Fatal("the service does not come to an end")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a.records, s.records = s.records, nil
	return a
}

func (a *answer) read(res *http.Response) {
	defer res.Body.Close()
	body := io.Reader(res.Body)
	if res.Header.Get("Content-Encoding") == "gzip" {
		if z, err := gzip.NewReader(res.Body); err == nil {
			body = z
		}
	}
	text, err := io.ReadAll(body)
	a.status, a.cut = res.StatusCode, err != nil
	a.leaks = strings.Contains(string(text)+fmt.Sprint(res.Header), secret)
	var e render.Envelope
	if json.Unmarshal(text, &e) == nil && e.RequestID != "" && e.RequestID == res.Header.Get("X-Request-Id") {
		a.code = e.Error
	}
}
