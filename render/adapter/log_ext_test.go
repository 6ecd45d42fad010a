package adapter_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
)

// logger writes to out as slog's text handler does, without the time.
func logger(out io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{
		Level: level,
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))
}

func TestLog(t *testing.T) {
	reset := errors.New("connection reset")
	loop := &endless{}
	loop.next = loop
	shared := error(io.EOF)
	for range 64 {
		shared = errors.Join(shared, shared) // its text has 2^64 lines
	}
	fails := func(err error) func(http.ResponseWriter, *http.Request) error {
		return func(http.ResponseWriter, *http.Request) error { return err }
	}
	for _, tt := range []struct {
		name    string
		handler func(http.ResponseWriter, *http.Request) error
		want    string
	}{
		{
			"4xx at the level of the entry",
			fails(fail(broken)),
			`level=INFO msg=pot_broken error.type=pot_broken request_id=ID http.response.status_code=409 http.request.method=POST url.path=/pots duration=0s`,
		},
		{
			"which may be another",
			fails(fail(warned).because(reset)),
			`level=WARN msg=pot_warned error.type=pot_warned request_id=ID http.response.status_code=410 http.request.method=POST url.path=/pots duration=0s cause="connection reset"`,
		},
		{
			"5xx at the error level",
			fails(fmt.Errorf("query: %w", reset)),
			`level=ERROR msg=role_internal error.type=role_internal request_id=ID http.response.status_code=500 http.request.method=POST url.path=/pots duration=0s cause="query: connection reset"`,
		},
		{
			"hidden parameters",
			fails(fail(tooHot).with(given("99"))),
			`level=INFO msg=too_hot error.type=too_hot request_id=ID http.response.status_code=422 http.request.method=POST url.path=/pots duration=0s params.given=99`,
		},
		{
			"hidden parameters of a wrapped error",
			fails(fmt.Errorf("brew: %w", fail(tooHot).with(given("99")))),
			`level=INFO msg=too_hot error.type=too_hot request_id=ID http.response.status_code=422 http.request.method=POST url.path=/pots duration=0s params.given=99 cause="brew: too_hot: 99 is too hot."`,
		},
		{
			"wait",
			fails(fail(busy)),
			`level=INFO msg=kettle_busy error.type=kettle_busy request_id=ID http.response.status_code=429 http.request.method=POST url.path=/pots duration=0s`,
		},
		{
			"problems",
			fails(fail(invalid).details(`{}`, "")),
			`level=INFO msg=order_invalid error.type=order_invalid request_id=ID http.response.status_code=422 http.request.method=POST url.path=/pots duration=0s problems="encode item 1 of details: no form"`,
		},
		{
			"panic",
			func(http.ResponseWriter, *http.Request) error { panic("boom") },
			`level=ERROR msg=role_internal error.type=role_internal request_id=ID http.response.status_code=500 http.request.method=POST url.path=/pots duration=0s cause="panic: boom" exception.type=string exception.stacktrace=STACK`,
		},
		{
			"begun and cut",
			func(w http.ResponseWriter, _ *http.Request) error { w.WriteHeader(200); return fail(broken) },
			`level=ERROR msg=pot_broken error.type=pot_broken request_id=ID http.response.status_code=200 http.request.method=POST url.path=/pots duration=0s begun=true cut=true`,
		},
		{
			"begun and left",
			func(w http.ResponseWriter, _ *http.Request) error { w.WriteHeader(204); return fail(broken) },
			`level=INFO msg=pot_broken error.type=pot_broken request_id=ID http.response.status_code=204 http.request.method=POST url.path=/pots duration=0s begun=true`,
		},
		{
			"a text that has no end",
			fails(loop),
			`level=ERROR msg=role_internal error.type=role_internal request_id=ID http.response.status_code=500 http.request.method=POST url.path=/pots duration=0s cause="(*adapter_test.endless: a tree of over 1024 errors)"`,
		},
		{
			"a text that fits nowhere",
			fails(fail(broken).because(shared)),
			`level=INFO msg=pot_broken error.type=pot_broken request_id=ID http.response.status_code=409 http.request.method=POST url.path=/pots duration=0s cause="(*errors.joinError: a tree of over 1024 errors)"`,
		},
		{
			"a panic with such a text",
			func(http.ResponseWriter, *http.Request) error { panic(loop) },
			`level=ERROR msg=role_internal error.type=role_internal request_id=ID http.response.status_code=500 http.request.method=POST url.path=/pots duration=0s cause="panic: (*adapter_test.endless: a tree of over 1024 errors)" exception.type=*adapter_test.endless exception.stacktrace=STACK`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			r := newRenderer(&render.Options{Observer: render.Log(logger(&out, slog.LevelDebug))}, nil)
			serve(r, httptest.NewRecorder(), httptest.NewRequest("POST", "/pots?secret=1", nil), tt.handler)
			got := regexp.MustCompile(`stacktrace=".*"`).ReplaceAllString(out.String(), "stacktrace=STACK")
			if want := strings.ReplaceAll(tt.want, "=ID ", "="+mintedID+" ") + "\n"; got != want {
				t.Errorf("logged\n%s, want one record\n%s", got, want)
			}
		})
	}
}

