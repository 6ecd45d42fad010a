package main

import (
	"context"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/requestid"
)

// envelope is the contract's body as somebody without errcat would write it.
// The peers that can send it do.
type envelope struct {
	Success    bool   `json:"success"`
	Code       string `json:"error"`
	Message    string `json:"message"`
	Details    []item `json:"details"`
	RetryAfter *int   `json:"retry_after"`
	DocURL     string `json:"doc_url"`
	RequestID  string `json:"request_id"`
	Timestamp  string `json:"timestamp"`
}

// An item is one of validation_error's details.
type item struct {
	Loc   []any  `json:"loc"`
	Msg   string `json:"msg"`
	Type  string `json:"type"`
	Input any    `json:"input,omitempty"`
}

// The texts of the error that all peers render.
var (
	code    = apierr.CodeKeyNotFound
	message = apierr.NewKeyNotFound().Message()
	docURL  = apierr.NewKeyNotFound().Entry().DocURL()
)

// newEnvelope fills an envelope in: what is fixed, an ID and the time.
func newEnvelope(id string, now time.Time, details []item) *envelope {
	return &envelope{
		Code: string(code), Message: message, Details: details,
		DocURL: docURL, RequestID: id, Timestamp: now.UTC().Format(time.RFC3339),
	}
}

// noDetails is encoded as "[]" and costs nothing.
var noDetails = []item{}

// newMint returns the source of request IDs that everybody uses.
func newMint() func() string { return requestid.New }

// requestID is what a handler without errcat does to have an ID: it mints one
// of the same kind, sets the header, and puts it into the context.
func requestID(next http.Handler) http.Handler {
	mint := newMint()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := mint()
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), idKey{}, id)))
	})
}

type idKey struct{}

func idOf(ctx context.Context) string {
	id, _ := ctx.Value(idKey{}).(string)
	return id
}

// items returns n items, for the general libraries and for errcat.
func items(n int) ([]item, []apierr.ValidationErrorDetail) {
	general, own := make([]item, n), make([]apierr.ValidationErrorDetail, n)
	for i := range n {
		lat := -91.5 - float64(i)
		general[i] = item{[]any{"body", "births", i, "lat"}, "Input should be greater than or equal to -90", "greater_than_equal", lat}
		own[i] = apierr.ValidationErrorDetail{Loc: catalog.Path{"body", "births", i, "lat"}, Msg: general[i].Msg, Type: general[i].Type, Input: lat}
	}
	return general, own
}
