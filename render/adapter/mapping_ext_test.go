package adapter_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// Options.MapError is asked after the rules for catalog errors and before those
// for all others.
func TestMapIsAskedInBetween(t *testing.T) {
	for _, tt := range []struct {
		name  string
		err   error
		asked bool
		want  catalog.Code
	}{
		{"catalog error", fail(gone), false, "pot_gone"},
		{"bare code", catalog.Code("pot_gone"), false, "pot_gone"},
		{"received", &received{"pot_gone", nil}, false, "role_upstream"},
		{"typed nil", (*failure)(nil), false, "role_internal"},
		{"large body", &http.MaxBytesError{}, true, "pot_broken"},
		{"deadline", context.DeadlineExceeded, true, "pot_broken"},
		{"framework's error", &frameworkError{404, nil}, true, "pot_broken"},
		{"router's answer", adapter.StatusError(404), true, "pot_broken"},
		{"unknown", io.EOF, true, "pot_broken"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var asked error
			r := newRenderer(&render.Options{MapError: func(_ *http.Request, err error) error { asked = err; return fail(broken) }}, nil)
			d := r.Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: tt.err, Status: frameworkStatus})
			if (asked != nil) != tt.asked || tt.asked && asked != tt.err {
				t.Errorf("asked about %v", asked)
			}
			if d.Entry.Code() != tt.want || len(d.Problems) > 1 {
				t.Errorf("answered with %q, problems %v; want %q", d.Entry.Code(), d.Problems, tt.want)
			}
		})
	}
}

func TestMapAnswers(t *testing.T) {
	closed := errors.New("connection closed")
	for _, tt := range []struct {
		name   string
		mapped error
		want   catalog.Code
	}{
		{"a catalog error", fail(broken), "pot_broken"},
		{"a wrapped one", fmt.Errorf("map: %w", fail(broken).because(closed)), "pot_broken"},
		{"a code", catalog.Code("pot_broken"), "pot_broken"},
		{"a code of no catalog", catalog.Code("no_such_code"), "role_internal"},
		{"a received error", &received{"pot_broken", nil}, "role_upstream"},
		{"a typed nil", (*failure)(nil), "role_internal"},
		{"nil: it declines", nil, "role_route_not_found"},
		{"the same error", &frameworkError{404, nil}, "role_route_not_found"},
		{"nonsense", closed, "role_route_not_found"},
		{"a timeout", context.DeadlineExceeded, "role_route_not_found"}, // only catalog errors count
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRenderer(&render.Options{MapError: func(*http.Request, error) error { return tt.mapped }}, nil)
			d := r.Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: &frameworkError{404, nil}, Status: frameworkStatus})
			if d.Entry.Code() != tt.want {
				t.Errorf("answered with %q, want %q", d.Entry.Code(), tt.want)
			}
		})
	}
}

func TestMapThatPanics(t *testing.T) {
	r := newRenderer(&render.Options{MapError: func(*http.Request, error) error { panic("secret") }}, nil)
	d := r.Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: context.DeadlineExceeded})
	if d.Entry.Code() != "role_timeout" {
		t.Errorf("answered with %q, want the answer without a map", d.Entry.Code())
	}
	if want := "[map an error of type context.deadlineExceededError: Options.MapError panicked]"; fmt.Sprint(d.Problems) != want {
		t.Errorf("problems are %v, want %s", d.Problems, want)
	}
}

func TestMapSeesTheRequest(t *testing.T) {
	r := newRenderer(&render.Options{MapError: func(req *http.Request, err error) error {
		if req.URL.Path == "/pots" && render.RequestID(req.Context()) == mintedID {
			return fail(gone)
		}
		return nil
	}}, nil)
	for path, want := range map[string]int{"/pots": 404, "/kettles": 500} {
		w := httptest.NewRecorder()
		serve(r, w, httptest.NewRequest("GET", path, nil), func(http.ResponseWriter, *http.Request) error { return io.EOF })
		if w.Code != want {
			t.Errorf("%s: status %d, want %d", path, w.Code, want)
		}
	}
}

