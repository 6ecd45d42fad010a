package echov4_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// A body above the limit of Echo's BodyLimit is too large, whatever it holds,
// however the handler reads it and whatever Go does that; one below it is read.
func TestBodyLimit(t *testing.T) {
	type value struct {
		A string `json:"a"`
	}
	readers := map[string]func(echo.Context, *value) error{
		"Bind":     func(c echo.Context, v *value) error { return c.Bind(v) },
		"BindBody": func(c echo.Context, v *value) error { return (&echo.DefaultBinder{}).BindBody(c, v) },
		"Decoder":  func(c echo.Context, v *value) error { return json.NewDecoder(c.Request().Body).Decode(v) },
		"ReadAll": func(c echo.Context, v *value) error {
			text, err := io.ReadAll(c.Request().Body)
			if err != nil {
				return err
			}
			return json.Unmarshal(text, v)
		},
	}
	blanks := strings.Repeat(" ", 64<<10)
	bodies := map[string]string{
		"a whole value":            `{"a":"1234567890123456"}`,
		"of the wrong type":        `{"a":1234567890123456}`,
		"malformed":                `{"a":"123456789012345`,
		"blanks":                   blanks + `{"a":""}`,
		"a long value":             `{"a":"` + blanks + `"}`,
		"a long one, wrong type":   `{"a":["` + blanks + `"]}`,
		"a short value and blanks": `{"a":""}` + blanks,
	}
	limit := emw.BodyLimit("16B")
	for place, install := range map[string]func(e *echo.Echo, serve echo.HandlerFunc){
		"Use": func(e *echo.Echo, serve echo.HandlerFunc) {
			e.Use(limit)
			e.POST("/", serve)
		},
		"Use, Recover": func(e *echo.Echo, serve echo.HandlerFunc) {
			e.Use(limit, echov4.Recover(render.New(apierr.Catalog(), nil)))
			e.POST("/", serve)
		},
		"Group": func(e *echo.Echo, serve echo.HandlerFunc) { e.Group("", limit).POST("/", serve) },
		"route": func(e *echo.Echo, serve echo.HandlerFunc) { e.POST("/", serve, limit) },
	} {
		for name, read := range readers {
			if place != "Use, Recover" && name == "Decoder" {
				continue // nothing of ours stands between the two
			}
			t.Run(place+", "+name, func(t *testing.T) {
				b := newEchoBench(t)
				install(b.Echo, func(c echo.Context) error {
					var v value
					if err := read(c, &v); err != nil {
						return err
					}
					return c.JSON(200, v)
				})
				post := func(body string) (int, string) {
					resp, text := b.do(t, "POST", "/", struct{ io.Reader }{strings.NewReader(body)}, "Content-Type", "application/json")
					if resp == nil {
						t.Fatalf("the response was cut: %q", text)
					}
					return resp.StatusCode, text
				}
				for what, body := range bodies {
					if status, text := post(body); status != 413 || !strings.Contains(text, `"error":"payload_too_large"`) {
						t.Errorf("%s: status %d with %s, want 413", what, status, text)
					}
				}
				if status, _ := post(`{"a":"12345678"}`); status != 200 { // just below
					t.Errorf("a body of 16 bytes: status %d, want 200", status)
				}
			})
		}
	}
}
