package echov4

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
)

// limitBodies makes the limit of Echo's BodyLimit hold for decoders too. Its
// reader reports a body that is too large along with the bytes, and a decoder
// that finds a whole value in the bytes never looks at the report; that of
// encoding/json ignores every report that comes with bytes, from Go 1.27 on.
// Then a body of any size is read, and answered as if there were no limit.
//
// A service that has an e.JSONSerializer of its own sets it before Install.
// [Recover] does the same for whatever reads a body, where it stands inside of
// BodyLimit.
func limitBodies(e *echo.Echo) { e.JSONSerializer = limitedJSON{e.JSONSerializer} }

// limitedJSON reads bodies as a [limitedBody], wherever BodyLimit stands.
type limitedJSON struct{ echo.JSONSerializer }

// Deserialize is called by c.Bind.
func (s limitedJSON) Deserialize(c echo.Context, i any) error {
	limitBody(c.Request())
	return s.JSONSerializer.Deserialize(c, i)
}

// limitBody is for what is inside of BodyLimit.
func limitBody(req *http.Request) {
	if req.Body == nil || req.Body == http.NoBody {
		return
	}
	if _, done := req.Body.(limitedBody); !done {
		req.Body = limitedBody{req.Body}
	}
}

// A limitedBody keeps back the bytes that come with an error of Echo's: they
// are above the limit.
type limitedBody struct{ io.ReadCloser }

func (b limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if _, refused := err.(*echo.HTTPError); refused {
		n = 0
	}
	return n, err
}