// own is a catalog error that somebody has written by hand, badly.
type own struct {
	entry   *catalog.Entry
	message string
	wait    time.Duration
}

func (e own) Error() string             { return "own" }
func (e own) Entry() *catalog.Entry     { return e.entry }
func (e own) Message() string           { return e.message }
func (e own) Details() catalog.Details  { return catalog.Details{} }
func (e own) RetryAfter() time.Duration { return e.wait }

func TestDecideDistrustsOtherImplementations(t *testing.T) {
	for _, tt := range []struct {
		name    string
		err     own
		code    catalog.Code
		message string
		wait    time.Duration
	}{
		{"good", own{busy, "Wait.", time.Second}, "kettle_busy", "Wait.", time.Second},
		{"fraction of a second", own{busy, "Wait.", time.Millisecond}, "kettle_busy", "Wait.", time.Second},
		{"more than seconds", own{busy, "Wait.", 1500 * time.Millisecond}, "kettle_busy", "Wait.", 2 * time.Second},
		{"more than a day", own{busy, "Wait.", 48 * time.Hour}, "kettle_busy", "Wait.", 24 * time.Hour},
		{"negative", own{busy, "Wait.", -time.Second}, "kettle_busy", "Wait.", 0},
		{"where waiting does not help", own{broken, "Broken.", time.Second}, "pot_broken", "Broken.", 0},
		{"control characters", own{broken, "a\x00\u202eb\xff", 0}, "pot_broken", "a\uFFFD\uFFFDb\uFFFD", 0},
		{"endless", own{broken, strings.Repeat("x", 1e6), 0}, "pot_broken", strings.Repeat("x", 198) + "…", 0},
		{"concealed", own{gone, "Somebody else's.", time.Second}, "pot_gone", "Message of pot_gone.", 0},
		{"success", own{entry("well_done", 200, nil), "Done.", 0}, "role_internal", "Message of role_internal.", 0},
		{"no status", own{entry("no_status", 0, nil), "Done.", 0}, "role_internal", "Message of role_internal.", 0},
		{"no such status", own{entry("big_status", 1000, nil), "Done.", 0}, "role_internal", "Message of role_internal.", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: tt.err})
			if d.Entry.Code() != tt.code || d.Message != tt.message || d.RetryAfter != tt.wait {
				t.Errorf("answered with %q, %q, %v; want %q, %q, %v", d.Entry.Code(), d.Message, d.RetryAfter, tt.code, tt.message, tt.wait)
			}
		})
	}
}

func TestDecideTakesWhatTheErrorCarries(t *testing.T) {
	d := newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: fmt.Errorf("order: %w", fail(invalid).details(`{"a":1}`, "", `{"b":2}`))})
	if text, _ := d.Details.MarshalJSON(); string(text) != `[{"a":1},{"b":2}]` {
		t.Errorf("details are %s", text)
	}
	if got, want := fmt.Sprint(d.Problems), "[encode item 1 of details: no form]"; got != want {
		t.Errorf("problems are %s, want %s", got, want)
	}
	d = newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: fail(tooHot).with(given("99 °C"))})
	if d.Message != "99 °C is too hot." {
		t.Errorf("the message is %q", d.Message)
	}
	d = newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: catalog.Code("too_hot")})
	if d.Message != "Title of too_hot" {
		t.Errorf("the message of a bare code with parameters is %q, want its title", d.Message)
	}
	d = newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: catalog.Code("kettle_busy")})
	if d.RetryAfter != time.Minute {
		t.Errorf("the wait of a bare code is %v, want that of its entry", d.RetryAfter)
	}
	d = newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: fail(busy).after(5 * time.Second)})
	if d.RetryAfter != 5*time.Second {
		t.Errorf("the wait is %v", d.RetryAfter)
	}
}

func TestDecideReportsUnknownCodes(t *testing.T) {
	d := newRenderer(nil, nil).Engine().Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: catalog.Code("no_such_code")})
	if want := `[look up code "no_such_code": not in the renderer's catalog; merge the catalog it belongs to (catalog.Merge)]`; fmt.Sprint(d.Problems) != want {
		t.Errorf("problems are %v, want %s", d.Problems, want)
	}
}
