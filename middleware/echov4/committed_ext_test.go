package echov4_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/rendertest"
)

// holder keeps a response back. It has no Unwrap method, so that nobody but
// Echo knows that the response has begun.
type holder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *holder) Header() http.Header         { return w.header }
func (w *holder) Write(p []byte) (int, error) { return w.body.Write(p) }

func (w *holder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// hold sends what is inside of it when that has ended, as a cache does. With
// early it hands over the error while it still holds the response.
func hold(early bool) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			below := c.Response().Writer
			held := &holder{header: below.Header()}
			c.Response().Writer = held
			err := next(c)
			if err != nil && early {
				c.Error(err)
			}
			c.Response().Writer = below
			if held.status != 0 {
				below.WriteHeader(held.status)
				_, _ = below.Write(held.body.Bytes())
			}
			return err
		}
	}
}

// A response that Echo alone knows of is one that has begun: no envelope
// follows it, and half a success does not pass for a whole one.
func TestResponseThatOnlyEchoKnowsOf(t *testing.T) {
	for _, tt := range []struct {
		name   string
		begin  func(echo.Context)
		status int    // that the client gets; 0: a cut connection
		body   string // "": an envelope
	}{
		{"nothing", func(echo.Context) {}, 404, ""},
		{"a success", func(c echo.Context) { _ = c.String(200, "half") }, 0, ""},
		{"a redirect", func(c echo.Context) { _ = c.Redirect(302, "/elsewhere") }, 0, ""},
		{"an error of the handler's own", func(c echo.Context) { _ = c.String(418, "short and stout") }, 418, "short and stout"},
	} {
		for _, early := range []bool{false, true} {
			how := map[bool]string{false: "error returned", true: "error handed over"}[early]
			t.Run(tt.name+", "+how, func(t *testing.T) {
				b := newEchoBench(t)
				b.Use(hold(early))
				b.GET("/", func(c echo.Context) error {
					tt.begin(c)
					return apierr.NewKeyNotFound()
				})
				resp, body := b.do(t, "GET", "/", nil)
				switch {
				case tt.status == 0:
					if resp != nil {
						t.Errorf("the client got a whole response, %s %q", resp.Status, body)
					}
				case tt.body == "":
					rendertest.AssertError(t, resp, apierr.Catalog(), apierr.CodeKeyNotFound)
				case resp == nil || resp.StatusCode != tt.status || body != tt.body:
					t.Errorf("the client got %v %q, want %d %q", resp, body, tt.status, tt.body)
				}
				begun := tt.name != "nothing"
				if all := b.seen(); len(all) != 1 || all[0].Begun != begun || all[0].Cut != (tt.status == 0) {
					t.Errorf("the observer heard %+v, want one event, begun %t, cut %t", all, begun, tt.status == 0)
				}
			})
		}
	}
}
