package middleware_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/requestid"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// compress is a compressing middleware as there are many.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			next.ServeHTTP(w, r)
			return
		}
		z := &compressor{ResponseWriter: w}
		defer z.close()
		next.ServeHTTP(z, r)
	})
}

type compressor struct {
	http.ResponseWriter
	z     *gzip.Writer
	wrote bool
}

func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

func (c *compressor) WriteHeader(status int) {
	if status >= 200 && !c.wrote {
		c.wrote = true
		if status != http.StatusNoContent {
			c.Header().Del("Content-Length")
			c.Header().Set("Content-Encoding", "gzip")
			c.z = gzip.NewWriter(c.ResponseWriter)
		}
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *compressor) Write(p []byte) (int, error) {
	if !c.wrote {
		c.WriteHeader(http.StatusOK)
	}
	if c.z == nil {
		return c.ResponseWriter.Write(p)
	}
	return c.z.Write(p)
}

func (c *compressor) FlushError() error {
	if !c.wrote {
		c.WriteHeader(http.StatusOK)
	}
	if c.z != nil {
		_ = c.z.Flush()
	}
	return http.NewResponseController(c.ResponseWriter).Flush()
}

func (c *compressor) close() {
	if c.z != nil {
		_ = c.z.Close()
	}
}

type outcome uint8

const (
	isEnvelope outcome = 1 << iota // a whole error response, of the ending's code
	isCut                          // a connection that was cut
	isSuccess                      // what the handler had begun, whole
)

type ending struct {
	name   string
	method string
	serve  middleware.HandlerFunc
	code   catalog.Code
	status int // of a success
	may    outcome
}

func endings() []ending {
	notFound := apierr.NewKeyNotFound().WithCause(errors.New("cause"))
	internal := apierr.Catalog().Role(catalog.RoleInternal).Code()
	tooLarge := apierr.Catalog().Role(catalog.RolePayloadTooLarge).Code()
	write := func(w http.ResponseWriter, text string) { _, _ = io.WriteString(w, text) }
	type rw = http.ResponseWriter
	type rq = *http.Request
	return []ending{
		{"success", "GET", func(w rw, _ rq) error { write(w, "fine"); return nil }, "", 200, isSuccess},
		{"return", "GET", func(rw, rq) error { return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope},
		{"wrapped", "GET", func(rw, rq) error { return fmt.Errorf("w: %w", errors.Join(io.EOF, notFound)) }, apierr.CodeKeyNotFound, 0, isEnvelope},
		{"panic", "GET", func(rw, rq) error { panic("boom") }, internal, 0, isEnvelope},
		{"stale headers", "GET", func(w rw, _ rq) error {
			for _, name := range []string{"Content-Length", "Content-Encoding", "ETag", "Trailer"} {
				w.Header().Set(name, "5")
			}
			return notFound
		}, apierr.CodeKeyNotFound, 0, isEnvelope},
		{"begun", "GET", func(w rw, _ rq) error { write(w, "half"); return notFound }, "", 0, isCut},
		{"begun, panic", "GET", func(w rw, _ rq) error { write(w, "half"); panic("boom") }, internal, 0, isCut | isEnvelope},
		{"begun, header only", "GET", func(w rw, _ rq) error { w.WriteHeader(202); return notFound }, "", 0, isCut},
		{"flush", "GET", func(w rw, _ rq) error { _ = http.NewResponseController(w).Flush(); return notFound }, apierr.CodeKeyNotFound, 0, isCut | isEnvelope},
		{"write, flush, panic", "GET", func(w rw, _ rq) error {
			write(w, "half")
			_ = http.NewResponseController(w).Flush()
			panic("boom")
		}, internal, 0, isCut | isEnvelope},
		{"whole, then return", "GET", func(w rw, _ rq) error {
			w.Header().Set("Content-Length", "4")
			write(w, "fine")
			return notFound
		}, "", 200, isSuccess | isCut},
		{"no content, then return", "GET", func(w rw, _ rq) error { w.WriteHeader(204); return notFound }, "", 204, isSuccess},
		{"own error page", "GET", func(w rw, _ rq) error { http.Error(w, "mine", http.StatusConflict); return notFound }, "", 409, isSuccess},
		{"1xx", "GET", func(w rw, _ rq) error { w.WriteHeader(103); return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope},
		{"1xx, panic", "GET", func(w rw, _ rq) error { w.WriteHeader(103); panic("boom") }, internal, 0, isEnvelope},
		{"HEAD", "HEAD", func(rw, rq) error { return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope},
		{"HEAD, panic", "HEAD", func(rw, rq) error { panic("boom") }, internal, 0, isEnvelope},
		{"body too large", "POST", func(_ rw, r rq) error { _, err := io.ReadAll(r.Body); return err }, tooLarge, 0, isEnvelope},
		{"abort", "GET", func(rw, rq) error { panic(http.ErrAbortHandler) }, "", 0, isCut},
	}
}

// orders returns all orders of n things.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for _, order := range orders(n - 1) {
		for at := range n {
			all = append(all, slices.Insert(slices.Clone(order), at, n-1))
		}
	}
	return all
}

// In every order of this package's middleware and others a client gets what
// the ending allows, with a valid request ID, and the observer is told once of
// each failure.
func TestOrder(t *testing.T) {
	all := endings()
	for i := range all { // what has begun is not to be answered
		if all[i].may&isCut != 0 {
			all[i].may &^= isEnvelope
		}
	}
	tryOrders(t, []string{"Wrap", "gzip", "limit"}, all)
}

// The same with http.TimeoutHandler among them. It holds a response back and
// forgets it when the handler panics, so that nothing has begun, and it cannot
// flush. It also takes a 1xx for the final header, so those endings are left
// out.
func TestOrderWithTimeoutHandler(t *testing.T) {
	all := slices.DeleteFunc(endings(), func(e ending) bool { return strings.HasPrefix(e.name, "1xx") })
	tryOrders(t, []string{"Wrap", "gzip", "limit", "timeout"}, all)
}

func tryOrders(t *testing.T, names []string, all []ending) {
	var events atomic.Int64
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: func(context.Context, render.Event) { events.Add(1) }}))
	parts := map[string]func(http.Handler) http.Handler{
		"Wrap":    mw.Wrap,
		"gzip":    compress,
		"limit":   func(next http.Handler) http.Handler { return http.MaxBytesHandler(next, 1024) },
		"timeout": func(next http.Handler) http.Handler { return http.TimeoutHandler(next, time.Minute, "late") },
	}
	mux := http.NewServeMux()
	for i, end := range all {
		mux.Handle(fmt.Sprintf("%s /%d", end.method, i), mw.Handler(end.serve))
	}
	var closing sync.WaitGroup // a server lingers after a body that was too large
	defer closing.Wait()
	cells := 0
	for _, order := range orders(len(names)) {
		handler := mw.Wrap(mux)
		var chain []string
		for _, i := range order {
			handler = parts[names[i]](handler)
			chain = append([]string{names[i]}, chain...)
		}
		server := httptest.NewUnstartedServer(handler)
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.Start()
		for i, end := range all {
			for _, encoding := range []string{"gzip", "identity"} {
				cells++
				if problem := judge(t, end, &events, fmt.Sprintf("%s/%d", server.URL, i), encoding); problem != "" {
					t.Errorf("%s, %s (%s): %s", strings.Join(chain, " → "), end.name, encoding, problem)
				}
			}
		}
		closing.Add(1)
		go func() {
			defer closing.Done()
			server.Close()
		}()
	}
	t.Logf("%d orders, %d endings, %d cells", len(orders(len(names))), len(all), cells)
}

