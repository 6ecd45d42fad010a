package adapter_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// frameworkError mimics a web framework's error: a status, a text, a cause.
type frameworkError struct {
	status int
	cause  error
}

func (e *frameworkError) Error() string { return fmt.Sprintf("secret text of a %d", e.status) }
func (e *frameworkError) Unwrap() error { return e.cause }

func frameworkStatus(err error) int {
	if e, ok := err.(*frameworkError); ok {
		return e.status
	}
	return 0
}

// received mimics an error that a client has decoded: another service's code,
// around the typed error, if the client knows one.
type received struct {
	code  catalog.Code
	typed error
}

func (e *received) Error() string            { return "received " + string(e.code) }
func (e *received) RemoteCode() catalog.Code { return e.code }
func (e *received) Unwrap() error            { return e.typed }

// receivedEntry is one that has an entry of our own catalog itself.
type receivedEntry struct{ *failure }

func (e receivedEntry) RemoteCode() catalog.Code { return e.Entry().Code() }

// netTimeout has no identity but an Is method, as the timeouts of package net.
type netTimeout struct{}

func (netTimeout) Error() string        { return "i/o timeout" }
func (netTimeout) Is(target error) bool { return target == context.DeadlineExceeded }

// hostile is an error that panics whatever it is asked.
type hostile struct{}

func (*hostile) Error() string                { panic("secret") }
func (*hostile) Unwrap() error                { panic("secret") }
func (*hostile) Is(error) bool                { panic("secret") }
func (*hostile) Entry() *catalog.Entry        { panic("secret") }
func (*hostile) Message() string              { panic("secret") }
func (*hostile) Details() catalog.Details     { panic("secret") }
func (*hostile) RetryAfter() time.Duration    { panic("secret") }
func (*hostile) RemoteCode() catalog.Code     { panic("secret") }
func (*hostile) AppendJSON([]byte) []byte     { panic("secret") }
func (*hostile) MarshalJSON() ([]byte, error) { panic("secret") }

// panicsOnIs panics when it is compared.
type panicsOnIs struct{ error }

func (panicsOnIs) Is(error) bool { panic("secret") }

