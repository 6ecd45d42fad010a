package samples

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

// TestTyped compiles and runs the samples that the documentation generates for
// the client packages, against this checkout's: the code of the page takes the
// branch of the sample, anything else does not, and no error is swallowed.
func TestTyped(t *testing.T) {
	t.Parallel()
	c := load(t)
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	for language, run := range map[string]func(*testing.T, []typedRun) map[string]typedResult{
		"python": runTypedPython, "typescript": runTypedTypeScript, "go": runTypedGo,
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			stub := newTypedStub(t, c)
			var runs []typedRun
			for _, p := range book.Pages {
				text := typedSample(p, language)
				if text == "" {
					t.Errorf("%s has no sample for the typed client in %s", p.Code, language)
					continue
				}
				for _, s := range typedSituations(p.Entry) {
					id := p.Code + "/" + s.name
					runs = append(runs, typedRun{ID: id, Code: p.Code, Method: s.method, URL: stub.URL + "/" + id,
						Sends: p.Entry.Retry.Kind == "backoff", text: text, entry: p.Entry, situation: s})
				}
			}
			t.Logf("%d runs of %d samples", len(runs), len(book.Pages))
			results := run(t, runs)
			for _, r := range runs {
				got, ended := results[r.ID]
				if !ended {
					t.Errorf("%s: does not end", r.ID)
					continue
				}
				for _, fault := range r.faults(got, stub.count(r.ID), language) {
					t.Errorf("%s: %s", r.ID, fault)
				}
			}
		})
	}
}

// typedSample returns the sample of a page, "" where there is none.
func typedSample(p *docs.Page, language string) string {
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			for _, c := range block.Samples {
				if block.Typed && c.Language == language {
					return c.Text
				}
			}
		}
	}
	return ""
}

// A typedSituation is what the service answers, and to what.
type typedSituation struct {
	name, method string
	requests     int    // how many are sent
	code         string // of the error that comes out, "" for none
	status       int
}

func typedSituations(e *model.Error) []typedSituation {
	get, post := 1, 1
	if e.Retry.Kind == "backoff" {
		get = 3
		if e.Effect == "none" {
			post = 3
		}
	}
	return []typedSituation{
		{"code", http.MethodGet, get, e.Code, e.Status},
		{"post", http.MethodPost, post, e.Code, e.Status},
		{"newer", http.MethodGet, 1, "a_newer_code", e.Status},
		{"html", http.MethodGet, 1, "", http.StatusBadGateway},
		{"success", http.MethodGet, 1, "", http.StatusOK},
	}
}

// A typedRun is one sample in one situation, as the drivers know it.
type typedRun struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Method string `json:"method"`
	URL    string `json:"url"`
	Sends  bool   `json:"sends"` // the sample sends the request itself

	text      string
	entry     *model.Error
	situation typedSituation
}

// A typedResult is what came of it.
type typedResult struct {
	ID     string   `json:"id"`
	Logs   []string `json:"logs"`
	Raised bool     `json:"raised"`
	Code   string   `json:"code"`   // of the error that came out
	Status int      `json:"status"` // likewise
	Text   string   `json:"text"`   // likewise
}

const typedID = "req_of_the_typed_sample"

func (r *typedRun) faults(got typedResult, requests int, language string) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	s := r.situation
	if requests != s.requests {
		add("%d requests, want %d", requests, s.requests)
	}
	wantStatus := s.status
	if s.name == "success" {
		wantStatus = 0
	}
	if got.Raised != (s.name != "success") || got.Code != s.code || got.Status != wantStatus {
		add("ends in %+v, want code %q and status %d", got, s.code, s.status)
	}
	if s.code != r.Code {
		if len(got.Logs) > 0 {
			add("takes the branch of the code: %q", got.Logs)
		}
		return out
	}
	body := typedBody(r.entry)
	first := fmt.Sprint(body["message"])
	if r.entry.Retry.Kind == "after_delay" {
		first = typedWait(body["retry_after"], language)
	}
	want := []string{r.Code + ": " + first, "request ID for support: " + typedID}
	items, _ := body["details"].([]any)
	if len(got.Logs) != len(want)+len(items) || !slices.Equal(got.Logs[:len(want)], want) {
		add("logs %q, want %q and %d details", got.Logs, want, len(items))
		return out
	}
	for i, item := range items {
		line := got.Logs[len(want)+i]
		shown := 0
		for _, f := range r.entry.Details {
			value, isText := item.(map[string]any)[f.Name].(string)
			if isText && strings.Contains(line, value) {
				shown++
			}
		}
		if shown == 0 || strings.Contains(line, "undefined") || strings.Contains(line, "%!") {
			add("shows of the details %q", line)
		}
	}
	return out
}

