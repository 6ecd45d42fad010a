package middleware_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
)

// serve starts a server with one handler, wrapped as services do it.
func serve(t *testing.T, heard *events, h func(w http.ResponseWriter, r *http.Request) error) *httptest.Server {
	t.Helper()
	mw := newMiddleware(heard)
	mux := http.NewServeMux()
	mux.Handle("/", mw.Handler(h))
	server := httptest.NewServer(mw.Wrap(mux))
	t.Cleanup(server.Close)
	return server
}

// Server-sent events reach the client one by one.
func TestFlusher(t *testing.T) {
	var heard events
	next := make(chan bool)
	server := serve(t, &heard, func(w http.ResponseWriter, _ *http.Request) error {
		for i := range 3 {
			fmt.Fprintf(w, "data: %d\n", i)
			w.(http.Flusher).Flush()
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
	if id := res.Header.Get("X-Request-Id"); len(id) != 30 {
		t.Errorf("the request ID is %q", id)
	}
}

// A handler can take the connection and speak another protocol; its error
// afterwards goes to the observer alone.
func TestHijacker(t *testing.T) {
	var heard events
	server := serve(t, &heard, func(w http.ResponseWriter, _ *http.Request) error {
		conn, buf, err := w.(http.Hijacker).Hijack()
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
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n")
	got, err := io.ReadAll(conn)
	if err != nil || !strings.HasSuffix(string(got), "\r\n\r\necho hello\n") {
		t.Errorf("the client got %q, %v", got, err)
	}
	if all := heard.wait(); len(all) != 1 || !all[0].Begun || all[0].Cut || all[0].Status != 0 {
		t.Errorf("the observer heard %+v", all)
	}
}

// A file reaches the connection by sendfile where the system has it: the
// writer is an io.ReaderFrom.
func TestReaderFrom(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	want := strings.Repeat("0123456789", 100_000)
	if err := os.WriteFile(path, []byte(want), 0o600); err != nil {
		t.Fatal(err)
	}
	var heard events
	server := serve(t, &heard, func(w http.ResponseWriter, r *http.Request) error {
		if _, ok := w.(io.ReaderFrom); !ok {
			t.Error("the writer is no io.ReaderFrom")
		}
		http.ServeFile(w, r, path)
		return nil
	})
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if got, err := io.ReadAll(res.Body); err != nil || string(got) != want || res.ContentLength != int64(len(want)) {
		t.Errorf("the client got %d bytes of %d, %v", len(got), len(want), err)
	}
}

// http.ResponseController reaches the connection through Unwrap.
func TestDeadlines(t *testing.T) {
	var heard events
	server := serve(t, &heard, func(w http.ResponseWriter, r *http.Request) error {
		control := http.NewResponseController(w)
		if err := control.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Errorf("SetWriteDeadline: %v", err)
		}
		if err := control.SetReadDeadline(time.Now().Add(-time.Second)); err != nil {
			t.Errorf("SetReadDeadline: %v", err)
		}
		_, err := io.ReadAll(r.Body)
		if err == nil {
			t.Error("reading after the deadline succeeded")
		}
		return fmt.Errorf("read body: %w", err) // a timeout of package net
	})
	body, end := io.Pipe() // a body that does not come
	defer func() { _ = end.Close() }()
	res, err := http.Post(server.URL, "text/plain", body)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != 504 { // the server's read deadline is a timeout (contract §4)
		t.Errorf("status %d", res.StatusCode)
	}
}

// A 1xx response is no beginning: the error is answered after it.
func TestErrorAfter1xx(t *testing.T) {
	var heard events
	server := serve(t, &heard, func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
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
	if all := heard.take(); len(all) != 1 || all[0].Begun {
		t.Errorf("the observer heard %+v", all)
	}
}
