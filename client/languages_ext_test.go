package client_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
)

// A question is a request that clients in all languages send, and that sees to
// it that it is answered with a certain error.
type question struct {
	Index   int               `json:"index"`
	Path    string            `json:"path"`
	Method  string            `json:"method"`
	Headers map[string]string `json:"headers,omitempty"`

	code *model.Error // what the body names, as far as clients can know it
	wait int          // seconds that the response names
	body bool         // whether the body says of the wait
}

// An answer is what a client makes of the response. Faults are what its own
// script finds wrong with it.
type answer struct {
	Name       string    `json:"name"` // of its class
	Code       string    `json:"code"`
	OAuth      string    `json:"oauth"`
	Status     int       `json:"status"`
	Message    string    `json:"message"`
	Wait       int       `json:"wait"`
	Details    any       `json:"details"`
	Page       string    `json:"page"`
	URL        string    `json:"url"`
	ID         string    `json:"id"`
	Dated      bool      `json:"dated"`
	Repeatable bool      `json:"repeatable"`
	Pauses     []float64 `json:"pauses"` // seconds
	Faults     []string  `json:"faults"`
}

const (
	maxAttempts = 3
	maxWait     = 60 // seconds
)

// questions are every code, some that no client knows, and no code at all, by
// each method; every code in its other forms; and hostile messages.
func questions(t *testing.T) []question {
	t.Helper()
	c, err := catalogfile.Load("../catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	keyed := map[string]string{"Idempotency-Key": "k"}
	problem := map[string]string{"Accept": "application/problem+json"}
	var subjects, all []question
	for _, e := range c.Errors {
		q := question{Path: "ours/" + e.Code, code: e, body: true}
		switch catalog.Code(e.Code) { // as the service says
		case apierr.CodeBurstLimitExceeded:
			q.wait = 37
		case apierr.CodeResourceNotFound:
			q.wait = 3600
		default:
			q.wait = int(e.Retry.Default / time.Second)
		}
		subjects = append(subjects, q)
	}
	for _, q := range subjects {
		q.Method, q.Headers = http.MethodGet, problem
		all = append(all, q)
		q.Path, q.Headers, q.body = "oauth/"+q.code.Code, nil, false
		all = append(all, q)
	}
	subjects = append(subjects,
		question{Path: "foreign/code"}, question{Path: "foreign/code_with_wait", wait: 7, body: true},
		question{Path: "foreign/surrogates"}, question{Path: "foreign/html"}, question{Path: "foreign/html_with_wait", wait: 3})
	for _, q := range subjects {
		for _, q.Method = range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodPost, http.MethodPatch} {
			all = append(all, q)
		}
		q.Method, q.Headers = http.MethodPost, keyed
		all = append(all, q)
	}
	for i := range hostile {
		for _, headers := range []map[string]string{nil, problem} {
			all = append(all, question{Path: fmt.Sprint("hostile/", i), Method: http.MethodGet, Headers: headers})
		}
		all = append(all, question{Path: fmt.Sprint("raw/", i), Method: http.MethodGet})
	}
	for i := range all {
		all[i].Index = i
	}
	return all
}

// seen is the question as a client sees it: responses to HEAD have no body, and
// browsers hide headers from scripts of other origins.
func (q question) seen(headers bool) question {
	if q.Method == http.MethodHead {
		q.code, q.body = nil, false
	}
	if !q.body && !headers {
		q.wait = 0
	}
	return q
}

// mayRepeat is the rule of docs/clients.md, read from the catalog file.
func (q question) mayRepeat() bool {
	timeHelps := q.wait > 0
	if q.code != nil {
		timeHelps = q.code.Retry.Kind == "after_delay" || q.code.Retry.Kind == "backoff"
	}
	harmless := slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete}, q.Method) ||
		q.Headers["Idempotency-Key"] != "" || q.code != nil && q.code.Effect == "none"
	return timeHelps && harmless
}

