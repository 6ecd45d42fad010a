package echo4

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// A refusal is a request that a middleware of Echo's does not let through.
type refusal struct {
	name    string
	mw      func(t *testing.T) echo.MiddlewareFunc
	request string // method and path
	header  map[string]string
	body    string
	chunked bool // its length is not announced
	status  int
	code    catalog.Code
	wait    int // retry_after; 0 for what the catalog says
}

var refusals = []refusal{
	{
		name: "KeyAuth, no key", mw: keyAuth, request: "GET /success",
		status: 401, code: apierr.CodeAuthenticationFailed,
	},
	{
		name: "KeyAuth, wrong key", mw: keyAuth, request: "GET /success",
		header: map[string]string{"Authorization": "Bearer " + secret},
		status: 401, code: apierr.CodeAuthenticationFailed,
	},
	{
		name: "KeyAuth, wrong scheme", mw: keyAuth, request: "GET /success",
		header: map[string]string{"Authorization": "Basic " + secret},
		status: 401, code: apierr.CodeAuthenticationFailed,
	},
	{
		name: "KeyAuth, validator fails", mw: keyAuth, request: "GET /success",
		header: map[string]string{"Authorization": "Bearer broken"},
		status: 401, code: apierr.CodeAuthenticationFailed,
	},
	{
		name: "KeyAuth, the service's answer", mw: func(*testing.T) echo.MiddlewareFunc {
			return echomw.KeyAuthWithConfig(echomw.KeyAuthConfig{
				Validator:    func(string, echo.Context) (bool, error) { return false, nil },
				ErrorHandler: func(err error, _ echo.Context) error { return apierr.NewAPIKeyMissing().WithCause(err) },
			})
		}, request: "GET /success",
		status: 401, code: apierr.CodeAPIKeyMissing,
	},
	{
		name: "BasicAuth, none", mw: basicAuth, request: "GET /success",
		status: 401, code: apierr.CodeAuthenticationFailed,
	},
	{
		name: "BasicAuth, malformed", mw: basicAuth, request: "GET /success",
		header: map[string]string{"Authorization": "Basic " + secret},
		status: 400, code: apierr.CodeInvalidRequestBody,
	},
	{
		name: "CSRF, no token", mw: csrf, request: "POST /echo", body: "{}",
		status: 403, code: apierr.CodeAccessDenied,
	},
	{
		name: "CSRF, wrong token", mw: csrf, request: "POST /echo", body: "{}",
		header: map[string]string{"X-CSRF-Token": secret, "Cookie": "_csrf=another"},
		status: 403, code: apierr.CodeAccessDenied,
	},
	{
		name: "CSRF, another site", mw: csrf, request: "POST /echo", body: "{}",
		header: map[string]string{"Sec-Fetch-Site": "cross-site"},
		status: 403, code: apierr.CodeAccessDenied,
	},
	{
		name: "BodyLimit, announced", mw: bodyLimit, request: "POST /echo", body: strings.Repeat(secret, 10),
		status: 413, code: apierr.CodePayloadTooLarge,
	},
	{
		name: "BodyLimit, read", mw: bodyLimit, request: "POST /echo", body: strings.Repeat(secret, 10), chunked: true,
		status: 413, code: apierr.CodePayloadTooLarge,
	},
	{
		name: "BodyLimit, bound", mw: bodyLimit, request: "POST /bind", body: `{"name":"` + strings.Repeat(secret, 1000) + `"}`, chunked: true,
		header: map[string]string{"Content-Type": "application/json"},
		status: 413, code: apierr.CodePayloadTooLarge,
	},
	{
		name: "RateLimiter", mw: rateLimiter(nil), request: "GET /success",
		status: 429, code: apierr.CodeRateLimitExceeded,
	},
	{
		name: "RateLimiter, its wait", mw: rateLimiter(func(c echo.Context, _ string, err error) error {
			c.Response().Header().Set("Retry-After", "1000")
			return echomw.ErrRateLimitExceeded
		}), request: "GET /success",
		status: 429, code: apierr.CodeRateLimitExceeded, wait: 1000,
	},
	{
		name: "RateLimiter, the service's answer", mw: rateLimiter(func(echo.Context, string, error) error {
			return apierr.NewIPRateLimitExceeded().WithRetryAfter(7 * time.Second)
		}), request: "GET /success",
		status: 429, code: apierr.CodeIPRateLimitExceeded, wait: 7,
	},
	{
		name: "RateLimiter, nobody", mw: func(*testing.T) echo.MiddlewareFunc {
			return echomw.RateLimiterWithConfig(echomw.RateLimiterConfig{
				Store:               echomw.NewRateLimiterMemoryStore(1),
				IdentifierExtractor: func(echo.Context) (string, error) { return "", errors.New(secret) },
			})
		}, request: "GET /success",
		status: 403, code: apierr.CodeAccessDenied,
	},
	{
		name: "Proxy, dead backend", mw: proxyTo("127.0.0.1:1"), request: "GET /success",
		status: 502, code: apierr.CodeUpstreamError,
	},
	{
		name: "Proxy, backend hangs up", mw: hangingUp, request: "GET /success",
		status: 502, code: apierr.CodeUpstreamError,
	},
	{
		name: "ContextTimeout", mw: func(*testing.T) echo.MiddlewareFunc { return echomw.ContextTimeout(time.Nanosecond) }, request: "GET /wait",
		status: 504, code: apierr.CodeRequestTimedOut,
	},
	{
		name: "Static, no file", mw: func(t *testing.T) echo.MiddlewareFunc { return echomw.Static(t.TempDir()) }, request: "GET /none.txt",
		status: 404, code: apierr.CodeResourceNotFound,
	},
	{
		name: "WrapMiddleware(http.MaxBytesHandler)", mw: func(*testing.T) echo.MiddlewareFunc {
			return echo.WrapMiddleware(func(next http.Handler) http.Handler { return http.MaxBytesHandler(next, 8) })
		}, request: "POST /echo", body: strings.Repeat(secret, 10),
		status: 413, code: apierr.CodePayloadTooLarge,
	},
}

