package logs_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// errEarly is what a handler might return: a catalog error with a cause and
// with a parameter, Given, that is for logs only.
var errEarly = apierr.NewDateOutOfSupportedRange(apierr.DateOutOfSupportedRangeParams{
	From:  catalog.Date{Year: 1800, Month: time.January, Day: 1},
	To:    catalog.Date{Year: 2399, Month: time.December, Day: 31},
	Given: "1066-10-14",
}).WithCause(errors.New("ephemeris ends in 1800"))

// errWrapped is errEarly as code further up returns it.
var errWrapped = fmt.Errorf("draw chart: %w", errEarly)

// request answers GET /v1/charts/7 with an error, after 1.5 ms by the
// service's clock. The context of the handler is what inside makes of the
// request's.
func request(observer render.Observer, inside func(context.Context) context.Context, err error) {
	now := time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC)
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{
		Observer:     observer,
		Now:          func() time.Time { return now },
		NewRequestID: func() string { return "req_01HXYZABCDEFGH" },
	}))
	mux := http.NewServeMux()
	handler := mw.Handler(func(http.ResponseWriter, *http.Request) error {
		now = now.Add(1500 * time.Microsecond)
		if err == nil {
			panic("index out of range")
		}
		return err
	})
	mux.HandleFunc("GET /v1/charts/{id}", func(w http.ResponseWriter, r *http.Request) {
		if inside != nil {
			r = r.WithContext(inside(r.Context()))
		}
		handler.ServeHTTP(w, r)
	})
	mw.Wrap(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/v1/charts/7", nil))
}
