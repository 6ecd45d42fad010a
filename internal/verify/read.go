package verify

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
)

// maxLine is the length of the longest line of a recording, in bytes.
const maxLine = 16 << 20

// A ReadError says why a recording cannot be read on.
type ReadError struct {
	Entry int // line of JSON lines, entry of a HAR; from 1
	Err   error
}

func (e *ReadError) Error() string { return fmt.Sprintf("%d: %v", e.Entry, e.Err) }
func (e *ReadError) Unwrap() error { return e.Err }

var harStart = regexp.MustCompile(`\A\s*\{\s*"log"\s*:`)

// Read calls each with the responses of a recording, which is a HAR or JSON
// lines; the beginning says which. It holds one response at a time. Of a
// recording that is damaged it reads what comes before the damage, and returns
// a [*ReadError].
func Read(r io.Reader, each func(*Response)) error {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(512)
	if len(head) == 0 && err != io.EOF {
		return err
	}
	if rest, marked := bytes.CutPrefix(head, []byte("\ufeff")); marked {
		_, _ = b.Discard(len(head) - len(rest))
		head = rest
	}
	if harStart.Match(head) {
		return readHAR(b, each)
	}
	return readLines(b, each)
}

// readLines reads a response from each line. Blank lines are left out.
func readLines(b *bufio.Reader, each func(*Response)) error {
	s := bufio.NewScanner(b)
	s.Buffer(nil, maxLine)
	n := 0
	for s.Scan() {
		n++
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		resp, err := parseLine(s.Bytes())
		if err != nil {
			return &ReadError{n, err}
		}
		resp.Entry = n
		each(resp)
	}
	switch err := s.Err(); err {
	case nil:
		return nil
	case bufio.ErrTooLong:
		return &ReadError{n + 1, fmt.Errorf("the line has more than %d bytes", maxLine)}
	default:
		return err
	}
}

func parseLine(line []byte) (*Response, error) {
	var l struct {
		Method, URL string
		Status      *int
		Headers     headers
		Body        *string
	}
	if err := json.Unmarshal(line, &l); err != nil {
		return nil, fmt.Errorf("read a response: %w", err)
	}
	if l.Status == nil {
		return nil, fmt.Errorf(`read a response: it has no "status"`)
	}
	resp := &Response{Method: l.Method, URL: l.URL, Status: *l.Status, Header: http.Header(l.Headers)}
	if l.Body != nil {
		resp.Body, resp.HasBody = []byte(*l.Body), true
	}
	return resp, nil
}

// headers are those of a line: an object whose values are strings, arrays of
// strings or null for none, or an array of names and values.
type headers http.Header

func (h *headers) UnmarshalJSON(text []byte) error {
	all := http.Header{}
	*h = headers(all)
	var pairs [][2]string
	if json.Unmarshal(text, &pairs) == nil {
		for _, pair := range pairs {
			all.Add(pair[0], pair[1])
		}
		return nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) != nil {
		return errors.New("headers are no object and no array of pairs")
	}
	for name, value := range object {
		var one string
		var many []string
		switch {
		case string(value) == "null":
		case json.Unmarshal(value, &one) == nil:
			many = []string{one}
		default:
			if err := json.Unmarshal(value, &many); err != nil {
				return fmt.Errorf("header %q is no string and no array of strings: %w", name, err)
			}
		}
		for _, v := range many {
			all.Add(name, v)
		}
	}
	return nil
}
