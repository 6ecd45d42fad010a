package echov4

import (
	"net/http"
	"reflect"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render/adapter"
)

// leaves reports whether the part nearest to the handler leaves an error to
// the one around everything: Echo's own 404, which other middleware may answer
// in its way. A writer of somebody else's may begin a response as soon as its
// middleware ends, so behind one nothing is left.
func leaves(x *adapter.Exchange, w http.ResponseWriter, err error) bool {
	own, ok := err.(*echo.HTTPError)
	if !ok || own == nil || own.Code != http.StatusNotFound || catalog.CodeOf(err) != "" {
		return false
	}
	if x.Owns(w) {
		return true
	}
	u, ok := w.(interface{ Unwrap() http.ResponseWriter })
	return ok && ofEcho(u.Unwrap())
}

// ofEcho reports whether a value is of one of Echo's types.
func ofEcho(value any) bool {
	kind := reflect.TypeOf(value)
	return kind != nil && kind.Kind() == reflect.Pointer && strings.HasPrefix(kind.Elem().PkgPath(), "github.com/labstack/echo/v4")
}
