package verify

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// A harEntry is what counts of an entry of a HAR 1.2.
type harEntry struct {
	Request  struct{ Method, URL string }
	Response struct {
		Status  int
		Headers []struct{ Name, Value string }
		Content struct {
			Size     int
			Text     *string
			Encoding string
		}
	}
}

// readHAR walks to the entries of a HAR and reads one at a time.
func readHAR(b *bufio.Reader, each func(*Response)) error {
	d := json.NewDecoder(b)
	n := 0
	err := inObject(d, "log", func() error {
		return inObject(d, "entries", func() error {
			if start, err := d.Token(); err != nil || start != json.Delim('[') {
				return errors.Join(errors.New("the entries are no array"), err)
			}
			for d.More() {
				n++
				var e harEntry
				if err := d.Decode(&e); err != nil {
					return err
				}
				resp, err := e.response()
				if err != nil {
					return err
				}
				if resp != nil {
					resp.Entry = n
					each(resp)
				}
			}
			_, err := d.Token()
			return err
		})
	})
	if err != nil {
		return &ReadError{n, fmt.Errorf("read the HAR: %w", err)}
	}
	return nil
}

// inObject reads an object and calls f where the value of a member begins. It
// leaves the other members out.
func inObject(d *json.Decoder, name string, f func() error) error {
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return errors.Join(fmt.Errorf("%q is in no object", name), err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key == name {
			err = f()
		} else {
			var other json.RawMessage
			err = d.Decode(&other)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// response returns the response of an entry. It is nil where there was none, as
// for a request that was aborted, and for what is not HTTP, such as data URLs.
func (e *harEntry) response() (*Response, error) {
	if e.Response.Status <= 0 || !strings.HasPrefix(e.Request.URL, "http") {
		return nil, nil
	}
	resp := &Response{Method: e.Request.Method, URL: e.Request.URL, Status: e.Response.Status, Header: http.Header{}}
	for _, h := range e.Response.Headers {
		if strings.HasPrefix(h.Name, ":") { // HTTP/2's
			continue
		}
		for value := range strings.SplitSeq(h.Value, "\n") { // several of one name, in Chromium
			resp.Header.Add(h.Name, value)
		}
	}
	content := e.Response.Content
	switch {
	case content.Text == nil:
		resp.HasBody = content.Size == 0
	case content.Encoding == "base64":
		body, err := base64.StdEncoding.DecodeString(*content.Text)
		if err != nil {
			return nil, fmt.Errorf("the body of %s: %w", quote(resp.Request()), err)
		}
		resp.Body, resp.HasBody = body, true
	default:
		resp.Body, resp.HasBody = []byte(*content.Text), true
	}
	return resp, nil
}