func TestDecide(t *testing.T) {
	var (
		typedNil  *failure
		tooLarge  = &http.MaxBytesError{Limit: 10}
		closing   = errors.New("connection reset")
		framework = func(status int, cause error) error { return &frameworkError{status, cause} }
		wrap      = func(err error) error { return fmt.Errorf("handle: %w", err) }
	)
	for _, tt := range []struct {
		name string
		err  error
		want catalog.Code
	}{
		// 1. A catalog error: its entry.
		{"catalog error", fail(broken), "pot_broken"},
		{"wrapped", wrap(wrap(fail(broken))), "pot_broken"},
		{"joined", errors.Join(closing, fail(broken)), "pot_broken"},
		{"the first of two", errors.Join(wrap(fail(broken)), fail(gone)), "pot_broken"},
		{"around another", fail(broken).because(fail(gone)), "pot_broken"},
		{"bare code", catalog.Code("pot_broken"), "pot_broken"},
		{"bare code, wrapped", wrap(catalog.Code("pot_broken")), "pot_broken"},
		{"bare code of no catalog", catalog.Code("no_such_code"), "role_internal"},
		{"entry that is in no catalog", fail(entry("lone_code", 418, nil)), "lone_code"},
		{"inside of a framework's error", framework(404, fail(broken)), "pot_broken"},
		{"around a framework's error", fail(broken).because(framework(404, nil)), "pot_broken"},
		{"before a timeout", errors.Join(context.DeadlineExceeded, fail(broken)), "pot_broken"},
		{"caused by a timeout", fail(broken).because(context.DeadlineExceeded), "pot_broken"},
		{"caused by a large body", fail(broken).because(tooLarge), "pot_broken"},
		{"after a large body", errors.Join(tooLarge, fail(broken)), "pot_broken"},

		// 2. Received from another service.
		{"received", &received{"pot_broken", fail(broken)}, "role_upstream"},
		{"received, unknown code", &received{"no_such_code", nil}, "role_upstream"},
		{"received, wrapped", wrap(&received{"pot_broken", fail(broken)}), "role_upstream"},
		{"received, may pass", &received{"leaf_passing", nil}, "leaf_passing"},
		{"received, may pass, typed", &received{"leaf_passing", fail(passing)}, "leaf_passing"},
		{"received as cause of our own", fail(broken).because(&received{"leaf_passing", nil}), "pot_broken"},
		{"received before our own", errors.Join(&received{"pot_gone", nil}, fail(broken)), "role_upstream"},
		{"received, with an entry", receivedEntry{fail(broken)}, "role_upstream"},
		{"received, may pass, with an entry", receivedEntry{fail(passing)}, "leaf_passing"},
		{"received with a timeout", &received{"pot_broken", context.DeadlineExceeded}, "role_upstream"},

		// 3. Errors of the standard library.
		{"large body", tooLarge, "role_payload_too_large"},
		{"large body in a decoder's error", fmt.Errorf("decode: %w", tooLarge), "role_payload_too_large"},
		{"large body in a framework's error", framework(400, wrap(tooLarge)), "role_payload_too_large"},
		{"deadline", context.DeadlineExceeded, "role_timeout"},
		{"deadline, wrapped", wrap(context.DeadlineExceeded), "role_timeout"},
		{"deadline in a framework's error", framework(503, context.DeadlineExceeded), "role_timeout"},
		{"deadline of a file or connection", os.ErrDeadlineExceeded, "role_timeout"},
		{"network timeout that says so by Is", wrap(netTimeout{}), "role_timeout"},
		{"http.ErrHandlerTimeout", http.ErrHandlerTimeout, "role_timeout"},
		{"cancelled, but not this request", context.Canceled, "role_internal"},
		{"cancelled elsewhere, in a framework's error", framework(503, context.Canceled), "role_unavailable"},

		// 4. Errors of frameworks and routers, by status.
		{"400", framework(400, nil), "role_malformed_request"},
		{"401", framework(401, nil), "role_unauthenticated"},
		{"402", framework(402, nil), "role_malformed_request"},
		{"403", framework(403, nil), "role_forbidden"},
		{"404", framework(404, nil), "role_route_not_found"},
		{"405", framework(405, nil), "role_method_not_allowed"},
		{"413", framework(413, nil), "role_payload_too_large"},
		{"415", framework(415, nil), "role_unsupported_media_type"},
		{"418", framework(418, nil), "role_malformed_request"},
		{"422", framework(422, nil), "role_malformed_request"},
		{"429", framework(429, nil), "role_rate_limited"},
		{"499", framework(499, nil), "role_client_closed"},
		{"500", framework(500, nil), "role_internal"},
		{"501", framework(501, nil), "role_internal"},
		{"502", framework(502, nil), "role_upstream"},
		{"503", framework(503, nil), "role_unavailable"},
		{"504", framework(504, nil), "role_timeout"},
		{"0", framework(0, nil), "role_internal"},
		{"200", framework(200, nil), "role_internal"},
		{"302", framework(302, nil), "role_internal"},
		{"-1", framework(-1, nil), "role_internal"},
		{"1000", framework(1000, nil), "role_internal"},
		{"framework's error, wrapped", wrap(framework(404, closing)), "role_route_not_found"},
		{"the outer of two", framework(404, framework(400, nil)), "role_route_not_found"},
		{"413 inside of another", framework(400, wrap(framework(413, nil))), "role_payload_too_large"},
		{"router's answer", adapter.StatusError(405), "role_method_not_allowed"},
		{"router's answer, wrapped", wrap(adapter.StatusError(404)), "role_route_not_found"},
		{"router's answer that is none", adapter.StatusError(0), "role_internal"},

		// 6. Anything else.
		{"unknown", closing, "role_internal"},
		{"unknown with a cause", wrap(&json.SyntaxError{Offset: 1}), "role_internal"},
		{"nothing", nil, "role_internal"},
		{"typed nil", typedNil, "role_internal"},
		{"typed nil, wrapped", wrap(typedNil), "role_internal"},
		{"typed nil before a catalog error", errors.Join(typedNil, fail(broken)), "role_internal"},
		{"zero value", &failure{}, "role_internal"},
		{"nil entry", fail(nil), "role_internal"},
		{"empty code", catalog.Code(""), "role_internal"},
		{"hostile", &hostile{}, "role_upstream"}, // it was received, whatever it says
		{"hostile in Is", panicsOnIs{closing}, "role_internal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: tt.err, Status: frameworkStatus})
			if d.Entry.Code() != tt.want {
				t.Fatalf("answered with %q, want %q", d.Entry.Code(), tt.want)
			}
			if d.Message != "Message of "+string(tt.want)+"." {
				t.Errorf("the message is %q", d.Message)
			}
			if strings.Contains(fmt.Sprint(d.Problems), "secret") {
				t.Errorf("problems tell what an error says: %v", d.Problems)
			}
		})
	}
}

