package echov4_test

import (
	"fmt"
	"net/http/httptest"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// query is Echo's binder for the query, with errors of the catalog.
func query(c echo.Context) *echo.ValueBinder {
	b := echo.QueryParamsBinder(c)
	b.ErrorFunc = func(name string, values []string, _ any, err error) error {
		return apierr.NewValidationError(apierr.ValidationErrorDetail{
			Loc:   catalog.Path{"query", name},
			Msg:   "The value cannot be read.",
			Type:  "parsing",
			Input: strings.Join(values, ","),
		}).WithCause(err)
	}
	return b
}

// An error of Echo's binder says of a bad request no more than that it is one.
// A binder that makes errors of the catalog names the parameter.
func Example_binding() {
	e := echo.New()
	echov4.Install(e, render.New(apierr.Catalog(), &render.Options{
		Observer:     render.Observers(),
		NewRequestID: func() string { return "req_1" },
	}))
	e.GET("/v1/charts", func(c echo.Context) error {
		var page int
		if err := query(c).Int("page", &page).BindError(); err != nil {
			return err
		}
		return c.JSON(200, page)
	})

	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest("GET", "/v1/charts?page=two", nil))
	_, details, _ := strings.Cut(w.Body.String(), `"details":`)
	details, _, _ = strings.Cut(details, `,"retry_after"`)
	fmt.Println(w.Code, details)
	// Output:
	// 422 [{"loc":["query","page"],"msg":"The value cannot be read.","type":"parsing","input":"two"}]
}
