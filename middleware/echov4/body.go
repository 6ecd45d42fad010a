package echov4

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
)

// The reader of Echo's BodyLimit reports a body that is too large along with
// bytes, and a decoder that finds a whole value in them never looks at the
// report; that of encoding/json ignores every report that comes with bytes,
// from Go 1.27 on. Then a body of any size is read, and answered as if there
// were no limit. So [Recover], inside of BodyLimit, keeps the bytes back, and
// c.Bind does so wherever BodyLimit stands.

// limitedJSON reads a body as a [limitedBody].
type limitedJSON struct{ echo.JSONSerializer }

// Deserialize is called by c.Bind.
func (s limitedJSON) Deserialize(c echo.Context, i any) error {
	limitBody(c.Request())
	return s.JSONSerializer.Deserialize(c, i)
}

// limitBody lets a body of Echo's be read as a [limitedBody]. That of the server
// stays: it knows its own again when the response begins.
func limitBody(req *http.Request) {
	if req.Body == nil || req.Body == http.NoBody {
		return
	}
	if ofEcho(req.Body) {
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