// 5. A panic is internal, whatever it was called with.
func TestDecidePanic(t *testing.T) {
	called := false
	r := newRenderer(&render.Options{MapError: func(*http.Request, error) error { called = true; return fail(broken) }}, nil)
	for _, value := range []any{"text", fail(broken), context.DeadlineExceeded, nil} {
		d := r.Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: fail(broken), Panic: &adapter.Panic{Value: value}})
		if d.Entry != internal {
			t.Errorf("a panic with %v is answered with %q", value, d.Entry.Code())
		}
	}
	if called {
		t.Error("Options.MapError was asked about a panic")
	}
}

func TestDecideClientClosed(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	stopped, stop := context.WithCancelCause(context.Background())
	stop(errors.New("the server shuts down"))
	late, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	<-late.Done()
	for _, tt := range []struct {
		name string
		ctx  context.Context
		err  error
		want catalog.Code
	}{
		{"gone", cancelled, context.Canceled, "role_client_closed"},
		{"gone, wrapped", cancelled, fmt.Errorf("query: %w", context.Canceled), "role_client_closed"},
		{"gone, in a framework's error", cancelled, &frameworkError{502, context.Canceled}, "role_client_closed"},
		{"gone, and the error says so in its own way", cancelled, io.ErrUnexpectedEOF, "role_client_closed"},
		{"gone, and a framework has no better status", cancelled, &frameworkError{500, io.ErrUnexpectedEOF}, "role_client_closed"},
		{"gone, and a framework knows why", cancelled, &frameworkError{404, nil}, "role_route_not_found"},
		{"given up by the service", stopped, context.Canceled, "role_unavailable"},
		{"given up by the service, another error", stopped, io.ErrUnexpectedEOF, "role_unavailable"},
		{"gone, with an error of ours", cancelled, fail(broken).because(context.Canceled), "pot_broken"},
		{"there", context.Background(), context.Canceled, "role_internal"},
		{"out of time, not gone", late, context.Canceled, "role_internal"},
		{"out of time", late, context.DeadlineExceeded, "role_timeout"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req := httptest.NewRequestWithContext(tt.ctx, "GET", "/", nil)
			if d := newRenderer(nil, nil).Engine().Decide(req, adapter.Failure{Err: tt.err, Status: frameworkStatus}); d.Entry.Code() != tt.want {
				t.Errorf("answered with %q, want %q", d.Entry.Code(), tt.want)
			}
		})
	}
}

// The insides of a leaf, a value that all requests share, do not count.
func TestDecideLeaf(t *testing.T) {
	shared := &frameworkError{404, fail(broken)}
	leaf := func(err error) bool { return err == shared }
	for _, err := range []error{shared, fmt.Errorf("route: %w", shared)} {
		d := newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: err, Status: frameworkStatus, Leaf: leaf})
		if d.Entry.Code() != "role_route_not_found" {
			t.Errorf("answered with %q", d.Entry.Code())
		}
	}
	shared.cause = context.DeadlineExceeded
	if d := newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: shared, Status: frameworkStatus, Leaf: leaf}); d.Entry.Code() != "role_route_not_found" {
		t.Errorf("answered with %q", d.Entry.Code())
	}
}

