package render_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// The duration ends when the response is made: of the envelope, or of the
// failure that came too late for one.
func TestDuration(t *testing.T) {
	start := time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		passes time.Duration
		begin  bool
		want   time.Duration
	}{
		{"answered", 1500 * time.Microsecond, false, 1500 * time.Microsecond},
		{"begun", time.Hour, true, time.Hour},
		{"the clock is set back", -time.Hour, false, 0},
		{"the clock is set back meanwhile", -time.Hour, true, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now, heard := start, 0
			h := middleware.New(render.New(apierr.Catalog(), &render.Options{
				Now: func() time.Time { return now },
				Observer: func(_ context.Context, e render.Event) {
					if heard++; e.Duration != tt.want {
						t.Errorf("the duration is %v, want %v", e.Duration, tt.want)
					}
				},
			})).Handler(func(w http.ResponseWriter, _ *http.Request) error {
				if tt.begin {
					w.WriteHeader(http.StatusNoContent)
				}
				now = now.Add(tt.passes)
				return apierr.NewKeyNotFound()
			})
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
			if heard != 1 {
				t.Errorf("heard %d times", heard)
			}
		})
	}
}

// A clock that panics costs neither the response nor the record.
func TestDurationWithoutClock(t *testing.T) {
	var out bytes.Buffer
	h := middleware.New(render.New(apierr.Catalog(), &render.Options{
		Now:      func() time.Time { panic("no battery") },
		Observer: render.Log(slog.New(textHandler(&out))),
	})).Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() })
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != http.StatusNotFound || !strings.Contains(out.String(), " duration=") {
		t.Errorf("status %d, logged %s", w.Code, out.String())
	}
}

// http.route is the pattern as OpenTelemetry has it: the method is an attribute
// of its own, and the host no part of a route.
func TestLogRoute(t *testing.T) {
	for pattern, want := range map[string]string{
		"/v1/keys/{id}":                     "/v1/keys/{id}",
		"GET /v1/keys/{id}":                 "/v1/keys/{id}",
		"api.example.com/v1/":               "/v1/",
		"GET  api.example.com/v1/{rest...}": "/v1/{rest...}",
	} {
		var out bytes.Buffer
		mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Log(slog.New(textHandler(&out)))}))
		mux := http.NewServeMux()
		mux.Handle(pattern, mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() }))
		mw.Wrap(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "http://api.example.com/v1/keys/7", nil))
		if !strings.Contains(out.String(), " http.route="+want+" ") {
			t.Errorf("%q: logged %s, want http.route=%s", pattern, out.String(), want)
		}
	}
}

// README.md shows a record as it is, apart from the values.
func TestReadmeLog(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Log(slog.New(slog.NewTextHandler(&out, nil)))}))
	mux := http.NewServeMux()
	mux.Handle("/v1/keys/{id}", mw.Handler(func(http.ResponseWriter, *http.Request) error {
		return apierr.NewKeyNotFound().WithCause(sql.ErrNoRows)
	}))
	mw.Wrap(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/v1/keys/7", nil))

	record := regexp.MustCompile(`(?m)^time=.* msg=key_not_found .*$`)
	value := regexp.MustCompile(`=("(\\.|[^"\\])*"|\S+)`)
	shown, written := record.FindString(string(readme)), record.FindString(out.String())
	if shown == "" || value.ReplaceAllString(shown, "=") != value.ReplaceAllString(written, "=") {
		t.Errorf("README.md shows\n%s\nand a service writes\n%s", shown, written)
	}
}

// A status that nobody got is not in the record.
func TestLogWithoutStatus(t *testing.T) {
	var out bytes.Buffer
	h := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Log(slog.New(textHandler(&out)))})).
		Handler(func(w http.ResponseWriter, _ *http.Request) error {
			if _, _, err := http.NewResponseController(w).Hijack(); err != nil {
				t.Error(err)
			}
			return apierr.NewKeyNotFound()
		})
	h.ServeHTTP(hijacker{httptest.NewRecorder()}, httptest.NewRequest("GET", "/", nil))
	if got := out.String(); strings.Contains(got, "status_code") || !strings.Contains(got, "begun=true") {
		t.Errorf("logged %s", got)
	}
}

// hijacker has a connection to give away: none.
type hijacker struct{ *httptest.ResponseRecorder }

func (hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, nil }
