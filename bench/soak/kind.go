package main

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/bench/internal/service"
	"github.com/asterwise/errcat/bench/internal/verify"
	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// A kind is a sort of request and what it must get.
type kind struct {
	name, method, path string
	weight             int
	outcome            outcome
	code               catalog.Code
	adjust             func(*request, *verify.Want, *rand.Rand)
}

// An outcome is how a request ends.
type outcome int

const (
	fails    outcome = iota // an envelope
	succeeds                // 200
	cuts                    // the connection is cut after the stream's chunks
	aborts                  // it is cut before anything was sent
)

func kinds() []kind {
	return []kind{
		{"ok", "GET", "/ok", 12, succeeds, "", nil},
		{"typed", "GET", "/typed", 12, fails, apierr.CodeKeyNotFound, nil},
		{"challenge", "GET", "/challenge", 4, fails, apierr.CodeAPIKeyMissing, nil},
		{"retry", "GET", "/retry", 6, fails, apierr.CodeBurstLimitExceeded, wait},
		{"params", "GET", "/params", 4, fails, apierr.CodeDateOutOfSupportedRange, message},
		{"details", "GET", "/details", 12, fails, apierr.CodeValidationError, details},
		{"wrapped", "GET", "/wrapped", 6, fails, apierr.CodeKeyNotFound, nil},
		{"foreign", "GET", "/foreign", 6, fails, apierr.CodeInternalError, nil},
		{"panic", "GET", "/panic", 6, fails, apierr.CodeInternalError, nil},
		{"panic-error", "GET", "/panic-error", 3, fails, apierr.CodeInternalError, nil},
		{"hints", "GET", "/hints", 3, fails, apierr.CodePlanNotFound, nil},
		{"no-route", "GET", "/none/", 6, fails, apierr.CodeResourceNotFound, noRoute},
		{"wrong-method", "DELETE", "/typed", 4, fails, apierr.CodeMethodNotAllowed, allow},
		{"head", "HEAD", "/typed", 4, fails, apierr.CodeKeyNotFound, headOnly},
		{"head-details", "HEAD", "/details", 4, fails, apierr.CodeValidationError, headDetails},
		{"read", "POST", "/read", 4, succeeds, "", body},
		{"too-large", "POST", "/read", 3, fails, apierr.CodePayloadTooLarge, tooLarge},
		{"stream", "GET", "/stream", 3, succeeds, "", nil},
		{"stream-error", "GET", "/stream-error", 3, cuts, "", nil},
		{"stream-panic", "GET", "/stream-panic", 3, cuts, "", nil},
		{"abort", "GET", "/abort", 2, aborts, "", nil},
	}
}

func wait(_ *request, w *verify.Want, _ *rand.Rand)     { w.RetryAfter = service.Retry }
func message(_ *request, w *verify.Want, _ *rand.Rand)  { w.Message = service.ParamsMessage }
func allow(_ *request, w *verify.Want, _ *rand.Rand)    { w.Allow = true }
func headOnly(_ *request, w *verify.Want, _ *rand.Rand) { w.Head = true }

// noRoute asks for a path that is a marker itself: it must not come back.
func noRoute(q *request, _ *verify.Want, r *rand.Rand) { q.path += verify.Secret(r) }

func details(q *request, w *verify.Want, r *rand.Rand) {
	n := 1 + r.IntN(30)
	q.query.Set("n", strconv.Itoa(n))
	w.Details = service.Details(n, q.marker)
}

func headDetails(q *request, w *verify.Want, r *rand.Rand) {
	details(q, w, r)
	w.Head = true
}

func body(q *request, _ *verify.Want, _ *rand.Rand) { q.body = `{"Marker":"` + q.marker + `"}` }

func tooLarge(q *request, _ *verify.Want, r *rand.Rand) {
	q.body = `{"Marker":"` + strings.Repeat(verify.Secret(r), service.MaxRead/16) + `"}`
}

// draw picks a kind by weight.
func draw(all []kind, r *rand.Rand) kind {
	total := 0
	for _, k := range all {
		total += k.weight
	}
	n := r.IntN(total)
	for _, k := range all {
		if n -= k.weight; n < 0 {
			return k
		}
	}
	return all[0]
}

// okBody returns the body of a success.
func okBody(k kind, marker string) string {
	if k.path != "/stream" && k.outcome == succeeds {
		return service.OK(marker)
	}
	var b strings.Builder
	for i := range service.Chunks {
		b.WriteString(service.Chunk(marker, i))
	}
	return b.String()
}