// A role that the catalog leaves open is played by what it binds to the role's
// status, else by malformed_request for 4xx statuses and by internal for all
// others; then a problem says so.
func TestOpenRoles(t *testing.T) {
	malformed := entry("malformed", 400, nil)
	for name, table := range map[string]*catalog.Table{
		"internal alone": newCatalog([]*catalog.Entry{internal}),
		"malformed_request": {
			Entries: []*catalog.Entry{malformed, internal},
			Roles:   []catalog.Code{catalog.RoleInternal: internal.Code(), catalog.RoleMalformedRequest: malformed.Code()},
		},
	} {
		r := render.New(table.Catalog(), nil)
		for status, client := range map[int]bool{400: true, 401: true, 403: true, 404: true, 405: true, 413: true, 415: true, 418: true, 429: true, 500: false, 501: false, 503: false, 504: false} {
			want := internal.Code()
			if client && table.Entries[0] == malformed {
				want = malformed.Code()
			}
			d := decide(r.Engine(), adapter.StatusError(status))
			if d.Entry.Code() != want {
				t.Errorf("%s: %d is answered with %q, want %q", name, status, d.Entry.Code(), want)
			}
			bound := status == d.Entry.Status()
			if said := strings.Contains(fmt.Sprint(d.Problems), fmt.Sprintf("status %d: no code of the catalog", status)); said == bound && status != 413 { // a role of its own
				t.Errorf("%s: %d is answered with %q; problems %v", name, status, d.Entry.Code(), d.Problems)
			}
		}
		if d := decide(r.Engine(), &received{}); d.Entry != internal {
			t.Errorf("%s: upstream is answered with %q", name, d.Entry.Code())
		}
	}
}

// A status never changes silently: what the catalog binds to it answers.
func TestBoundStatuses(t *testing.T) {
	table := newCatalog(roles(), broken)
	table.Statuses = []catalog.Code{404: broken.Code(), 409: broken.Code(), 410: "no_such_code"}
	e := render.New(table.Catalog(), nil).Engine()
	for status, want := range map[int]catalog.Code{404: "role_route_not_found", 409: "pot_broken", 410: "role_malformed_request", 302: "role_internal"} {
		d := decide(e, adapter.StatusError(status))
		if d.Entry.Code() != want || (len(d.Problems) == 0) != (status == 404 || status == 409) {
			t.Errorf("%d is answered with %q, want %q; problems %v", status, d.Entry.Code(), want, d.Problems)
		}
	}
	// A role that is open, but whose status is bound.
	table = newCatalog([]*catalog.Entry{internal}, broken)
	table.Statuses = []catalog.Code{502: broken.Code()}
	for _, err := range []error{adapter.StatusError(502), &received{}} {
		if d := decide(render.New(table.Catalog(), nil).Engine(), err); d.Entry != broken || len(d.Problems) != 0 {
			t.Errorf("%v is answered with %q; problems %v", err, d.Entry.Code(), d.Problems)
		}
	}
}

// A message that cannot be filled in becomes the title, and the operator hears
// of it.
func TestMessageThatFallsBack(t *testing.T) {
	e := newRenderer(nil, nil).Engine()
	for _, err := range []error{tooHot.Code(), fail(tooHot)} {
		if d := decide(e, err); d.Message != tooHot.Title() || !strings.Contains(fmt.Sprint(d.Problems), `fill in the message of "too_hot"`) {
			t.Errorf("%T: message %q, problems %v", err, d.Message, d.Problems)
		}
	}
	if d := decide(e, fail(tooHot).with(given("99"))); len(d.Problems) != 0 {
		t.Errorf("a message that is whole is a problem: %v", d.Problems)
	}
}
