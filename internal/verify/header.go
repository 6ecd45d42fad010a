package verify

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/requestid"
)

const problemType = "application/problem+json"

func requestID(x *exam) {
	switch ids := x.Header.Values("X-Request-Id"); {
	case len(ids) == 0:
		x.say("there is no X-Request-Id")
	case len(ids) > 1:
		x.say("there are %d headers X-Request-Id, want 1", len(ids))
	case !requestid.Valid(ids[0]):
		x.say("X-Request-Id is %s, which is not a valid request ID", quote(ids[0]))
	}
}

func ours(x *exam) {
	if x.form == foreign {
		x.say("the body is no error response of the contract: %s", x.why)
	}
}

func headBody(x *exam) {
	if x.isHead() && len(x.Body) > 0 {
		x.say("the response to HEAD has a body of %d bytes", len(x.Body))
	}
}

// only expects one header with one value.
func (x *exam) only(name, want string) {
	switch got := x.Header.Values(name); {
	case len(got) == 0:
		x.say("there is no %s, want %s", name, want)
	case len(got) > 1:
		x.say("there are %d headers %s, want %s alone", len(got), name, want)
	case got[0] != want:
		x.say("%s is %s, want %s", name, quote(got[0]), want)
	}
}

func contentType(x *exam) {
	switch {
	case x.form == problem:
		x.only("Content-Type", problemType)
	case x.form == unseen && x.Header.Get("Content-Type") == problemType: // as good
	default:
		x.only("Content-Type", "application/json")
	}
}

func nosniff(x *exam) { x.only("X-Content-Type-Options", "nosniff") }

func noStore(x *exam) { x.only("Cache-Control", "no-store") }

// contentLength leaves alone what a compressing writer has encoded, whose
// length is not in a recording, and HEAD, for which the header is optional.
func contentLength(x *exam) {
	if x.Header.Get("Content-Encoding") != "" || x.isHead() {
		return
	}
	switch got := x.Header.Get("Content-Length"); {
	case got == "":
		x.say("there is no Content-Length")
	case x.HasBody && got != strconv.Itoa(len(x.Body)):
		x.say("Content-Length is %s, the body has %d bytes", quote(got), len(x.Body))
	}
}

func challenge(x *exam) {
	if x.Status != http.StatusUnauthorized {
		return
	}
	switch got := x.Header.Values("WWW-Authenticate"); {
	case len(got) == 0:
		x.say("there is no WWW-Authenticate (RFC 9110 §11.6.1)")
	case x.entry != nil && !strings.Contains(strings.Join(got, ", "), x.entry.Challenge.Value): // recorders join them
		x.say("WWW-Authenticate is %s, %q has %q", quote(strings.Join(got, ", ")), x.entry.Code, x.entry.Challenge.Value)
	}
}

func allow(x *exam) {
	if x.Status == http.StatusMethodNotAllowed && len(x.Header.Values("Allow")) == 0 {
		x.say("there is no Allow (RFC 9110 §15.5.6)")
	}
}

func varyAccept(x *exam) {
	if x.form != problem {
		return
	}
	got := strings.Join(x.Header.Values("Vary"), ",")
	for name := range strings.SplitSeq(got, ",") {
		if name = strings.TrimSpace(name); name == "*" || strings.EqualFold(name, "Accept") {
			return
		}
	}
	x.say("Vary is %s, want Accept in it", quote(got))
}

// frontServer reports orders to a server in front: behind nginx an
// X-Accel-Redirect turns a 403 into a 200 with the protected file.
func frontServer(x *exam) {
	for _, name := range slices.Sorted(maps.Keys(x.Header)) {
		if name == "X-Sendfile" || name == "X-Lighttpd-Send-File" || strings.HasPrefix(name, "X-Accel-") || strings.HasPrefix(name, "X-Reproxy-") {
			x.say("there is %s, which the server in front obeys", name)
		}
	}
}
