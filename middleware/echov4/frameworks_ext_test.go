package echov4_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// secret is in every error and panic here, and never in a response.
const secret = "s3cr3t"

var errSecret = errors.New(secret)

// limit is how many bytes a request's body may have.
const limit = 64

// events collects what a renderer's observer hears.
type events struct {
	mu  sync.Mutex
	all []render.Event
}

func (e *events) observe(_ context.Context, event render.Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, event)
}

func (e *events) take() []render.Event {
	e.mu.Lock()
	defer e.mu.Unlock()
	all := e.all
	e.all = nil
	return all
}

// wait is take for a handler that may still run: nobody waits for one that has
// taken the connection.
func (e *events) wait() []render.Event {
	for range 500 {
		if all := e.take(); len(all) > 0 {
			return all
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}

func newRenderer(e *events) *render.Renderer {
	return render.New(apierr.Catalog(), &render.Options{
		Observer: e.observe,
		Now:      func() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) },
	})
}

// failures are errors that a handler may return, by the last part of the path.
var failures = map[string]error{
	"typed":   apierr.NewKeyNotFound(),
	"caused":  apierr.NewKeyNotFound().WithCause(errSecret),
	"wrapped": fmt.Errorf("%s: %w", secret, apierr.NewKeyNotFound()),
	"joined":  errors.Join(errSecret, apierr.NewKeyNotFound()),
	"bare":    apierr.CodeKeyNotFound,
	"foreign": catalog.Code("of_another_catalog"),
	"unknown": errSecret,
	"wait":    apierr.NewIPRateLimitExceeded().WithRetryAfter(1500 * time.Millisecond),
	"missing": apierr.NewAPIKeyMissing(),
	"late":    fmt.Errorf("query: %w", context.DeadlineExceeded),
	"details": apierr.NewValidationError(apierr.ValidationErrorDetail{Loc: catalog.Path{"body", "birth", "lat"}, Msg: "Too small.", Type: "greater_than_equal", Input: -91.5}),
}

// order is a request's body.
type order struct{ Name string }

// fixture is a service written for one framework.
type fixture struct {
	name    string
	handler func(*render.Renderer) http.Handler
}

// fixtures are the same service, twice.
var fixtures = []fixture{
	{"echo", func(r *render.Renderer) http.Handler {
		e := echo.New()
		echov4.Install(e, r)
		e.Use(echomw.BodyLimit(fmt.Sprint(limit, "B")))
		e.Match([]string{"GET", "HEAD"}, "/fail/:how", func(c echo.Context) error { return failures[c.Param("how")] })
		e.GET("/panic", func(echo.Context) error { panic(errSecret) })
		e.POST("/orders", func(c echo.Context) error { return c.Bind(new(order)) })
		return e
	}},
	{"net/http", func(r *render.Renderer) http.Handler {
		mw := middleware.New(r)
		mux := http.NewServeMux()
		mux.Handle("GET /fail/{how}", mw.Handler(func(_ http.ResponseWriter, r *http.Request) error { return failures[r.PathValue("how")] }))
		mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic(errSecret) })
		mux.Handle("POST /orders", mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
			if err != nil {
				return fmt.Errorf("read order: %w", err)
			}
			if err := json.Unmarshal(body, new(order)); err != nil {
				return apierr.NewInvalidRequestBody().WithCause(err)
			}
			return nil
		}))
		return mw.Wrap(mux)
	}},
}

// seed is the response that the contract was written from, but for its ID.
const seed = `{"success":false,"error":"key_not_found",` +
	`"message":"API key not found or you do not have permission to access it.",` +
	`"details":[],"retry_after":null,` +
	`"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found",` +
	`"request_id":"%s","timestamp":"2026-05-25T12:34:56Z"}`

