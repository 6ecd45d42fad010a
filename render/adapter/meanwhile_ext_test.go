package adapter_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// A handler that was given up still runs: it may begin the response while the
// failure of what is outside of it is being answered. Whoever comes first has
// the response. Options.MapError is where the answer waits for the handler here.
func TestFailWhileTheHandlerBegins(t *testing.T) {
	for _, tt := range []struct {
		name   string
		begin  func(w http.ResponseWriter)
		begun  bool
		cut    bool
		leave  bool
		status int
		body   string // its beginning
	}{
		{"nothing", func(http.ResponseWriter) {}, false, false, false, 500, `{"success":false,"error":"role_internal",`},
		{"103", func(w http.ResponseWriter) { w.WriteHeader(103) }, false, false, false, 500, `{"success":false,"error":"role_internal",`},
		{"half a success", func(w http.ResponseWriter) { _, _ = io.WriteString(w, "half") }, true, true, false, 200, "half"},
		{"half a success, LeaveBegun", func(w http.ResponseWriter) { _, _ = io.WriteString(w, "half") }, true, false, true, 200, "half"},
		{"a whole one", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "5")
			_, _ = io.WriteString(w, "whole")
		}, true, false, false, 200, "whole"},
		{"an error of its own", func(w http.ResponseWriter) { http.Error(w, "mine", http.StatusConflict) }, true, false, false, 409, "mine"},
		{"hijacked", func(w http.ResponseWriter) { _, _, _ = w.(http.Hijacker).Hijack() }, true, false, false, 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var events []render.Event
			var response http.ResponseWriter
			r := newRenderer(&render.Options{LeaveBegun: tt.leave, MapError: func(*http.Request, error) error {
				done := make(chan struct{})
				go func() {
					defer close(done)
					tt.begin(response)
				}()
				<-done
				return nil
			}}, &events)
			client := hijackable{httptest.NewRecorder()}
			cut := serve(r, client, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
				response = w
				return errors.New("too late")
			})
			body := client.Body.String()
			if cut != tt.cut || !strings.HasPrefix(body, tt.body) || tt.begun == strings.Contains(body, "success") {
				t.Errorf("cut is %v, the client got %d %q; want %v, %d %q", cut, client.Code, body, tt.cut, tt.status, tt.body)
			}
			if len(events) != 1 || events[0].Begun != tt.begun || events[0].Cut != tt.cut || events[0].Status != tt.status {
				t.Errorf("events are %+v, want one with begun %v, cut %v, status %d", events, tt.begun, tt.cut, tt.status)
			}
		})
	}
}

// Any goroutine may ask whether a response has begun. Run with -race.
func TestBegunWhileFailing(t *testing.T) {
	x, w := newRenderer(nil, nil).Engine().Begin(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for !x.Begun() {
			runtime.Gosched()
		}
	}()
	x.Fail(w, adapter.Failure{Err: fail(broken)})
	<-done
}
