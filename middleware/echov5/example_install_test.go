package echov5_test

import (
	"fmt"
	"net/http/httptest"
	"time"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
)

// Handlers return errors, of the catalog or of Echo; one call sees to both.
func ExampleInstall() {
	e := echo.New()
	echov5.Install(e, render.New(apierr.Catalog(), &render.Options{
		Observer: render.Observers(), // here, nobody listens; by default, errors are logged
	}))
	e.GET("/v1/keys/:id", func(c *echo.Context) error {
		return apierr.NewIPRateLimitExceeded().WithRetryAfter(1500 * time.Millisecond)
	})

	for _, path := range []string{"/v1/keys/k_7", "/v1/nothing"} {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Printf("%d %.50s…\n", w.Code, w.Body)
		fmt.Printf("Retry-After: %q\n", w.Header().Get("Retry-After"))
	}
	// Output:
	// 429 {"success":false,"error":"ip_rate_limit_exceeded",…
	// Retry-After: "2"
	// 404 {"success":false,"error":"resource_not_found","mes…
	// Retry-After: ""
}