func TestFrameworks(t *testing.T) {
	for _, tt := range []struct {
		name, request, body string
		status              int
		code                catalog.Code
		header              map[string]string
		log                 string // what the observer's error says
	}{
		{"typed error", "GET /fail/typed", "", 404, apierr.CodeKeyNotFound, nil, "key_not_found"},
		{"typed error, HEAD", "HEAD /fail/typed", "", 404, apierr.CodeKeyNotFound, nil, "key_not_found"},
		{"cause", "GET /fail/caused", "", 404, apierr.CodeKeyNotFound, nil, secret},
		{"wrapped", "GET /fail/wrapped", "", 404, apierr.CodeKeyNotFound, nil, secret},
		{"joined", "GET /fail/joined", "", 404, apierr.CodeKeyNotFound, nil, secret},
		{"bare code", "GET /fail/bare", "", 404, apierr.CodeKeyNotFound, nil, "key_not_found"},
		{"code of another catalog", "GET /fail/foreign", "", 500, apierr.CodeInternalError, nil, "of_another_catalog"},
		{"unknown error", "GET /fail/unknown", "", 500, apierr.CodeInternalError, nil, secret},
		{"panic", "GET /panic", "", 500, apierr.CodeInternalError, nil, "panic: " + secret},
		{"wait", "GET /fail/wait", "", 429, apierr.CodeIPRateLimitExceeded, map[string]string{"Retry-After": "2"}, "ip_rate_limit_exceeded"},
		{"challenge", "GET /fail/missing", "", 401, apierr.CodeAPIKeyMissing, map[string]string{"Www-Authenticate": `Bearer realm="asterwise"`}, "api_key_missing"},
		{"deadline", "GET /fail/late", "", 504, apierr.CodeRequestTimedOut, nil, "deadline"},
		{"details", "GET /fail/details", "", 422, apierr.CodeValidationError, nil, "validation_error"},
		{"unknown route", "GET /nothing/" + secret + "?q=" + secret, "", 404, apierr.CodeResourceNotFound, nil, "Not Found"},
		{"root", "GET /", "", 404, apierr.CodeResourceNotFound, nil, "Not Found"},
		{"wrong method", "DELETE /orders", "", 405, apierr.CodeMethodNotAllowed, map[string]string{"Allow": "POST"}, "Method Not Allowed"},
		{"malformed JSON", "POST /orders", `{"name":` + secret, 400, apierr.CodeInvalidRequestBody, nil, "invalid"},
		{"wrong type in JSON", "POST /orders", `{"name":7}`, 400, apierr.CodeInvalidRequestBody, nil, "cannot unmarshal"},
		{"too large", "POST /orders", `{"name":"` + strings.Repeat(secret, limit) + `"}`, 413, apierr.CodePayloadTooLarge, nil, ""},
	} {
		for _, f := range fixtures {
			t.Run(tt.name+", "+f.name, func(t *testing.T) {
				var heard events
				server := httptest.NewServer(f.handler(newRenderer(&heard)))
				defer server.Close()

				method, path, _ := strings.Cut(tt.request, " ")
				req, err := http.NewRequest(method, server.URL+path, strings.NewReader(tt.body))
				if err != nil {
					t.Fatal(err)
				}
				req.Header.Set("Content-Type", "application/json")
				res, err := http.DefaultClient.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(res.Body)
				_ = res.Body.Close()
				if err != nil {
					t.Fatal(err)
				}

				entry, _ := apierr.Catalog().Lookup(tt.code)
				if res.StatusCode != tt.status || entry.Status() != tt.status {
					t.Errorf("status %d, want %d", res.StatusCode, tt.status)
				}
				id := checkHeader(t, res, tt.header)
				if method == "HEAD" {
					if len(body) != 0 || res.ContentLength != int64(len(fmt.Sprintf(seed, id))) {
						t.Errorf("length %d and body %q", res.ContentLength, body)
					}
				} else {
					checkBody(t, body, entry, id)
					if res.ContentLength != int64(len(body)) {
						t.Errorf("Content-Length %d of a body of %d bytes", res.ContentLength, len(body))
					}
				}
				if tt.code == apierr.CodeKeyNotFound && method != "HEAD" {
					if want := fmt.Sprintf(seed, id); string(body) != want {
						t.Errorf("\nbody %s\nwant %s", body, want)
					}
				}
				if all := fmt.Sprint(res.Header, string(body)); strings.Contains(all, secret) || strings.Contains(strings.ToLower(all), "order.name") {
					t.Errorf("the response tells the secret: %s", all)
				}
				all := heard.take()
				if len(all) != 1 || all[0].RequestID != id || all[0].Entry != entry || all[0].Status != tt.status || !strings.Contains(all[0].Err.Error(), tt.log) {
					t.Errorf("the observer heard %+v", all)
				}
			})
		}
	}
}

// checkHeader checks what all error responses have, and returns the ID.
func checkHeader(t *testing.T, res *http.Response, special map[string]string) (id string) {
	t.Helper()
	id = res.Header.Get("X-Request-Id")
	want := map[string]string{
		"Content-Type": "application/json", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Request-Id": id,
		"Retry-After": special["Retry-After"], "Www-Authenticate": special["Www-Authenticate"],
	}
	for name, value := range want {
		if got := strings.Join(res.Header[name], "|"); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if allow := special["Allow"]; !strings.Contains(res.Header.Get("Allow"), allow) {
		t.Errorf("Allow is %q, want %s in it", res.Header.Get("Allow"), allow)
	}
	if !strings.HasPrefix(id, "req_") || len(id) != 30 {
		t.Errorf("the request ID is %q", id)
	}
	return id
}

// checkBody checks the envelope: its eight members, and their order.
func checkBody(t *testing.T, body []byte, entry *catalog.Entry, id string) {
	t.Helper()
	var e render.Envelope
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&e); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if again, err := json.Marshal(e); err != nil || string(again) != string(body) {
		t.Errorf("the body is %s, encoded again %s", body, again)
	}
	if e.Success || e.Error != entry.Code() || e.DocURL != entry.DocURL() || e.RequestID != id || e.Details == nil || e.Message == "" {
		t.Errorf("the envelope is %s", body)
	}
}
