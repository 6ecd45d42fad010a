// Package client turns the error responses of a service with an errcat catalog
// back into the errors that the service returned, and repeats the requests that
// may be repeated.
//
//	resp, err := http.Get(…)
//	if err != nil { … }
//	defer resp.Body.Close()
//	if err := client.Check(resp, apierr.Catalog()); err != nil {
//		if errors.Is(err, apierr.CodeKeyNotFound) { … }
//		return err
//	}
//
// [Check] never says nil of a response with a status of 400 or more, whatever
// its body is: proxies and gateways answer in shapes of their own. [Transport]
// is an [http.RoundTripper] that sends again what may be sent again.
//
// The sections of the contract (§) are those of docs/contract.md.
package client

import (
	"fmt"
	"io"
	"net/http"

	"github.com/asterwise/errcat/catalog"
)

// maxBody is how much of an error response is read, in bytes. Details end at
// 64 KiB by default, so that what is longer is no envelope.
const maxBody = 1 << 20

// Check returns nil for a response with a status below 400, whose body it does
// not touch. Otherwise it reads the body, at most 1 MiB of it, closes it, and
// returns an [*Error]: also where the body is no envelope.
//
// The catalog is that of the service: it makes errors.As and errors.AsType find
// the service's types. A code that it does not know is known by errors.Is,
// [catalog.CodeOf] and Error.Code all the same.
func Check(resp *http.Response, c catalog.Catalog) error {
	if resp.StatusCode < http.StatusBadRequest {
		return nil
	}
	var body []byte
	var err error
	if resp.Body != nil {
		body, err = io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
		resp.Body.Close()
	}
	switch {
	case err != nil:
		err = fmt.Errorf("read the body: %w", err)
	case len(body) > maxBody:
		err = fmt.Errorf("read the body: it has more than %d bytes", maxBody)
		body = body[:maxBody]
	}
	e := Decode(resp.StatusCode, resp.Header, body, c)
	if err != nil { // it is why the body is no envelope, if that is none
		e.cause = err
	}
	if req := resp.Request; req != nil {
		e.Method, e.URL = req.Method, place(req)
	}
	return e
}

// place is the URL of a request without what may be secret: user, query and
// fragment, and an opaque part, which can have all three.
func place(req *http.Request) string {
	if req.URL == nil {
		return ""
	}
	u := *req.URL
	u.User, u.RawQuery, u.ForceQuery, u.Fragment, u.RawFragment, u.Opaque = nil, "", false, "", "", ""
	return u.String()
}