// pause is the wait in seconds before a repetition: the response's, or else the
// catalog's.
func (q question) pause() int {
	if q.wait == 0 && q.code != nil {
		return int(q.code.Retry.Default / time.Second)
	}
	return q.wait
}

// sends is how often the request is sent.
func (q question) sends() int {
	if q.mayRepeat() && q.pause() <= maxWait {
		return maxAttempts
	}
	return 1
}

// TestLanguages: clients in all languages make the same of the same responses,
// and send the same requests again after the same waits. A real server counts;
// nobody waits.
func TestLanguages(t *testing.T) {
	all := questions(t)
	for _, tt := range []struct {
		name    string
		headers bool // whether the client sees those of the response
		ask     func(t *testing.T, base string, all []question) []answer
	}{
		{"Go", true, askGo},
		{"TypeScript in Node", true, askNode},
		{"TypeScript in Chromium", false, askChromium},
		{"Python", true, askPython},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newService(t, len(all))
			answers := tt.ask(t, s.URL, all)
			if len(answers) != len(all) {
				t.Fatalf("%d answers to %d questions", len(answers), len(all))
			}
			sent := map[string]int{} // by method
			for i, q := range all {
				seen := q.seen(tt.headers)
				got, want := answers[i], s.expected(t, seen, tt.headers)
				seen.checkPauses(t, got.Pauses)
				got.Pauses = nil
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%v:\n%s", q, diff)
				}
				if n := s.sent[i]; n != seen.sends() {
					t.Errorf("%v was sent %d times, want %d", q, n, seen.sends())
				}
				sent[strings.TrimSpace(q.Method+" "+strings.Join(slices.Sorted(maps.Keys(q.Headers)), " "))] += s.sent[i]
			}
			t.Logf("%d questions, sent by method and header %v", len(all), sent)
		})
	}
}

func (q question) String() string { return fmt.Sprint(q.Method, " ", q.Path, " ", q.Headers) }

// checkPauses compares pauses with the wait, and with what backoff may add.
func (q question) checkPauses(t *testing.T, pauses []float64) {
	t.Helper()
	if len(pauses) != q.sends()-1 {
		t.Errorf("%v has %d pauses, want %d", q, len(pauses), q.sends()-1)
	}
	most := 0.5
	for _, pause := range pauses {
		if jitter := pause - float64(q.pause()); jitter < 0 || jitter > most {
			t.Errorf("%v has a pause of %v s, want %d s and up to %v s more", q, pause, q.pause(), most)
		}
		most *= 2
	}
}

// expected is what a client has to make of the last response to a question that
// it has seen: class, code, wait and repetition by the catalog file, the rest as
// the Go client reads it.
func (s *service) expected(t *testing.T, q question, headers bool) answer {
	t.Helper()
	last := s.last[q.Index]
	header, body := last.Header(), last.Body.Bytes()
	if !headers {
		header = nil
	}
	if q.Method == http.MethodHead {
		body = nil
	}
	want := answerOf(t, client.Decode(last.Code, header, body, apierr.Catalog()))
	want.URL = s.URL + "/" + q.Path
	want.Name, want.Wait, want.Repeatable = "UnknownError", q.wait, q.mayRepeat()
	if q.code != nil {
		want.Name, want.Code = q.code.TypeName(), q.code.Code
	}
	return want
}

// answerOf is the answer of the Go client, but for what hangs on the request.
func answerOf(t *testing.T, e *client.Error) answer {
	t.Helper()
	a := answer{Code: string(e.Code), OAuth: e.OAuth, Status: e.Status, Message: e.Message(), Wait: int(e.RetryAfter() / time.Second),
		Page: e.DocURL, URL: e.URL, ID: e.RequestID, Dated: !e.Timestamp.IsZero(), Faults: []string{}}
	details, err := e.Details().MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(details, &a.Details); err != nil {
		t.Fatal(err)
	}
	return a
}
