// Package nginxtest checks what clients get of our errors through nginx, with
// its defaults and with what people set there: nginx obeys headers of a
// response, speaks HTTP/1.0 to a service, buffers, caches and gives up by rules
// of its own.
//
// Each case serves the framework alone beside, to prove that there is something
// to check: that the file is handed out, the error cached, the half answer taken
// for a whole one.
//
// The sections of the contract (§) are those of docs/contract.md.
package nginxtest

import (
	"errors"
	"net/http"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/rendertest"
)

// A Framework is what a service is made with.
type Framework struct {
	// Ours returns a server for a site, set up as our documentation says.
	Ours func(rendertest.Site) http.Handler

	// Alone returns a server without errcat. It answers an error with
	// [Status], as a service by hand would, and leaves the headers that the
	// handler had set.
	Alone func([]rendertest.Route) http.Handler
}

// Run runs all cases, each in a subtest. For the framework's own limit of
// bodies, see [Limit].
func Run(t *testing.T, f Framework) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, Framework)
	}{
		{"redirect to a protected file", redirect},
		{"orders to nginx", orders},
		{"limit by http.MaxBytesReader", func(t *testing.T, f Framework) { Limit(t, f, limited) }},
		{"limit that the server does not hear of", unheard},
		{"limit of nginx", limitOfNginx},
		{"cut", cut},
		{"stream", stream},
		{"head", head},
		{"both fronts", fronts},
		{"cache of what may be kept", cacheDefault},
		{"cache of everything", cacheAny},
		{"pages of nginx", pages},
		{"request ID", requestID},
		{"request ID of what is kept", cachedID},
		{"client gone", gone},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, f) })
	}
}

// Status is the status of an error for a framework alone.
func Status(err error) int {
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge
	}
	if entry, found := apierr.Catalog().Lookup(catalog.CodeOf(err)); found {
		return entry.Status()
	}
	return http.StatusInternalServerError
}
