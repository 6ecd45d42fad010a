package verify

import (
	"net/http"
	"net/url"
)

// A Response is what a recording says of one exchange.
type Response struct {
	Entry  int    // line of JSON lines, entry of a HAR; from 1
	Method string // "" where the recording does not say
	URL    string // as recorded, "" where the recording does not say
	Status int
	Header http.Header

	// Body is the body without a content encoding. HasBody is false where the
	// recording leaves it out, so that only the header can be judged.
	Body    []byte
	HasBody bool
}

// Request returns method and path, of which one or both may be missing. The
// query is left out: it may be secret.
func (r *Response) Request() string {
	path := ""
	if u, err := url.Parse(r.URL); err == nil {
		path = u.EscapedPath()
	}
	switch {
	case r.Method == "" || path == "":
		return r.Method + path
	default:
		return r.Method + " " + path
	}
}

func (r *Response) isHead() bool { return r.Method == http.MethodHead }
