package rendertest

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

func connectionRequirements() []Requirement {
	const limit, much = 1 << 10, 8 << 20
	tooLarge := map[string]func(w http.ResponseWriter, r *http.Request) error{
		"by http.MaxBytesReader": func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
			return err
		},
		"by Content-Length": func(_ http.ResponseWriter, r *http.Request) error {
			if r.ContentLength <= limit {
				return nil
			}
			return &http.MaxBytesError{Limit: limit}
		},
	}
	return []Requirement{
		{
			Name: "connection/too-large",
			Rule: "A client that is refused for the size of its body can read the 413: the server is told, and ends the connection " +
				"instead of resetting it under the rest of the body. (For one request on a connection, as proxies make them.)",
			Source: "contract §4 rule 3; net/http (MaxBytesReader)",
			only:   http1,
			check: func(t *trial) {
				for how, serve := range tooLarge {
					sent := make(chan struct{})
					s := t.serve(setup{method: http.MethodPost, serve: func(w http.ResponseWriter, r *http.Request) error {
						<-sent
						return serve(w, r)
					}})
					answer, err := s.push(sent, much)
					if !bytes.HasPrefix(answer, []byte("HTTP/1.1 413 ")) || !bytes.HasSuffix(answer, []byte(`Z"}`)) || err != nil {
						t.errorf("%s: the client got %q, %v; want the whole 413 and then the end", how, cut(answer), err)
					}
				}
			},
		},
		{
			Name:   "connection/too-large-stream",
			Rule:   "Over HTTP/2 the 413 reaches a client that is still sending too.",
			Source: "contract §4 rule 3; RFC 9113 §8.1",
			only:   http2,
			check: func(t *trial) {
				for _, serve := range tooLarge {
					s := t.serve(setup{method: http.MethodPost, serve: serve})
					t.code(s.send(http.MethodPost, path, bytes.NewReader(make([]byte, much))), codeTooLarge)
				}
			},
		},
		{
			Name: "connection/until-close",
			Rule: "Where the end of the connection is the end of the body (HTTP/1.0 without a length, Transfer-Encoding: identity), a response " +
				"that is cut ends in a reset: an ordinary end would pass half a response for a whole one.",
			Source: "contract §4 (begun); RFC 9112 §8",
			only:   http1,
			check: func(t *trial) {
				for request, header := range map[string]string{
					"GET " + path + " HTTP/1.0\r\n\r\n":            "",
					"GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n": "identity",
				} {
					for end, events := range map[string]int{"returns an error": 1, "panics": 1, "aborts": 0} {
						s := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
							if header != "" {
								w.Header().Set("Transfer-Encoding", header)
							}
							_, _ = io.WriteString(w, strings.Repeat("row;", 3000))
							switch end {
							case "panics":
								panic("after the beginning")
							case "aborts": // as httputil.ReverseProxy does
								panic(http.ErrAbortHandler)
							}
							return errPlain
						}})
						conn := s.dial()
						_, _ = io.WriteString(conn, request)
						answer, err := io.ReadAll(conn)
						_ = conn.Close()
						s.settle()
						if timeout, ok := err.(net.Error); err == nil || ok && timeout.Timeout() {
							t.errorf("%q, a handler that %s: the client got %d bytes and then %v, want a reset", request, end, len(answer), err)
						}
						if told := t.seen(); len(told) != events || events == 1 && !told[0].Cut {
							t.errorf("%q, a handler that %s: the observer was told of %+v, want %d, of a cut", request, end, told, events)
						}
					}
				}
			},
		},
		{
			Name:   "connection/until-close-whole",
			Rule:   "A success over HTTP/1.0 ends with the connection, as ever.",
			Source: "RFC 9112 §8",
			only:   http1,
			check: func(t *trial) {
				answer := t.serve(setup{serve: fine}).raw("GET " + path + " HTTP/1.0\r\n\r\n")
				if !bytes.HasSuffix(answer, []byte("\r\n\r\nfine")) {
					t.errorf("the client got %q", answer)
				}
			},
		},
	}
}

// push posts n bytes over a connection of its own, whoever reads them, and
// returns what comes back and how that ended. It closes sent when there is more
// on the way than a handler reads.
func (s *site) push(sent chan<- struct{}, n int) ([]byte, error) {
	conn := s.dial()
	defer conn.Close()
	head := "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + strconv.Itoa(n) + "\r\n\r\n"
	if _, err := io.WriteString(conn, head+strings.Repeat("x", 64<<10)); err != nil {
		s.t.fatalf("send a request: %v", err)
	}
	close(sent)
	go func() { _, _ = conn.Write(make([]byte, n-(64<<10))) }() // ends with the connection
	answer, err := io.ReadAll(conn)
	_ = conn.Close()
	s.settle()
	return answer, err
}
