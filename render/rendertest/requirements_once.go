package rendertest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/render/adapter"
)

// answerNow answers err at once, as frameworks with a method such as
// Context.Error let handlers do.
func answerNow(w http.ResponseWriter, r *http.Request, err error) {
	adapter.FromContext(r.Context()).Fail(w, adapter.Failure{Err: err})
}

// anyValue is an error that Go cannot compare with another one of its type.
type anyValue struct{ value any }

func (anyValue) Error() string { return "any value" }

func onceRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "once/answered-and-returned",
			Rule:   "An error that a handler answers and then returns, as it is or wrapped, is one response and one event.",
			Source: "contract §4 (begun by us)",
			check: func(t *trial) {
				t.answered(codePlain, func(w http.ResponseWriter, r *http.Request) error {
					err := t.err(codePlain)
					answerNow(w, r, err)
					return err
				})
				t.answered(codePlain, func(w http.ResponseWriter, r *http.Request) error {
					err := t.err(codePlain)
					answerNow(w, r, err)
					return fmt.Errorf("again: %w", err)
				})
			},
		},
		{
			Name:   "once/incomparable",
			Rule:   "That holds for errors that Go cannot compare: comparing them must not panic.",
			Source: "contract §4, §8",
			check: func(t *trial) {
				t.answered(codeInternal, func(w http.ResponseWriter, r *http.Request) error {
					answerNow(w, r, anyValue{[]int{1}})
					return anyValue{[]int{1}}
				})
			},
		},
		{
			Name:   "once/second-failure",
			Rule:   "A failure after the one that was answered changes nothing for the client, but the observer is told of it.",
			Source: "contract §4 (begun by us)",
			check: func(t *trial) {
				for name, second := range map[string]func() error{
					"returns another error": func() error { return errPlain },
					"panics":                func() error { panic("second") },
				} {
					r := t.serve(setup{serve: func(w http.ResponseWriter, r *http.Request) error {
						answerNow(w, r, t.err(codePlain))
						return second()
					}}).get()
					t.code(r, codePlain)
					if events := t.seen(); len(events) != 2 || events[0].Begun || !events[1].Begun || events[1].Cut {
						t.errorf("a handler that %s after its answer: the observer was told of %+v, want an answered failure and one that came after it", name, events)
					}
				}
			},
		},
		{
			Name:   "once/nothing-follows",
			Rule:   "What a handler writes after its error was answered does not get into the response.",
			Source: "contract §4",
			check: func(t *trial) {
				t.answered(codePlain, func(w http.ResponseWriter, r *http.Request) error {
					answerNow(w, r, t.err(codePlain))
					w.WriteHeader(http.StatusOK)
					_, _ = w.Write([]byte(`{"success":true}`))
					_ = http.NewResponseController(w).Flush()
					return nil
				})
			},
		},
		{
			Name:   "once/second-header",
			Rule:   "A second header of a handler is ignored; what the server's log says of it names the handler, not what is around it.",
			Source: "net/http (ResponseWriter)",
			check: func(t *trial) {
				var log bytes.Buffer
				s := t.serve(setup{log: &log, serve: func(w http.ResponseWriter, _ *http.Request) error {
					w.WriteHeader(http.StatusAccepted)
					w.WriteHeader(http.StatusBadRequest)
					return nil
				}})
				if r := s.get(); r.err != nil || r.StatusCode != http.StatusAccepted {
					t.errorf("the client got %+v (%v), want 202", r.Response, r.err)
				}
				for line := range strings.Lines(log.String()) {
					if !strings.Contains(line, "requirements_once.go:") {
						t.errorf("the server's log says %q", line)
					}
				}
			},
		},
		{
			Name:   "once/answered-elsewhere",
			Rule:   "An error that was answered into somebody else's writer, as when one request is served inside of another, does not count as the answer to this one.",
			Source: "contract §4, the invariant",
			check: func(t *trial) {
				part := httptest.NewRecorder()
				r := t.serve(setup{serve: func(_ http.ResponseWriter, r *http.Request) error {
					answerNow(part, r, t.err(codeText))
					if part.Code != http.StatusBadRequest {
						return errors.New("the part was not answered")
					}
					return t.err(codePlain)
				}}).get()
				t.code(r, codePlain)
				if n := len(t.seen()); n != 2 {
					t.errorf("the observer was told of %d failures, want 2", n)
				}
				if got, want := part.Header().Get("Content-Length"), strconv.Itoa(part.Body.Len()); got != want {
					t.errorf("the second answer changed the header of the first: Content-Length is %s, want %s", got, want)
				}
			},
		},
	}
}
