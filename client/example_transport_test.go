package client_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A service that is unavailable is asked three times, a spent quota once.
func ExampleTransport() {
	requests := 0
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Observers()}))
	service := httptest.NewServer(mw.Wrap(mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
		requests++
		if r.URL.Path == "/quota" {
			return apierr.NewMonthlyUsageLimitExceeded()
		}
		return apierr.NewServiceUnavailable()
	})))
	defer service.Close()

	c := &http.Client{
		Transport: &client.Transport{Catalog: apierr.Catalog(), MaxWait: 10 * time.Second},
		Timeout:   time.Minute,
	}
	for _, path := range []string{"/", "/quota"} {
		requests = 0
		resp, err := c.Get(service.URL + path)
		if err != nil {
			panic(err)
		}
		err = client.Check(resp, apierr.Catalog())
		fmt.Println(requests, errors.Is(err, apierr.CodeServiceUnavailable), errors.Is(err, apierr.CodeMonthlyUsageLimitExceeded))
	}
	// Output:
	// 3 true false
	// 1 false true
}
