package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// charts is the service. It asks another one, the ephemeris, for positions.
type charts struct {
	ephemeris string          // base URL
	catalog   catalog.Catalog // the shared one and the one in this directory
	patience  time.Duration   // how long the ephemeris may take
}

// handler serves the API.
func (c *charts) handler(r *render.Renderer) http.Handler {
	mw := middleware.New(r)
	mux := http.NewServeMux()
	mux.Handle("GET /v1/charts/{day}", mw.Handler(c.getChart))
	return mw.Wrap(mux)
}

func (c *charts) getChart(w http.ResponseWriter, r *http.Request) error {
	positions, err := c.positions(r.Context(), r.PathValue("day"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{"success": true, "data": positions})
}

// positions asks the ephemeris. What it answers instead is returned as it is:
// the renderer knows that another service's error is not ours to pass on,
// unless its code says so (contract §4, rule 2).
func (c *charts) positions(ctx context.Context, day string) (map[string]float64, error) {
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.ephemeris+"/v1/positions/"+url.PathEscape(day), nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, noAnswer(ctx, err)
	}
	defer res.Body.Close()
	if err := client.Check(res, c.catalog); err != nil {
		return nil, fmt.Errorf("ask for the positions of %q: %w", day, err)
	}
	var positions map[string]float64
	if err := json.NewDecoder(res.Body).Decode(&positions); err != nil {
		return nil, noAnswer(ctx, err)
	}
	return positions, nil
}

// noAnswer is the error for a request that got no whole response. The renderer
// answers for a deadline and for a client that left. Of any other failure of
// the network it cannot know that it is not our own.
func noAnswer(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return apierr.NewUpstreamError().WithCause(err)
}
