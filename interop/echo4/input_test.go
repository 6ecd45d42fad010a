package echo4

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// What Echo's binders refuse is the client's fault, and the answer does not
// speak of a body alone. Where the service tells the binder which error to make,
// one line, the answer names the field.
func TestMatrixInput(t *testing.T) {
	table := &table{title: "Binders", cells: "Status and code on the wire, place of the fault", head: []string{"answer", "loc"}}
	defer table.print(t)
	for _, tt := range []struct {
		name, path string
		bind       echo.HandlerFunc
		want       string
		loc        string
	}{
		{"QueryParamsBinder", "/input?n=" + secret, func(c echo.Context) error { return echo.QueryParamsBinder(c).Int("n", new(int)).BindError() }, "400 invalid_request_body", "null"},
		{"QueryParamsBinder, required", "/input", func(c echo.Context) error { return echo.QueryParamsBinder(c).MustInt("n", new(int)).BindError() }, "400 invalid_request_body", "null"},
		{"QueryParamsBinder, ErrorFunc", "/input?n=" + secret, func(c echo.Context) error {
			b := echo.QueryParamsBinder(c)
			b.ErrorFunc = parameterError
			return b.Int("n", new(int)).BindError()
		}, "422 validation_error", `["query","n"]`},
		{"PathParamsBinder", "/input/" + secret, func(c echo.Context) error { return echo.PathParamsBinder(c).Int("n", new(int)).BindError() }, "400 invalid_request_body", "null"},
		{"QueryParam", "/input?n=" + secret, func(c echo.Context) error { _, err := echo.QueryParam[int](c, "n"); return err }, "400 invalid_request_body", "null"},
		{"Bind of a query", "/input?n=" + secret, bindNumber, "400 invalid_request_body", "null"},
		{"Bind of a path", "/input/" + secret, bindNumber, "400 invalid_request_body", "null"},
		{"BindHeaders", "/input", func(c echo.Context) error {
			c.Request().Header.Set("N", secret)
			return (&echo.DefaultBinder{}).BindHeaders(c, &struct {
				N int `header:"N"`
			}{})
		}, "400 invalid_request_body", "null"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table.row(tt.name)
			s := serve(t, func(e *echo.Echo) {
				e.GET("/input", tt.bind)
				e.GET("/input/:n", tt.bind)
			})
			a := s.get(t, tt.path)
			var e struct {
				Error, Message string
				Details        []struct{ Loc json.RawMessage }
			}
			var faults []string
			if err := json.Unmarshal([]byte(a.body), &e); err != nil {
				faults = append(faults, "envelope")
			}
			got, loc := fmt.Sprint(a.status, " ", e.Error), "null"
			if len(e.Details) > 0 {
				loc = string(e.Details[0].Loc)
			}
			if got != tt.want || loc != tt.loc || len(a.records) != 1 {
				faults = append(faults, fmt.Sprintf("not %s at %s, once", tt.want, tt.loc))
			}
			if bodyAlone(e.Message) {
				faults = append(faults, "a text about a body")
			}
			if strings.Contains(a.body, secret) {
				faults = append(faults, "the value")
			}
			table.cell(got, faults)
			table.cell(loc, nil)
			if len(faults) > 0 {
				t.Errorf("%q; answer %v", faults, a)
			}
		})
	}
}

// parameterError makes errors of the catalog from a binder's.
func parameterError(name string, _ []string, _ any, err error) error {
	return apierr.NewValidationError(apierr.ValidationErrorDetail{
		Loc: catalog.Path{"query", name}, Msg: "The value cannot be read.", Type: "parsing",
	}).WithCause(err)
}

// bodyAlone reports whether a text sends the client to a body and nowhere else.
func bodyAlone(text string) bool {
	return strings.Contains(text, "body") && !strings.Contains(text, "parameters")
}

func bindNumber(c echo.Context) error {
	return c.Bind(&struct {
		N int `param:"n" query:"n"`
	}{})
}
