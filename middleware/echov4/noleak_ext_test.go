package echov4_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// A slot is a place in a failure where a secret can sit. It returns the error,
// or panics.
type slot struct {
	name   string
	logged bool // the log must show it: the slot was really filled
	fail   func(secret string) error
}

type account struct{ Owner, Token string }

// upstreamError is what a client of another service decodes.
type upstreamError struct{ text string }

func (e *upstreamError) Error() string          { return e.text }
func (e *upstreamError) Received() catalog.Code { return catalog.Code(e.text) }

// brokenJSON puts the secret into the error of its encoding.
type brokenJSON struct{ secret string }

func (b brokenJSON) MarshalJSON() ([]byte, error) { return nil, errors.New(b.secret) }

type panickingJSON struct{ secret string }

func (b panickingJSON) MarshalJSON() ([]byte, error) { panic(b.secret) }

var slots = []slot{
	{"plain error", true, func(s string) error { return errors.New(s) }},
	{"cause", true, func(s string) error { return apierr.NewInternalError().WithCause(errors.New(s)) }},
	{"cause of a concealed code", true, func(s string) error {
		return apierr.NewKeyNotFound().WithCause(fmt.Errorf("key belongs to %+v", account{s, s}))
	}},
	{"cause of a cause", true, func(s string) error {
		return apierr.NewAccountNotFound().WithCause(apierr.NewKeyNotFound().WithCause(errors.New(s)))
	}},
	{"wrapped text", true, func(s string) error { return fmt.Errorf("select where token = %q: %w", s, apierr.NewKeyNotFound()) }},
	{"joined", true, func(s string) error { return errors.Join(apierr.NewAPIKeyRevoked(), errors.New(s)) }},
	{"joined first", true, func(s string) error { return errors.Join(errors.New(s), apierr.NewAPIKeyRevoked()) }},
	{"log-only parameter", true, func(s string) error {
		return apierr.NewDateOutOfSupportedRange(apierr.DateOutOfSupportedRangeParams{Given: s})
	}},
	{"sensitive detail", false, func(s string) error {
		return apierr.NewValidationError(apierr.ValidationErrorDetail{Loc: catalog.Path{"body"}, Msg: "m", Type: "t", Input: s, Redacted: true})
	}},
	{"detail that fails", true, func(s string) error {
		return apierr.NewValidationError(apierr.ValidationErrorDetail{Loc: catalog.Path{"body"}, Msg: "m", Type: "t", Input: brokenJSON{s}})
	}},
	{"detail that panics", true, func(s string) error {
		return apierr.NewValidationError(apierr.ValidationErrorDetail{Loc: catalog.Path{"body"}, Msg: "m", Type: "t", Input: panickingJSON{s}})
	}},
	{"unknown code", true, func(s string) error { return catalog.Code(s) }},
	{"upstream error", true, func(s string) error { return &upstreamError{s} }},
	{"upstream, wrapped", true, func(s string) error { return fmt.Errorf("call: %w", &upstreamError{s}) }},
	{"JSON error", true, func(s string) error {
		var v struct{ A int }
		return fmt.Errorf("%s: %w", s, json.Unmarshal([]byte(`{"A":"`+s+`"}`), &v))
	}},
	{"network error", true, func(s string) error {
		return &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: s + ".internal"}}
	}},
	{"panic with text", true, func(s string) error { panic(s) }},
	{"panic with an error", true, func(s string) error { panic(fmt.Errorf("w: %w", errors.New(s))) }},
	{"panic with a value", true, func(s string) error { panic(account{s, s}) }},
	{"panic with a catalog error", true, func(s string) error { panic(apierr.NewKeyNotFound().WithCause(errors.New(s))) }},
	{"message of Echo", true, func(s string) error { return echo.NewHTTPError(400, s) }},
	{"Internal of Echo", true, func(s string) error { return echo.NewHTTPError(403, "m").SetInternal(errors.New(s)) }},
	{"binding error of Echo", true, func(s string) error { return echo.NewBindingError(s, []string{s}, s, errors.New(s)) }},
	{"message object of Echo", true, func(s string) error { return echo.NewHTTPError(404, account{s, s}) }},
}

// stale are headers that a handler set for its success; none may arrive.
var stale = []string{"ETag", "Content-Disposition", "Content-Location", "Content-Language", "Content-Encoding", "Last-Modified", "Trailer"}

// canaries makes secrets that are nowhere by chance.
type canaries struct {
	random *rand.Rand
	all    []string
}