// judge makes a request and says what is wrong with the answer.
func judge(t *testing.T, end ending, events *atomic.Int64, url, encoding string) string {
	events.Store(0)
	var body io.Reader
	if end.method == "POST" {
		body = struct{ io.Reader }{strings.NewReader(strings.Repeat("x", 5000))}
	}
	req, err := http.NewRequest(end.method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Close = true
	req.Header.Set("Accept-Encoding", encoding)
	req.Header.Set("X-Request-Id", "<bad>")
	var text []byte
	resp, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
	if err == nil {
		text, err = io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		resp.Body = io.NopCloser(strings.NewReader(string(text)))
	}
	want := int64(1)
	if end.name == "success" || end.name == "abort" {
		want = 0
	}
	for i := 0; i < 200 && events.Load() < want; i++ {
		time.Sleep(5 * time.Millisecond)
	}
	if n := events.Load(); n != want {
		return fmt.Sprintf("the observer was told of %d failures, want %d", n, want)
	}
	if err != nil {
		if end.may&isCut == 0 {
			return fmt.Sprintf("the response was cut: %v", err)
		}
		return ""
	}
	if id := resp.Header.Values("X-Request-Id"); len(id) != 1 || !requestid.Valid(id[0]) {
		return fmt.Sprintf("header X-Request-Id is %q", id)
	}
	if end.may&isSuccess != 0 && resp.StatusCode == end.status && !strings.Contains(string(text), `"success"`) {
		return ""
	}
	if end.may&isEnvelope == 0 {
		return fmt.Sprintf("the client got a whole response, %s %q", resp.Status, text)
	}
	problems := &noted{TB: t}
	rendertest.AssertError(problems, resp, apierr.Catalog(), end.code)
	return strings.Join(problems.said, "\n")
}

// noted keeps what an assertion says.
type noted struct {
	testing.TB
	said []string
}

func (n *noted) Helper()                        {}
func (n *noted) Errorf(format string, a ...any) { n.said = append(n.said, fmt.Sprintf(format, a...)) }
