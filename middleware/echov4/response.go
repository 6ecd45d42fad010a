package echov4

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// response is an Echo response as an error is written to it. Echo refuses to
// write a header once Committed is set, which a 1xx response has done; what
// Echo's own loggers read afterwards is kept up to date.
type response struct{ *echo.Response }

// RunHeaderHooks runs the functions registered with Response.Before: Echo does
// so when it writes the header, here to a writer that drops it.
func (w response) RunHeaderHooks(status int, dry http.ResponseWriter) {
	if w.Committed {
		return // they have run
	}
	below := w.Response.Writer
	defer func() { w.Response.Writer = below }()
	w.Response.Writer = dry
	w.Response.WriteHeader(status)
}

// Onto makes Echo write to another writer, and count what goes there.
func (w response) Onto(below http.ResponseWriter) http.ResponseWriter {
	w.Response.Writer = below
	return w
}

func (w response) WriteHeader(status int) {
	w.Status, w.Committed = status, true
	w.Response.Writer.WriteHeader(status)
}
