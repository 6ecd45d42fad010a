package render

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/asterwise/errcat/catalog/apierr"
)

// freshID is what every response needs, whoever encodes it.
func freshID() string { return uuid.Must(uuid.NewV7()).String() }

// detail is a detail of a validation error, without methods, for encoding/json.
type detail struct {
	Loc   []any   `json:"loc"`
	Msg   string  `json:"msg"`
	Type  string  `json:"type"`
	Input float64 `json:"input"`
}

// body is the envelope as one would write it for encoding/json.
type body struct {
	Success    bool      `json:"success"`
	Error      string    `json:"error"`
	Message    string    `json:"message"`
	Details    []detail  `json:"details"`
	RetryAfter *int      `json:"retry_after"`
	DocURL     string    `json:"doc_url"`
	RequestID  string    `json:"request_id"`
	Timestamp  time.Time `json:"timestamp"`
}

// encoders returns two functions that make the same response with n details,
// from the values that a service has: one by errcat, one by encoding/json.
func encoders(n int) (ours, theirs func() []byte) {
	r := New(apierr.Catalog(), nil)
	details := make([]apierr.ValidationErrorDetail, n)
	plain := make([]detail, n)
	for i := range n {
		path := []any{"body", "planets", i, "lat"}
		details[i] = apierr.ValidationErrorDetail{Loc: path, Msg: "Must be at least -90.", Type: "greater_than_equal", Input: -91.5}
		plain[i] = detail{path, "Must be at least -90.", "greater_than_equal", -91.5}
	}
	err := error(apierr.NewKeyNotFound())
	req := httptest.NewRequest("GET", "/", nil)
	var buffer []byte
	ours = func() []byte {
		if n > 0 {
			err = apierr.NewValidationError(details...)
		}
		d := r.Decide(req, Failure{Err: err})
		buffer, _ = appendEnvelope(buffer[:0], &d, freshID(), time.Now(), DefaultMaxDetails)
		return buffer
	}
	entry := r.Decide(req, Failure{Err: apierr.NewKeyNotFound()}).Entry
	if n > 0 {
		entry = apierr.NewValidationError().Entry()
	}
	theirs = func() []byte {
		b, err := json.Marshal(body{
			Error:     string(entry.Code()),
			Message:   entry.Message(),
			Details:   plain,
			DocURL:    entry.DocURL(),
			RequestID: freshID(),
			Timestamp: time.Now().UTC().Truncate(time.Second),
		})
		if err != nil {
			panic(err)
		}
		return b
	}
	return ours, theirs
}

// A comparison of two things is worth something only if they do the same.
func TestBenchmarkIsFair(t *testing.T) {
	mask := regexp.MustCompile(`"request_id".*`)
	for _, n := range []int{0, 5} {
		ours, theirs := encoders(n)
		if a, b := mask.ReplaceAll(ours(), nil), mask.ReplaceAll(theirs(), nil); string(a) != string(b) {
			t.Errorf("%d details:\nerrcat        %s\nencoding/json %s", n, a, b)
		}
	}
}

// BenchmarkEncode: from an error to a body with a fresh ID and the time of
// now, and how many times as long encoding/json takes for the same body in
// the same run.
func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{0, 5, 20} {
		ours, theirs := encoders(n)
		for name, f := range map[string]func() []byte{"errcat": ours, "json": theirs} {
			b.Run(fmt.Sprintf("details=%d/%s", n, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					f()
				}
			})
		}
		b.Run(fmt.Sprintf("details=%d/ratio", n), func(b *testing.B) {
			const batch = 64
			var ratios []float64
			for b.Loop() {
				start := time.Now()
				for range batch {
					ours()
				}
				between := time.Now()
				for range batch {
					theirs()
				}
				ratios = append(ratios, float64(time.Since(between))/float64(between.Sub(start)))
			}
			b.ReportMetric(0, "ns/op") // of both: says nothing
			b.ReportMetric(median(ratios), "x-json")
		})
	}
}

// BenchmarkDecide: from an error to the decision.
func BenchmarkDecide(b *testing.B) {
	r := New(apierr.Catalog(), nil)
	req := httptest.NewRequest("GET", "/", nil)
	deep := error(apierr.NewKeyNotFound())
	for range 10 {
		deep = fmt.Errorf("wrap: %w", deep)
	}
	for name, err := range map[string]error{
		"catalog":    apierr.NewKeyNotFound(),
		"bare":       apierr.CodeKeyNotFound,
		"wrapped=10": deep,
		"deadline":   context.DeadlineExceeded,
		"unknown":    http.ErrBodyNotAllowed,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Decide(req, Failure{Err: err})
			}
		})
	}
}

// median is the middle one of many ratios: robust on a busy machine.
func median(ratios []float64) float64 {
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}