// typedWait is how a sample shows the wait of the example.
func typedWait(seconds any, language string) string {
	n, _ := seconds.(float64)
	switch {
	case language == "go":
		return "wait " + (time.Duration(n) * time.Second).String()
	case seconds == nil && language == "python":
		return "wait None seconds"
	case seconds == nil:
		return "wait undefined seconds"
	}
	return fmt.Sprintf("wait %v seconds", n)
}

// typedBody is the envelope of the code with the values of its example.
func typedBody(e *model.Error) map[string]any {
	item := map[string]any{}
	for _, f := range e.Details {
		if !f.Sensitive {
			item[f.Name] = f.Example
		}
	}
	body := map[string]any{
		"success": false, "error": e.Code, "message": "What is wrong with " + e.Code + ".", "details": []any{}, "retry_after": nil,
		"doc_url": e.DocURL.Value, "request_id": typedID, "timestamp": "2026-05-25T12:34:56Z",
	}
	if len(item) > 0 {
		body["details"] = []any{item, item}
	}
	if e.Retry.Kind == "after_delay" {
		body["retry_after"] = 37
	}
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // examples come from a file
	}
	var read map[string]any
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	return read
}

// A typedStub answers to /code/situation.
type typedStub struct {
	*httptest.Server
	mu       sync.Mutex
	requests map[string]int // by ID
}

func newTypedStub(t *testing.T, c *model.Catalog) *typedStub {
	s := &typedStub{requests: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := strings.TrimPrefix(r.URL.Path, "/")
		s.mu.Lock()
		s.requests[id]++
		s.mu.Unlock()
		code, situation, _ := strings.Cut(id, "/")
		e := c.Lookup(code)
		if e == nil {
			http.Error(w, "no such code", http.StatusTeapot)
			return
		}
		body := typedBody(e)
		w.Header().Set("Content-Type", "application/json")
		switch situation {
		case "html":
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusBadGateway)
			fmt.Fprint(w, "<h1>502 Bad Gateway</h1>")
			return
		case "success":
			fmt.Fprint(w, `{"success":true,"data":{}}`)
			return
		case "newer":
			body["error"], body["retry_after"] = "a_newer_code", nil
		}
		w.WriteHeader(e.Status)
		_ = json.NewEncoder(w).Encode(body) // fails where the client has gone
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *typedStub) count(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[id]
}

// TestTypedFinds makes sure that each fault is found.
func TestTypedFinds(t *testing.T) {
	e := load(t).Lookup("validation_error")
	situations := map[string]typedSituation{}
	for _, s := range typedSituations(e) {
		situations[s.name] = s
	}
	message := "validation_error: What is wrong with validation_error."
	right := typedResult{Raised: true, Code: e.Code, Status: 422, Logs: []string{message, "request ID for support: " + typedID,
		"[body birth lat]: Input should be greater than or equal to -90", "[body birth lat]: Input should be greater than or equal to -90"}}
	change := func(do func(r *typedResult)) typedResult {
		r := right
		r.Logs = slices.Clone(r.Logs)
		do(&r)
		return r
	}
	for _, tt := range []struct {
		situation string
		got       typedResult
		requests  int
		want      string // "" for no fault
	}{
		{"code", right, 1, ""},
		{"code", right, 2, "2 requests, want 1"},
		{"code", change(func(r *typedResult) { r.Raised = false }), 1, "ends in"},
		{"code", change(func(r *typedResult) { r.Code = "" }), 1, "ends in"},
		{"code", change(func(r *typedResult) { r.Status = 500 }), 1, "ends in"},
		{"code", change(func(r *typedResult) { r.Logs = nil }), 1, "logs []"},
		{"code", change(func(r *typedResult) { r.Logs[1] = "request ID for support: undefined" }), 1, "logs ["},
		{"code", change(func(r *typedResult) { r.Logs[3] = "undefined: undefined" }), 1, "shows of the details"},
		{"newer", typedResult{Raised: true, Code: "a_newer_code", Status: 422}, 1, ""},
		{"newer", typedResult{Raised: true, Code: "a_newer_code", Status: 422, Logs: right.Logs}, 1, "takes the branch of the code"},
		{"success", typedResult{}, 1, ""},
		{"success", right, 1, "takes the branch of the code"},
	} {
		r := typedRun{Code: e.Code, entry: e, situation: situations[tt.situation]}
		got := strings.Join(r.faults(tt.got, tt.requests, "go"), "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s, %+v: got %q, want %q", tt.situation, tt.got, got, tt.want)
		}
	}
}