func keyAuth(*testing.T) echo.MiddlewareFunc {
	return echomw.KeyAuth(func(key string, _ echo.Context) (bool, error) {
		if key == "broken" {
			return false, errors.New(secret)
		}
		return key == "right", nil
	})
}

func basicAuth(*testing.T) echo.MiddlewareFunc {
	return echomw.BasicAuth(func(string, string, echo.Context) (bool, error) { return false, nil })
}

func csrf(*testing.T) echo.MiddlewareFunc { return echomw.CSRF() }

func bodyLimit(*testing.T) echo.MiddlewareFunc { return echomw.BodyLimit("8B") }

// rateLimiter has let somebody through already.
func rateLimiter(deny func(echo.Context, string, error) error) func(*testing.T) echo.MiddlewareFunc {
	return func(*testing.T) echo.MiddlewareFunc {
		store := echomw.NewRateLimiterMemoryStoreWithConfig(echomw.RateLimiterMemoryStoreConfig{Rate: 1e-9, Burst: 1, ExpiresIn: time.Hour})
		_, _ = store.Allow("all")
		return echomw.RateLimiterWithConfig(echomw.RateLimiterConfig{
			Store: store, IdentifierExtractor: func(echo.Context) (string, error) { return "all", nil }, DenyHandler: deny,
		})
	}
}

func proxyTo(host string) func(*testing.T) echo.MiddlewareFunc {
	return func(*testing.T) echo.MiddlewareFunc {
		target := &echomw.ProxyTarget{URL: &url.URL{Scheme: "http", Host: host}}
		return echomw.Proxy(echomw.NewRoundRobinBalancer([]*echomw.ProxyTarget{target}))
	}
}

