package echov4_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// vault answers for a key that nobody has ("missing") and for one of another
// account ("foreign"). The handler knows the latter, and does all that may
// give it away: headers, hints of its length, cookies, timing, its cause.
func vault(code string, w http.ResponseWriter, r *http.Request) error {
	foreign := strings.Contains(r.URL.Path, "foreign")
	var cause error
	if foreign {
		_, _ = io.ReadAll(r.Body)
		h := w.Header()
		for name, value := range map[string]string{
			"ETag": `"key-7"`, "Last-Modified": "Mon, 25 May 2026 12:00:00 GMT", "Content-Type": "text/plain", "Content-Length": "17",
			"Content-Encoding": "identity", "Content-Location": "/keys/7", "Location": "/accounts/9", "Link": "</accounts/9>; rel=owner",
			"Set-Cookie": "last_key=7", "X-Account": "9", "Server-Timing": "db;dur=12", "Trailer": "X-Checksum", "X-Checksum": "abc",
			"Retry-After": "1", "Allow": "GET, DELETE", "Www-Authenticate": "Basic", "Cache-Control": "private", "Expires": "0",
			"Accept-Ranges": "bytes", "Content-Disposition": "attachment; filename=key7", "Warning": "199 - key7", "Age": "1",
			http.TrailerPrefix + "X-Owner": "9", "Alt-Svc": "h3", "Connection": "close", "Server": "vault", "X-Request-Id": "key-7",
		} {
			h.Set(name, value)
		}
		h["Date"] = nil
		h["x-owner"] = []string{"9"}
		cause = errors.New("key 7 belongs to account 9")
	}
	switch code {
	case "key":
		return apierr.NewKeyNotFound().WithCause(cause)
	case "account":
		return fmt.Errorf("load %s: %w", r.URL.Path, apierr.NewAccountNotFound().WithCause(cause))
	case "joined":
		return errors.Join(cause, apierr.NewKeyNotFound())
	default:
		if foreign {
			return errors.Join(errors.New("7"), apierr.CodeKeyNotFound)
		}
		return apierr.CodeKeyNotFound
	}
}

func TestConcealment(t *testing.T) {
	r := render.New(apierr.Catalog(), &render.Options{Observer: func(context.Context, render.Event) {}})
	kinds := []string{"key", "account", "joined", "code"}
	installs := map[string]func(gzip bool) http.Handler{
		"Echo": func(gzip bool) http.Handler {
			e := echo.New()
			echov4.Install(e, r)
			if gzip {
				e.Use(emw.Gzip())
			}
			for _, kind := range kinds {
				e.Any("/"+kind+"/:id", func(c echo.Context) error { return vault(kind, c.Response(), c.Request()) })
			}
			return e
		},
		"Echo, gzip outside": func(gzip bool) http.Handler {
			e := echo.New()
			e.HTTPErrorHandler = echov4.ErrorHandler(r)
			if gzip {
				e.Use(emw.Gzip())
			}
			e.Use(echov4.Recover(r))
			for _, kind := range kinds {
				e.Any("/"+kind+"/:id", func(c echo.Context) error { return vault(kind, c.Response(), c.Request()) })
			}
			return e
		},
		"net/http": func(bool) http.Handler {
			mw := middleware.New(r)
			mux := http.NewServeMux()
			for _, kind := range kinds {
				mux.Handle("/"+kind+"/{id}", mw.Handler(func(w http.ResponseWriter, r *http.Request) error { return vault(kind, w, r) }))
			}
			return mw.Wrap(mux)
		},
	}
	pairs := 0
	for name, install := range installs {
		for _, gzip := range []bool{false, true} {
			for _, h2 := range []bool{false, true} {
				server := httptest.NewUnstartedServer(install(gzip))
				server.Config.Protocols = new(http.Protocols)
				server.Config.Protocols.SetHTTP1(true)
				server.Config.Protocols.SetUnencryptedHTTP2(true)
				server.Start()
				transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true, Protocols: new(http.Protocols)}
				transport.Protocols.SetHTTP1(!h2)
				transport.Protocols.SetUnencryptedHTTP2(h2)
				for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"} {
					for _, kind := range kinds {
						missing := request(t, transport, method, server.URL+"/"+kind+"/missing")
						foreign := request(t, transport, method, server.URL+"/"+kind+"/foreign")
						if missing == nil || foreign == nil {
							t.Fatalf("%s: %s %s was cut", name, method, kind)
						}
						want := apierr.CodeKeyNotFound
						if kind == "account" {
							want = apierr.CodeAccountNotFound
						}
						rendertest.AssertError(t, missing, apierr.Catalog(), want)
						rendertest.AssertIndistinguishable(t, missing, foreign)
						rendertest.AssertNoLeak(t, foreign, "account 9", "key-7", "key 7")
						if pairs++; t.Failed() {
							t.Fatalf("%s, gzip %t, HTTP/2 %t: %s %s", name, gzip, h2, method, kind)
						}
					}
				}
				server.Close()
			}
		}
	}
	t.Logf("%d pairs", pairs)
}

var perRequest = regexp.MustCompile(`req_[0-9A-Z]{26}|Date: [^\r]*|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)

// The same to the byte, as it comes over the connection: order and spelling of
// the headers included.
func TestConcealmentRawBytes(t *testing.T) {
	r := render.New(apierr.Catalog(), &render.Options{Observer: func(context.Context, render.Event) {}})
	e := echo.New()
	echov4.Install(e, r)
	e.Any("/key/:id", func(c echo.Context) error { return vault("key", c.Response(), c.Request()) })
	server := httptest.NewServer(e)
	defer server.Close()
	for _, method := range []string{"GET", "HEAD", "POST", "DELETE"} {
		var raw [2]string
		for i, id := range []string{"missing", "foreign"} {
			raw[i] = string(exchange(t, server.Listener.Addr().String(), method+" /key/"+id+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
			raw[i] = perRequest.ReplaceAllString(raw[i], "*")
		}
		if raw[0] != raw[1] {
			t.Errorf("%s: the responses differ:\n%s\n%s", method, raw[0], raw[1])
		}
	}
}

// A code that is not concealed shows that the test sees differences.
func TestConcealmentIsNeeded(t *testing.T) {
	entry, _ := apierr.Catalog().Lookup(role(catalog.RoleRouteNotFound))
	if entry.Concealed() {
		t.Fatal("no code to compare with; choose another")
	}
	b := newEchoBench(t)
	b.GET("/:id", func(c echo.Context) error {
		_ = vault("key", c.Response(), c.Request())
		return entry.Code()
	})
	missing, _ := b.do(t, "GET", "/missing", nil)
	foreign, _ := b.do(t, "GET", "/foreign", nil)
	silent := &silentTB{TB: t}
	rendertest.AssertIndistinguishable(silent, missing, foreign)
	if !silent.failed {
		t.Error("responses with headers of one path only pass as indistinguishable")
	}
}

type silentTB struct {
	testing.TB
	failed bool
}

func (s *silentTB) Helper()               {}
func (s *silentTB) Errorf(string, ...any) { s.failed = true }

func request(t *testing.T, transport http.RoundTripper, method, url string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader("body"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil
	}
	resp.Body = io.NopCloser(strings.NewReader(string(body)))
	return resp
}