func (c *canaries) next() string {
	var b [12]byte
	for i := range b {
		b[i] = byte(c.random.Uint32())
	}
	secret := "cnry" + strings.NewReplacer("+", "x", "/", "y").Replace(base64.RawStdEncoding.EncodeToString(b[:]))
	c.all = append(c.all, secret)
	return secret
}

// target is the handler of the round; both frameworks serve it.
type target struct {
	mu   sync.Mutex
	slot slot
	err  string
	head map[string]string
	log  bytes.Buffer
}

func (g *target) serve(w http.ResponseWriter, r *http.Request) error {
	_, _ = io.ReadAll(r.Body)
	for name, value := range g.head {
		w.Header().Set(name, value)
	}
	return g.slot.fail(g.err)
}

func (g *target) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.log.Write(p)
}

// servers returns the addresses of both frameworks.
func (g *target) servers(t *testing.T) map[string]string {
	r := render.New(apierr.Catalog(), &render.Options{Observer: render.Log(slog.New(slog.NewJSONHandler(g, nil)))})
	e := echo.New()
	e.Debug = true
	e.Logger.SetOutput(io.Discard)
	echov4.Install(e, r)
	e.Use(emw.Gzip())
	e.Any("/known/:id", func(c echo.Context) error { return g.serve(c.Response(), c.Request()) })
	mw := middleware.New(r)
	mux := http.NewServeMux()
	mux.Handle("/known/{id}", mw.Handler(g.serve))
	addresses := map[string]string{}
	for name, handler := range map[string]http.Handler{"Echo": e, "net/http": mw.Wrap(mux)} {
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		addresses[name] = server.Listener.Addr().String()
	}
	return addresses
}

// Secrets are put into every place of a failed request that can hold one, and
// looked for in all bytes that the server sends.
func TestNoLeak(t *testing.T) {
	rounds := 2000
	if testing.Short() {
		rounds = 200
	}
	g := &target{}
	servers := g.servers(t)
	c := &canaries{random: rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 7))}
	responses, tried, found, unseen := 0, 0, 0, 0
	for i := range rounds {
		for framework, address := range servers {
			c.all = c.all[:0]
			g.slot = slots[i%len(slots)]
			g.err = c.next()
			g.head = map[string]string{}
			for _, name := range stale {
				g.head[name] = c.next()
			}
			method := []string{"GET", "POST", "PUT", "DELETE", "HEAD"}[c.random.IntN(5)]
			path := "/known/" + c.next() + "?token=" + c.next()
			known := c.random.IntN(8) > 0
			if !known {
				path = "/" + c.next() + path // no route: the framework's own error
			}
			body := c.next()
			request := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s.example.com\r\nConnection: close\r\nX-Request-Id: <%s>\r\n"+
				"Authorization: Bearer %s\r\nCookie: s=%s\r\nReferer: https://x/%s\r\nUser-Agent: %s\r\nAccept-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s",
				method, path, c.next(), c.next(), c.next(), c.next(), c.next(), c.next(), len(body), body)
			g.mu.Lock()
			g.log.Reset()
			g.mu.Unlock()
			raw := exchange(t, address, request)
			responses++
			tried += len(c.all)
			for _, secret := range c.all {
				if form := rendertest.Leak(raw, secret); form != "" {
					found++
					t.Errorf("%s, %s: a secret arrived %s:\n%s", framework, g.slot.name, form, raw)
				}
			}
			g.mu.Lock()
			if known && g.slot.logged && !strings.Contains(g.log.String(), g.err) {
				unseen++
				t.Errorf("%s, %s: the log does not show the secret, so the slot was empty: %s", framework, g.slot.name, g.log.String())
			}
			g.mu.Unlock()
			if t.Failed() && found+unseen > 5 {
				t.FailNow()
			}
		}
	}
	t.Logf("%d responses on %d frameworks, %d slots, %d canaries, %d found", responses, len(servers), len(slots), tried, found)
}

// exchange returns all bytes of a connection, the decoded body behind them.
func exchange(t *testing.T, address, request string) []byte {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(5 * time.Minute))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), &http.Request{Method: strings.Fields(request)[0]})
	if err != nil {
		t.Fatalf("read the response %q: %v", raw, err)
	}
	if resp.StatusCode < 400 {
		t.Fatalf("the response has status %d:\n%s", resp.StatusCode, raw)
	}
	if resp.Header.Get("Content-Encoding") == "gzip" && resp.Request.Method != "HEAD" {
		z, err := gzip.NewReader(resp.Body)
		if err != nil {
			t.Fatalf("decode the response: %v", err)
		}
		text, err := io.ReadAll(z)
		if err != nil {
			t.Fatalf("decode the response: %v", err)
		}
		raw = append(raw, text...)
	}
	return raw
}