// hangingUp is a proxy to a backend that closes every connection.
func hangingUp(t *testing.T) echo.MiddlewareFunc {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	return proxyTo(listener.Addr().String())(t)
}

// refusalRoutes are what the requests ask for.
func refusalRoutes(e *echo.Echo) {
	e.POST("/echo", func(c echo.Context) error {
		body, err := io.ReadAll(c.Request().Body)
		if err != nil {
			return fmt.Errorf("%s: %w", secret, err)
		}
		return c.Blob(http.StatusOK, "text/plain", body)
	})
	e.POST("/bind", func(c echo.Context) error { return c.Bind(&struct{ Name string }{}) })
	e.GET("/wait", func(c echo.Context) error {
		<-c.Request().Context().Done()
		return fmt.Errorf("%s: %w", secret, context.Cause(c.Request().Context()))
	})
}

// What Echo's middleware refuses is answered by the catalog, once; loggers see
// the client's status, without a line of the service's where they ask Echo's
// error handler first, and the observer hears of it.
func TestMatrixRefusals(t *testing.T) {
	table := &table{title: "Refusals", cells: "Status and code on the wire, status logged outside with HandleError and without, records of the observer", head: []string{"answer", "logged", "records"}}
	defer table.print(t)
	for _, tt := range refusals {
		t.Run(tt.name, func(t *testing.T) {
			table.row(tt.name)
			outer, told := requestLogger(true)(t)
			s := serve(t, func(e *echo.Echo) {
				e.Use(append(outer, tt.mw(t))...)
				refusalRoutes(e)
			})
			method, path, _ := strings.Cut(tt.request, " ")
			req, err := http.NewRequest(method, s.url+path, strings.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if tt.chunked {
				req.ContentLength = -1
			}
			for name, value := range tt.header {
				req.Header.Set(name, value)
			}
			a := s.do(t, req)
			var faults []string
			var e render.Envelope
			if err := json.NewDecoder(bytes.NewReader([]byte(a.body))).Decode(&e); err != nil || a.cut || a.status != tt.status || e.Error != tt.code {
				faults = append(faults, fmt.Sprintf("not %d %s", tt.status, tt.code))
			}
			if e.RequestID == "" || e.RequestID != a.header.Get("X-Request-Id") {
				faults = append(faults, "ID in the envelope")
			}
			if method == "GET" && bodyAlone(e.Message) {
				faults = append(faults, "a text about a body that a GET has not: "+e.Message)
			}
			if tt.status == http.StatusUnauthorized && a.header.Get("WWW-Authenticate") == "" {
				faults = append(faults, "no WWW-Authenticate")
			}
			sent := 0
			if e.RetryAfter != nil {
				sent = *e.RetryAfter
			}
			if header := a.header.Get("Retry-After"); sent > 0 && header != fmt.Sprint(sent) || sent == 0 && header != "" || tt.wait > 0 && sent != tt.wait {
				faults = append(faults, fmt.Sprintf("Retry-After %q, retry_after %d", header, sent))
			}
			table.cell(fmt.Sprint(a.status, " ", e.Error), faults)
			all := faults

			faults = nil
			logged := told()
			if !slices.Equal(logged, []int{tt.status}) {
				faults = append(faults, fmt.Sprintf("not [%d]", tt.status))
			}
			table.cell(fmt.Sprint(logged), faults)
			all = append(all, faults...)

			faults = nil
			if len(a.records) != 1 || a.records[0].Status != tt.status || a.records[0].Begun || a.records[0].RequestID != e.RequestID {
				faults = append(faults, "not one with the answer")
			}
			table.cell(fmt.Sprint(len(a.records)), faults)
			if all = append(all, faults...); len(all) > 0 || strings.Contains(a.body, secret) {
				t.Errorf("%q; answer %v; logged %d", all, a, logged)
			}
		})
	}
}
