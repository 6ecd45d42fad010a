package middleware_test

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
)

// raw sends bytes to a server and returns the answer's status.
func raw(t *testing.T, server *httptest.Server, request string) string {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Minute)) // a server that waits for more must not hang the test
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err.Error()
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	code, _, _ := strings.Cut(strings.TrimPrefix(string(body), `{"success":false,"error":"`), `"`)
	return fmt.Sprint(res.StatusCode, " ", code)
}

// A body that breaks the rules of its encoding is the client's mistake. What an
// upstream of the service's sent that way is not.
func TestMalformedChunks(t *testing.T) {
	var heard events
	server := httptest.NewServer(newMiddleware(&heard).Handler(func(_ http.ResponseWriter, r *http.Request) error {
		if _, err := io.ReadAll(r.Body); err != nil {
			return fmt.Errorf("read the body: %w", err)
		}
		return fmt.Errorf("read from an upstream: %w", http.ErrLineTooLong)
	}))
	defer server.Close()
	const chunked, fixed = "Transfer-Encoding: chunked\r\n\r\n", "Content-Length: 2\r\n\r\n"
	for body, want := range map[string]string{
		chunked + "zz\r\n":                           "400 invalid_request_body",
		chunked + "\r\n":                             "400 invalid_request_body",
		chunked + "2\r\nabcd\r\n":                    "400 invalid_request_body",
		chunked + "fffffffffffffffff\r\n":            "400 invalid_request_body",
		chunked + strings.Repeat("1", 5000) + "\r\n": "400 invalid_request_body",
		fixed + "ab":                                 "500 internal_error",
	} {
		if got := raw(t, server, "POST / HTTP/1.1\r\nHost: a.example\r\n"+body); got != want {
			t.Errorf("%.60q: %s, want %s", body, got, want)
		}
	}
}

// An answer after the server's write deadline reaches nobody, though nothing
// fails: the record says so.
func TestAnswerAfterTheWriteTimeout(t *testing.T) {
	for _, timeout := range []time.Duration{time.Nanosecond, time.Hour} {
		var heard events
		server := httptest.NewUnstartedServer(newMiddleware(&heard).Handler(func(http.ResponseWriter, *http.Request) error { return io.EOF }))
		server.Config.WriteTimeout = timeout
		server.Start()
		got := raw(t, server, "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
		all := heard.wait()
		server.Close()
		late := timeout < time.Second
		if len(all) != 1 || late != (len(all[0].Problems) == 1) || late == strings.HasPrefix(got, "500") {
			t.Errorf("a timeout of %v: the client got %q, the observer heard %+v", timeout, got, all)
		}
		if late && !strings.Contains(all[0].Problems[0].Error(), "WriteTimeout of 1ns") {
			t.Errorf("the problem is %v", all[0].Problems)
		}
	}
}
