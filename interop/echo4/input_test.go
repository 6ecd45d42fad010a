package echo4

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/render"
)

// What Echo's binders refuse is the client's fault, and the answer does not
// speak of a body that the request has not. Where the binder names the field,
// so does the answer.
func TestMatrixInput(t *testing.T) {
	table := &table{title: "Binders", cells: "Status and code on the wire, place of the fault", head: []string{"answer", "loc"}}
	defer table.print(t)
	for _, tt := range []struct {
		name, path string
		bind       echo.HandlerFunc
		loc        string // where the answer is a validation_error
	}{
		{"QueryParamsBinder", "/input?n=" + secret, func(c echo.Context) error { return echo.QueryParamsBinder(c).Int("n", new(int)).BindError() }, `["query","n"]`},
		{"QueryParamsBinder, required", "/input", func(c echo.Context) error { return echo.QueryParamsBinder(c).MustInt("n", new(int)).BindError() }, `["query","n"]`},
		{"PathParamsBinder", "/input/" + secret, func(c echo.Context) error { return echo.PathParamsBinder(c).Int("n", new(int)).BindError() }, `["path","n"]`},
		{"QueryParam", "/input?n=" + secret, func(c echo.Context) error { _, err := echo.QueryParam[int](c, "n"); return err }, `["query","n"]`},
		{"Bind of a query", "/input?n=" + secret, bindNumber, ""},
		{"Bind of a path", "/input/" + secret, bindNumber, ""},
		{"BindHeaders", "/input", func(c echo.Context) error {
			c.Request().Header.Set("N", secret)
			return (&echo.DefaultBinder{}).BindHeaders(c, &struct {
				N int `header:"N"`
			}{})
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table.row(tt.name)
			s := serve(t, func(e *echo.Echo) {
				e.GET("/input", tt.bind)
				e.GET("/input/:n", tt.bind)
			})
			a := s.get(t, tt.path)
			var e render.Envelope
			var faults []string
			if err := json.Unmarshal([]byte(a.body), &e); err != nil || a.status != http.StatusBadRequest && a.status != http.StatusUnprocessableEntity || len(a.records) != 1 {
				faults = append(faults, "not the client's fault, once")
			}
			if strings.Contains(e.Message, "body") {
				faults = append(faults, "a text about a body")
			}
			if strings.Contains(a.body, secret) {
				faults = append(faults, "the value")
			}
			loc := ""
			if e.Error == "validation_error" {
				var details []struct{ Loc json.RawMessage }
				raw, _ := json.Marshal(e.Details)
				if err := json.Unmarshal(raw, &details); err == nil && len(details) == 1 {
					loc = string(details[0].Loc)
				}
				if loc != tt.loc {
					faults = append(faults, "not "+tt.loc)
				}
			}
			table.cell(fmt.Sprint(a.status, " ", e.Error), faults)
			table.cell(loc, nil)
			if len(faults) > 0 {
				t.Errorf("%q; answer %v", faults, a)
			}
		})
	}
}

func bindNumber(c echo.Context) error {
	return c.Bind(&struct {
		N int `param:"n" query:"n"`
	}{})
}
