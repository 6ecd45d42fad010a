package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/examples/upstream/charterr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A way is how the ephemeris can answer.
type way struct {
	name  string // in place of the day
	what  string
	serve middleware.HandlerFunc
}

// ways returns how the service behind ours fails, in its own words or in those
// of a proxy before it.
func ways() []way {
	return []way{
		{"today", "positions", answers(200, "application/json", `{"moon":123.4}`)},
		{"not-found", "an error of a code that must not pass", fails(apierr.NewCityNotFound())},
		{"limited", "a limit, with a wait that is between the two services", fails(apierr.NewBurstLimitExceeded().WithRetryAfter(37 * time.Second))},
		{"busy", "an error that may pass, with message, details and a wait", fails(charterr.NewEphemerisBusy(
			charterr.EphemerisBusyParams{Running: 12, Node: "eph-3.internal"},
			charterr.EphemerisBusyDetail{Body: "moon", Waiting: 4},
		).WithRetryAfter(25 * time.Second))},
		{"html", "a proxy's page", answers(502, "text/html", "<html><h1>502 Bad Gateway</h1>eph-3.internal</html>")},
		{"empty", "nothing", answers(503, "text/plain", "")},
		{"cut", "half of an envelope", cut},
		{"wrong-types", "an object that looks like an envelope", answers(404, "application/json", `{"success":"false","error":["city_not_found"],"message":7,"details":"eph-3.internal"}`)},
		{"problem", "problem details of somebody else", answers(403, "application/problem+json", `{"type":"about:blank","title":"Forbidden","status":403,"detail":"eph-3.internal refuses"}`)},
		{"oauth", "an error of OAuth 2.0", answers(401, "application/json", `{"error":"invalid_client","error_description":"eph-3.internal does not know us"}`)},
		{"slow", "nothing, for a long time", slow},
		{"closed", "nothing: it closes the connection", closed},
	}
}

// ephemeris is the service behind ours.
func ephemeris(r *render.Renderer) http.Handler {
	mw := middleware.New(r)
	mux := http.NewServeMux()
	for _, w := range ways() {
		mux.Handle("GET /v1/positions/"+w.name, mw.Handler(w.serve))
	}
	return mw.Wrap(mux)
}

func fails(err error) middleware.HandlerFunc {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

func answers(status int, contentType, body string) middleware.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, err := io.WriteString(w, body)
		return err
	}
}

// cut promises more than it sends.
func cut(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", "300")
	w.WriteHeader(404)
	fmt.Fprint(w, `{"success":false,"error":"city_not_found","message":"The pl`)
	return nil
}

func slow(_ http.ResponseWriter, r *http.Request) error {
	<-r.Context().Done()
	return r.Context().Err()
}

func closed(http.ResponseWriter, *http.Request) error { panic(http.ErrAbortHandler) }
