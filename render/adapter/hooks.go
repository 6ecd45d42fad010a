package adapter

import (
	"net/http"

	"github.com/asterwise/errcat/internal/errtree"
)

// A HeaderHooker is a response writer whose framework lets services run code
// just before the header is written, and counts what is written.
type HeaderHooker interface {
	http.ResponseWriter

	// RunHeaderHooks runs that code. Fail calls it first, so that no hook can
	// change the header of an error response. What the framework writes
	// meanwhile must go to dry, which has the response's header and keeps
	// everything else from the client.
	RunHeaderHooks(status int, dry http.ResponseWriter)

	// Unwrap returns the writer that the response writes to, and Onto the
	// response on another one, further in: Fail knows of its own writing, and
	// gets past a writer that would encode the envelope. Nothing puts the
	// response back.
	Unwrap() http.ResponseWriter
	Onto(w http.ResponseWriter) http.ResponseWriter
}

func (x *Exchange) runHooks(t target, d *Decision, status int, header http.Header) {
	defer func() {
		if v := recover(); v != nil {
			d.problem("run the hooks before the header: one panicked: %s", errtree.Text(v))
		}
	}()
	t.hooker.RunHeaderHooks(status, headerOnly{header})
}

// headerOnly is a response writer that drops all but the header.
type headerOnly struct{ header http.Header }

func (h headerOnly) Header() http.Header       { return h.header }
func (headerOnly) Write(p []byte) (int, error) { return len(p), nil }
func (headerOnly) WriteHeader(int)             {}
