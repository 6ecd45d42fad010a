package echov4_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
)

// serve starts a server with one handler, set up as services do it.
func serve(t *testing.T, heard *events, h echo.HandlerFunc) *httptest.Server {
	t.Helper()
	e := echo.New()
	echov4.Install(e, newRenderer(heard))
	e.Any("/", h)
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	return server
}

// Server-sent events reach the client one by one.
func TestFlusher(t *testing.T) {
	var heard events
	next := make(chan bool)
	server := serve(t, &heard, func(c echo.Context) error {
		for i := range 3 {
			_, _ = fmt.Fprintf(c.Response(), "data: %d\n", i)
			c.Response().Flush()
			<-next
		}
		return nil
	})
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	lines := bufio.NewReader(res.Body)
	for i := range 3 {
		if line, err := lines.ReadString('\n'); err != nil || line != fmt.Sprintf("data: %d\n", i) {
			t.Errorf("line %q, %v", line, err)
		}
		next <- true
	}
}

// A handler can take the connection and speak another protocol; its error
// afterwards goes to the observer alone, though Echo takes the response for
// one that has not begun.
func TestHijacker(t *testing.T) {
	var heard events
	server := serve(t, &heard, func(c echo.Context) error {
		conn, buf, err := c.Response().Hijack()
		if err != nil {
			return err
		}
		defer func() { _ = conn.Close() }()
		_, _ = buf.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		_ = buf.Flush()
		line, _ := buf.ReadString('\n')
		_, _ = buf.WriteString("echo " + line)
		_ = buf.Flush()
		return apierr.NewKeyNotFound()
	})
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_, _ = fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n")
	got, err := io.ReadAll(conn)
	if err != nil || !strings.HasSuffix(string(got), "\r\n\r\necho hello\n") {
		t.Errorf("the client got %q, %v", got, err)
	}
	if all := heard.wait(); len(all) != 1 || !all[0].Begun || all[0].Cut || all[0].Status != 0 {
		t.Errorf("the observer heard %+v", all)
	}
}

// Below Echo's own writer stands one with the interfaces of net/http's, and
// http.ResponseController reaches the connection through both.
func TestReaderFromAndDeadlines(t *testing.T) {
	var heard events
	server := serve(t, &heard, func(c echo.Context) error {
		if _, ok := c.Response().Writer.(io.ReaderFrom); !ok {
			t.Error("the writer is no io.ReaderFrom")
		}
		if err := http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Errorf("SetWriteDeadline: %v", err)
		}
		return c.Stream(200, "text/plain", strings.NewReader("text"))
	})
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if got, err := io.ReadAll(res.Body); err != nil || string(got) != "text" || len(res.Header.Get("X-Request-Id")) != 30 {
		t.Errorf("the client got %q, %v", got, err)
	}
}

// A 1xx response is no beginning, though it sets Echo's Committed.
func TestErrorAfter1xx(t *testing.T) {
	var heard events
	server := serve(t, &heard, func(c echo.Context) error {
		c.Response().Header().Set("Link", "</style.css>; rel=preload")
		c.Response().WriteHeader(http.StatusEarlyHints)
		return apierr.NewKeyNotFound()
	})
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 404 || !strings.HasPrefix(string(body), `{"success":false,"error":"key_not_found"`) {
		t.Errorf("status %d, body %s, %v", res.StatusCode, body, err)
	}
	if all := heard.take(); len(all) != 1 || all[0].Begun || all[0].Status != 404 {
		t.Errorf("the observer heard %+v", all)
	}
}
