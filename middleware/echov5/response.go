package echov5

import (
	"net/http"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/render/adapter"
)

// failing returns what an error is written to, given what the context has for
// its response, and adds to f what Echo knows of that. Call restore afterwards.
func failing(w http.ResponseWriter, f *adapter.Failure) (to http.ResponseWriter, restore func()) {
	res, err := echo.UnwrapResponse(w)
	if err != nil { // somebody's own writer, which does not say what is below
		return w, func() {}
	}
	below := res.ResponseWriter
	restore = func() { res.ResponseWriter = below }
	final := res.Committed && (res.Status >= 200 || res.Status == http.StatusSwitchingProtocols)
	if w == http.ResponseWriter(res) {
		if final {
			f.Begun = res.Status
		}
		return response{res}, restore
	}
	if !final {
		res.Committed = false // a 1xx does that
	}
	return outer{w, res}, restore
}

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
	below := w.ResponseWriter
	defer func() { w.ResponseWriter = below }()
	w.ResponseWriter = dry
	w.Response.WriteHeader(status)
}

// Onto makes Echo write to another writer, and count what goes there.
func (w response) Onto(below http.ResponseWriter) http.ResponseWriter {
	w.ResponseWriter = below
	return w
}

func (w response) WriteHeader(status int) {
	w.Status, w.Committed = status, true
	w.ResponseWriter.WriteHeader(status)
}

// outer is a writer of somebody else's, such as a compressing one, around an
// Echo response. The hooks of that run when the header gets there.
type outer struct {
	http.ResponseWriter
	response *echo.Response
}

// RunHeaderHooks leaves the hooks to the response.
func (w outer) RunHeaderHooks(int, http.ResponseWriter) {}

// Unwrap returns the writer itself.
func (w outer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Onto takes the writer out of the way.
func (w outer) Onto(below http.ResponseWriter) http.ResponseWriter {
	w.response.ResponseWriter = below
	return w.response
}
