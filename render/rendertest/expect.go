package rendertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
)

// errPlain is an error of no catalog.
var errPlain = errors.New("no route to host db-7.internal")

// fails returns a handler that returns err, and nothing else.
func fails(err error) func(http.ResponseWriter, *http.Request) error {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

// begins returns a handler that begins a response and then returns an error.
func begins(begin func(w http.ResponseWriter, r *http.Request)) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		begin(w, r)
		return errPlain
	}
}

// An expected envelope. The zero values of its members are those of a bare
// error of the code.
type expected struct {
	code    catalog.Code
	message string   // "" for the entry's
	details []string // each a JSON object
	retry   int      // 0 for null
}

// envelope checks that a reply is exactly the envelope that is expected: the
// body to the byte, by encoding/json, and the headers of the contract.
func (t *trial) envelope(r *reply, want expected) {
	if r.err != nil {
		t.errorf("the response was cut (%v); want the envelope of %q", r.err, want.code)
		return
	}
	for _, f := range faults(r.Response, r.body, want.code) {
		t.errorf("%s", f)
	}
	entry := t.entry(want.code)
	if r.StatusCode != entry.Status() {
		t.errorf("status %d, want %d of %q", r.StatusCode, entry.Status(), want.code)
	}
	if got := r.Header.Get("Www-Authenticate"); entry.Challenge() != "" && got != entry.Challenge() {
		t.errorf("header WWW-Authenticate is %q, want %q", got, entry.Challenge())
	}
	if r.Request != nil && r.Request.Method == http.MethodHead {
		return
	}
	got, err := plain(r.Header, r.body)
	if err != nil {
		t.errorf("%v", err)
		return
	}
	if body := t.body(r, entry, want); !bytes.Equal(unescaped(got), unescaped(body)) {
		t.errorf("the body differs:\n got %s\nwant %s", cut(got), cut(body))
	}
}

// body is what encoding/json writes for the expected envelope.
func (t *trial) body(r *reply, entry *catalog.Entry, want expected) []byte {
	if want.message == "" {
		want.message = entry.Message()
	}
	e := struct {
		Success    bool              `json:"success"`
		Error      string            `json:"error"`
		Message    string            `json:"message"`
		Details    []json.RawMessage `json:"details"`
		RetryAfter *int              `json:"retry_after"`
		DocURL     string            `json:"doc_url"`
		RequestID  string            `json:"request_id"`
		Timestamp  string            `json:"timestamp"`
	}{
		Error: string(want.code), Message: want.message, Details: []json.RawMessage{}, DocURL: entry.DocURL(),
		RequestID: r.Header.Get(render.HeaderRequestID), Timestamp: stamp,
	}
	for _, d := range want.details {
		e.Details = append(e.Details, json.RawMessage(d))
	}
	if want.retry != 0 {
		e.RetryAfter = &want.retry
	}
	body, err := json.Marshal(e)
	if err != nil {
		t.fatalf("write the expected envelope: %v", err)
	}
	return body
}

// code checks that a reply is the envelope of a bare error of a code.
func (t *trial) code(r *reply, code catalog.Code) {
	entry := t.entry(code)
	want := expected{code: code, retry: int(entry.RetryAfter().Seconds())}
	if code == codeRetry {
		want.message = "Try again in " + strconv.Itoa(want.retry) + " seconds."
	}
	if code == codeParams {
		want.message = entry.Title() // a value is missing
	}
	t.envelope(r, want)
}

// answered serves a handler and checks that it is answered with a code.
func (t *trial) answered(code catalog.Code, serve func(http.ResponseWriter, *http.Request) error) render.Event {
	t.seen()
	t.code(t.serve(setup{serve: serve}).get(), code)
	return t.oneEvent()
}

// cut checks that a client cannot take a reply for a whole one, and that the
// observer was told.
func (t *trial) cut(r *reply) {
	if r.whole() {
		t.errorf("the client got a whole response with status %d and body %q; the connection must be cut", r.StatusCode, cut(r.body))
	}
	events := t.seen()
	if len(events) != 1 {
		t.errorf("the observer was told of %d failures, want 1", len(events))
		return
	}
	if e := events[0]; !e.Begun || !e.Cut {
		t.errorf("the observer was told begun=%t cut=%t, want both", e.Begun, e.Cut)
	}
}

// alone checks that a reply is what the handler had begun, that nothing was
// added to it, and that the observer was told of the failure all the same.
func (t *trial) alone(r *reply, status int, body string) {
	if r.err != nil {
		t.errorf("the response was cut (%v); it was complete, so it must be left alone", r.err)
		return
	}
	if r.StatusCode != status || string(r.body) != body {
		t.errorf("the client got status %d and body %q, want %d and %q as the handler had it", r.StatusCode, cut(r.body), status, body)
	}
	events := t.seen()
	if len(events) != 1 || !events[0].Begun || events[0].Cut {
		t.errorf("the observer was told of %d failures, want 1 marked as begun and not cut", len(events))
	}
}
