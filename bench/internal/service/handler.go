package service

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

type route struct {
	method, path string
	handle       func(w http.ResponseWriter, r *http.Request) error
}

func routes() []route {
	return []route{
		{"GET", "/ok", ok},
		{"GET", "/typed", typed},
		{"GET", "/challenge", challenge},
		{"GET", "/retry", retry},
		{"GET", "/params", params},
		{"GET", "/details", details},
		{"GET", "/wrapped", wrapped},
		{"GET", "/foreign", foreign},
		{"GET", "/panic", panics},
		{"GET", "/panic-error", panicsWithError},
		{"GET", "/abort", abort},
		{"GET", "/hints", hints},
		{"GET", "/stream", stream},
		{"GET", "/stream-error", streamError},
		{"GET", "/stream-panic", streamPanic},
		{"GET", "/wait", wait},
		{"POST", "/read", read},
	}
}

// Retry is the wait of /retry as the envelope has it: 37.2 s, rounded up.
const Retry = 38

func marker(r *http.Request) string { return r.URL.Query().Get("m") }
func secret(r *http.Request) string { return r.Header.Get("X-Secret") }

// OK returns the body of /ok for a marker.
func OK(marker string) string { return `{"success":true,"marker":"` + marker + `"}` }

func ok(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("ETag", `"`+marker(r)+`"`)
	_, err := io.WriteString(w, OK(marker(r)))
	return err
}

// unreached sets what a handler sets for a success that it then does not
// reach.
func unreached(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/csv")
	h.Set("Content-Length", "5")
	h.Set("ETag", `"`+secret(r)+`"`)
	h.Set("Cache-Control", "public, max-age=60")
	h.Set("Content-Disposition", "attachment; filename="+secret(r))
}

func typed(w http.ResponseWriter, r *http.Request) error {
	unreached(w, r)
	w.Header().Set("X-Owner", secret(r)) // key_not_found is concealed: this goes too
	return apierr.NewKeyNotFound().WithCause(errors.New(secret(r)))
}

func challenge(w http.ResponseWriter, r *http.Request) error {
	return apierr.NewAPIKeyMissing().WithCause(errors.New(secret(r)))
}

func retry(w http.ResponseWriter, r *http.Request) error {
	unreached(w, r)
	return apierr.NewBurstLimitExceeded().WithRetryAfter(37*time.Second + 200*time.Millisecond)
}

// ParamsMessage is the message of /params.
const ParamsMessage = "Date is outside the supported range 1800-01-01 to 2099-12-31."

func params(w http.ResponseWriter, r *http.Request) error {
	return apierr.NewDateOutOfSupportedRange(apierr.DateOutOfSupportedRangeParams{
		From:  catalog.Date{Year: 1800, Month: time.January, Day: 1},
		To:    catalog.Date{Year: 2099, Month: time.December, Day: 31},
		Given: secret(r),
	}).WithCause(errors.New(secret(r)))
}

// Details returns the n items of /details as clients see them.
func Details(n int, marker string) []json.RawMessage {
	items := make([]json.RawMessage, n)
	for i := range items {
		items[i] = fmt.Appendf(nil, `{"loc":["body","births",%d,"lat"],"msg":"no \u003c%s\u003e here","type":"less_than_equal","input":%q}`, i, marker, marker)
		if i%4 == 3 {
			items[i] = fmt.Appendf(nil, `{"loc":["body","births",%d,"lat"],"msg":"no \u003c%s\u003e here","type":"less_than_equal"}`, i, marker)
		}
	}
	return items
}

func details(w http.ResponseWriter, r *http.Request) error {
	unreached(w, r)
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil {
		return err
	}
	items := make([]apierr.ValidationErrorDetail, n)
	for i := range items {
		items[i] = apierr.ValidationErrorDetail{
			Loc:   catalog.Path{"body", "births", i, "lat"},
			Msg:   "no <" + marker(r) + "> here",
			Type:  "less_than_equal",
			Input: marker(r),
		}
		if i%4 == 3 {
			items[i].Input, items[i].Redacted = secret(r), true
		}
	}
	return apierr.NewValidationError(items...)
}

func wrapped(w http.ResponseWriter, r *http.Request) error {
	err := error(apierr.NewKeyNotFound().WithCause(errors.New(secret(r))))
	for range 20 {
		err = fmt.Errorf("%s: %w", secret(r), errors.Join(nil, err, errors.New(secret(r))))
	}
	return err
}

func foreign(w http.ResponseWriter, r *http.Request) error {
	unreached(w, r)
	return errors.New("connect to " + secret(r))
}

func panics(w http.ResponseWriter, r *http.Request) error {
	unreached(w, r)
	panic("state of " + secret(r))
}

func panicsWithError(w http.ResponseWriter, r *http.Request) error {
	panic(apierr.NewKeyNotFound().WithCause(errors.New(secret(r)))) // a panic is an internal error all the same
}

func abort(http.ResponseWriter, *http.Request) error {
	panic(fmt.Errorf("give up: %w", http.ErrAbortHandler))
}

func hints(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Link", "</style.css>; rel=preload")
	w.WriteHeader(http.StatusEarlyHints)
	w.Header().Del("Link")
	return apierr.NewPlanNotFound()
}

// Chunks is how many chunks of a stream are sent, each flushed.
const Chunks = 4

// Chunk returns one of them.
func Chunk(marker string, i int) string { return fmt.Sprintf("data: %s %d\n\n", marker, i) }

func stream(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "text/event-stream")
	for i := range Chunks {
		if _, err := io.WriteString(w, Chunk(marker(r), i)); err != nil {
			return err
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			return err
		}
	}
	return nil
}

func streamError(w http.ResponseWriter, r *http.Request) error {
	if err := stream(w, r); err != nil {
		return err
	}
	return apierr.NewUpstreamError().WithCause(errors.New(secret(r)))
}

func streamPanic(w http.ResponseWriter, r *http.Request) error {
	if err := stream(w, r); err != nil {
		return err
	}
	panic(secret(r))
}

// wait blocks until the client has gone. It says that it has begun by a 103
// response.
func wait(w http.ResponseWriter, r *http.Request) error {
	w.WriteHeader(http.StatusEarlyHints)
	<-r.Context().Done()
	return fmt.Errorf("wait for %s: %w", secret(r), r.Context().Err())
}

// MaxRead is the longest body that /read takes.
const MaxRead = 4 << 10

func read(w http.ResponseWriter, r *http.Request) error {
	var v struct{ Marker string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, MaxRead)).Decode(&v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, err := io.WriteString(w, OK(v.Marker))
	return err
}