// endless is an error whose text is that of the next one, and so on.
type endless struct{ next error }

func (e *endless) Error() string { return "x" + e.next.Error() }
func (e *endless) Unwrap() error { return e.next }

// A logger that does not want the record is not given one.
func TestLogLevel(t *testing.T) {
	var out bytes.Buffer
	r := newRenderer(&render.Options{Observer: render.Log(logger(&out, slog.LevelWarn))}, nil)
	answer(t, r, fail(broken))
	if out.Len() != 0 {
		t.Errorf("logged %s", out.String())
	}
	answer(t, r, fail(warned))
	if out.Len() == 0 {
		t.Error("logged nothing")
	}
}

// A nil logger is the default one at the time of the record, not of the call.
func TestLogDefault(t *testing.T) {
	var out bytes.Buffer
	observer := render.Log(nil)
	old := slog.Default()
	slog.SetDefault(logger(&out, slog.LevelInfo))
	defer slog.SetDefault(old)
	answer(t, newRenderer(&render.Options{Observer: observer}, nil), fail(broken))
	if !strings.Contains(out.String(), "msg=pot_broken") {
		t.Errorf("logged %q", out.String())
	}
}

// What an error says when it is logged cannot change the response.
func TestLogOfHostileErrors(t *testing.T) {
	for _, err := range []error{&hostile{}, panicsOnIs{io.EOF}, fail(broken).because(&hostile{}), (*failure)(nil), boxError{[]int{1}}} {
		var out bytes.Buffer
		w := answer(t, newRenderer(&render.Options{Observer: render.Log(logger(&out, slog.LevelDebug))}, nil), err)
		if w.Code < 400 || !strings.HasPrefix(w.Body.String(), `{"success":false,`) {
			t.Errorf("%T: status %d, body %s", err, w.Code, w.Body)
		}
		if n := strings.Count(out.String(), "\n"); n != 1 {
			t.Errorf("%T: %d records:\n%s", err, n, out.String())
		}
	}
}

func TestObservers(t *testing.T) {
	type key struct{}
	var calls []string
	note := func(name string) render.Observer {
		return func(ctx context.Context, e render.Event) {
			calls = append(calls, fmt.Sprint(name, " ", e.Entry.Code(), " ", ctx.Value(key{}), " ", render.RequestID(ctx)))
		}
	}
	bad := func(context.Context, render.Event) { calls = append(calls, "bad"); panic("secret") }
	r := newRenderer(&render.Options{Observer: render.Observers(note("first"), bad, nil, note("last"))}, nil)
	req := httptest.NewRequestWithContext(context.WithValue(context.Background(), key{}, "value"), "GET", "/", nil)
	w := httptest.NewRecorder()
	serve(r, w, req, func(http.ResponseWriter, *http.Request) error { return fail(broken) })

	want := fmt.Sprintf("[first pot_broken value %s bad last pot_broken value %[1]s]", mintedID)
	if got := fmt.Sprint(calls); got != want {
		t.Errorf("calls are %s, want %s", got, want)
	}
	if w.Code != 409 {
		t.Errorf("status %d", w.Code)
	}
	render.Observers()(context.Background(), render.Event{}) // none is fine
}

// The observer hears of a failure when the response is written.
func TestEvent(t *testing.T) {
	w := httptest.NewRecorder()
	heard := 0
	cause := errors.New("no such row")
	wrapped := fmt.Errorf("load: %w", fail(gone).because(cause))
	r := newRenderer(&render.Options{Observer: func(_ context.Context, e render.Event) {
		heard++
		if w.Body.Len() == 0 {
			t.Error("heard before the response was written")
		}
		if e.Err != wrapped || e.Entry != gone || e.Status != 404 || e.RequestID != mintedID || e.Panic != nil || e.Begun || e.Cut || len(e.Problems) != 0 {
			t.Errorf("the event is %+v", e)
		}
		if e.Request.URL.Path != "/pots/7" || e.Request.Header.Get("X-Request-Id") != mintedID {
			t.Errorf("the request is %v", e.Request)
		}
	}}, nil)
	serve(r, w, httptest.NewRequest("GET", "/pots/7", nil), func(http.ResponseWriter, *http.Request) error { return wrapped })
	if heard != 1 {
		t.Errorf("heard %d times", heard)
	}
}
