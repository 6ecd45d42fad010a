package adapter

import (
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// Places in [Exchange.values].
const (
	valueSentID    = iota // X-Request-Id of the request
	valueRequestID        // of the response
	valueType
	valueSniffing
	valueCaching
	valueLength
	valueRetry
	valueChallenge
	valueCount
)

// headerValues is the backing of the header values of one response, to set
// them without the allocation that Header.Set makes.
type headerValues [valueCount][1]string

// set gives a header one value. Whoever edits the value in place edits the
// copy in v; so the value is stored anew each time.
func (v *headerValues) set(h http.Header, name string, place int, value string) {
	v[place][0] = value
	h[name] = v[place][:]
}

// untouched reports whether a header is what [Engine.Begin] left, which is
// the common case for a request that fails: there is nothing to reset.
func (x *Exchange) untouched(h http.Header) bool {
	if len(h) != 1 || x.before != nil {
		return false
	}
	id := h[HeaderRequestID]
	return len(id) == 1 && id[0] == x.id
}

// prepareHeader makes a header that of an error response (contract §2).
func (x *Exchange) prepareHeader(h http.Header, d *Decision, bodyLength int, values *headerValues, as form) {
	if !x.untouched(h) {
		x.resetHeader(h, d.Entry)
		x.putID(h)
	}
	values.set(h, "Content-Type", valueType, as.mediaType())
	if x.engine.ProblemDetails {
		varyByAccept(h)
	}
	values.set(h, "X-Content-Type-Options", valueSniffing, "nosniff")
	values.set(h, "Cache-Control", valueCaching, "no-store")
	if len(h["Content-Encoding"]) == 0 { // an outer writer's, which changes the length
		values.set(h, "Content-Length", valueLength, strconv.Itoa(bodyLength))
	}
	if d.RetryAfter > 0 {
		values.set(h, "Retry-After", valueRetry, strconv.Itoa(int(d.RetryAfter/time.Second)))
	}
	if challenge := d.Entry.Challenge(); challenge != "" {
		values.set(h, "Www-Authenticate", valueChallenge, challenge)
	}
}

// resetHeader returns what a handler set for the success that it did not
// reach to what it was when the exchange began. For a concealed code that is
// all but the headers of the exchange itself. What prepareHeader writes goes in
// any spelling, so that it stands there once; what caches and the server in
// front obey goes even if it was there before.
func (x *Exchange) resetHeader(h http.Header, entry *catalog.Entry) {
	trailers := announcedTrailers(h)
	for key := range h {
		if key == HeaderRequestID { // in this spelling; putID sees to its value
			continue
		}
		name := textproto.CanonicalMIMEHeaderKey(key)
		if x.stale(name, entry) || forbidden(name) || ofAnswer(name, entry) || strings.HasPrefix(key, http.TrailerPrefix) || slices.Contains(trailers, name) {
			delete(h, key)
		}
	}
	for key, values := range x.before {
		if name := textproto.CanonicalMIMEHeaderKey(key); x.stale(name, entry) && !forbidden(name) && !ofCaching(name) && !ofAnswer(name, entry) {
			h[key] = slices.Clone(values)
		}
	}
}

// A lateAnswer is an answer of ours that is on its way through writers of
// somebody else's: what decided, and the header that it set out with.
type lateAnswer struct {
	entry  *catalog.Entry
	header http.Header
}

// restore makes a header what it was when the answer set out, as far as an
// error must not have what a writer between has put there, or the answer alone
// decides on it. Encoding and length are that writer's: it has the body.
func (x *Exchange) restore(h http.Header, late *lateAnswer) {
	ours := func(key string) bool {
		name := textproto.CanonicalMIMEHeaderKey(key)
		switch name {
		case "Content-Encoding", "Content-Length", HeaderRequestID:
			return false
		}
		return ofAnswer(name, late.entry) || forbidden(name) || ofCaching(name) || x.stale(name, late.entry)
	}
	for key := range h {
		if ours(key) {
			delete(h, key)
		}
	}
	for key, values := range late.header {
		if ours(key) {
			h[key] = values
		}
	}
}

// stale reports whether a header that was set since the exchange began must
// not leave with an error.
func (x *Exchange) stale(name string, entry *catalog.Entry) bool {
	switch {
	case x.engine.keep[name]:
		return false
	case entry.Concealed():
		return !ofExchange(name)
	default:
		return ofContent(name) || ofCaching(name)
	}
}

// announcedTrailers returns the names in the Trailer header, canonical.
func announcedTrailers(h http.Header) []string {
	var names []string
	for _, value := range h["Trailer"] {
		for name := range strings.SplitSeq(value, ",") {
			names = append(names, textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name)))
		}
	}
	return names
}

// ofAnswer reports whether prepareHeader alone decides on a header.
func ofAnswer(name string, entry *catalog.Entry) bool {
	switch name {
	case HeaderRequestID, "Content-Type", "X-Content-Type-Options", "Cache-Control", "Content-Length", "Transfer-Encoding", "Retry-After":
		return true
	case "Www-Authenticate":
		return entry.Challenge() != ""
	}
	return false
}

// ofContent reports whether a header describes the content that the handler
// meant to send, where it is, or what goes with it.
func ofContent(name string) bool {
	switch name {
	case "Etag", "Last-Modified", "Accept-Ranges", "Digest", "Repr-Digest", "Location", "Refresh", "Link", "Trailer", "Transfer-Encoding", "Retry-After":
		return true
	}
	return strings.HasPrefix(name, "Content-") && !strings.HasPrefix(name, "Content-Security-Policy")
}

// ofCaching reports whether a header tells caches what to keep. Shared caches
// obey those that are targeted at them (RFC 9213) and never look at no-store.
func ofCaching(name string) bool {
	switch name {
	case "Cache-Control", "Expires", "Age", "Pragma", "Warning", "Cache-Tag", "X-Accel-Expires":
		return true
	}
	return strings.HasSuffix(name, "-Cache-Control") || strings.HasPrefix(name, "Surrogate-") || strings.HasPrefix(name, "Cdn-")
}

// forbidden reports whether a header is an order to the server in front. Behind
// nginx an X-Accel-Redirect turns a 403 into a 200 with the protected file, so
// it never leaves with an error, whoever set it.
func forbidden(name string) bool {
	switch name {
	case "X-Sendfile", "X-Lighttpd-Send-File":
		return true
	}
	return strings.HasPrefix(name, "X-Accel-") || strings.HasPrefix(name, "X-Reproxy-")
}

// ofExchange reports whether a header belongs to the exchange and says
// nothing of the resource, so that a concealed response may carry it.
func ofExchange(name string) bool {
	switch name {
	case "Vary", "Strict-Transport-Security",
		"Content-Security-Policy", "Content-Security-Policy-Report-Only",
		"X-Frame-Options", "Referrer-Policy", "Permissions-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy",
		"Origin-Agent-Cluster", "X-Permitted-Cross-Domain-Policies", "X-Dns-Prefetch-Control",
		"X-Xss-Protection", "Reporting-Endpoints",
		"Traceparent", "Tracestate", "Traceresponse", "Baggage", "B3",
		"X-Cloud-Trace-Context", "X-Amzn-Trace-Id", "Uber-Trace-Id":
		return true
	}
	for _, prefix := range []string{"Access-Control-", "Ratelimit", "X-Ratelimit-", "X-B3-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
