package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/examples/keyserver/store"
	"github.com/asterwise/errcat/render"
)

// A service is the API over HTTP on 127.0.0.1, on a database of its own.
type service struct {
	sample
	api    *api
	url    string
	client *http.Client
	log    *logBuffer
}

// onAll runs a test on all frameworks.
func onAll(t *testing.T, test func(t *testing.T, s *service)) {
	for _, framework := range frameworks() {
		t.Run(framework, func(t *testing.T) { test(t, startService(t, framework)) })
	}
}

func startService(t *testing.T, framework string) *service {
	t.Helper()
	return startWith(t, framework, newSecrets())
}

// startWith is startService with the sample's keys.
func startWith(t *testing.T, framework string, keys secrets) *service {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "keys.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s := &service{api: &api{db: db}, log: new(logBuffer)}
	if s.sample, err = addSample(t.Context(), db, keys); err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewTextHandler(s.log, nil))
	renderer := render.New(apierr.Catalog(), &render.Options{Observer: render.Log(logger)})
	handler := map[string]func(*api, *render.Renderer) http.Handler{"echo": onEcho, "echov5": onEchoV5, "nethttp": onMux}[framework]
	server := httptest.NewUnstartedServer(nil)
	server.Config = newServer(handler(s.api, renderer), logger)
	server.Start()
	t.Cleanup(server.Close)
	s.url, s.client = server.URL, traffic.client()
	return s
}

// logBuffer keeps the service's log.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// A request is sent with the sample's ordinary key, unless it says otherwise.
type request struct {
	method string // default GET
	path   string
	key    string            // instead of the ordinary one; "-" for none
	header map[string]string // in addition
	body   io.Reader
}

type response struct {
	*http.Response
	body []byte
}

// do sends a request and holds an error response against the contract.
func (s *service) do(t *testing.T, q request) response {
	t.Helper()
	method := q.method
	if method == "" {
		method = http.MethodGet
	}
	req, err := http.NewRequestWithContext(t.Context(), method, s.url+q.path, q.body)
	if err != nil {
		t.Fatal(err)
	}
	switch q.key {
	case "-":
	case "":
		req.Header.Set("Authorization", "Bearer "+s.secret)
	default:
		req.Header.Set("Authorization", "Bearer "+q.key)
	}
	if q.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for name, value := range q.header {
		req.Header.Set(name, value)
	}
	res, err := s.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	r := response{res, body}
	s.checkLaws(t, r)
	return r
}

// post creates a key with a body.
func (s *service) post(t *testing.T, body string) response {
	t.Helper()
	return s.do(t, request{method: http.MethodPost, path: "/v1/keys", body: strings.NewReader(body)})
}

var minted = regexp.MustCompile(`^req_[0-9A-HJKMNP-TV-Z]{26}$`)

// checkLaws checks what must hold for every response.
func (s *service) checkLaws(t *testing.T, r response) {
	t.Helper()
	id := r.Header.Get("X-Request-Id")
	if !minted.MatchString(id) && r.Request.Header.Get("X-Request-Id") != id {
		t.Errorf("X-Request-Id is %q", id)
	}
	s.checkLeaks(t, r)
	if r.StatusCode < 400 || r.Request.Method == http.MethodHead {
		return
	}
	var e render.Envelope
	if err := json.Unmarshal(r.body, &e); err != nil {
		t.Fatalf("body %q: %v", r.body, err)
	}
	if again, err := json.Marshal(e); err != nil || !bytes.Equal(again, r.body) {
		t.Errorf("body is\n%s, encoding/json makes it\n%s (%v)", r.body, again, err)
	}
	entry, ok := apierr.Catalog().Lookup(e.Error)
	if !ok || entry.Status() != r.StatusCode || entry.DocURL() != e.DocURL {
		t.Errorf("status %d with body %s is not an entry of the catalog", r.StatusCode, r.body)
	}
	retryAfter := ""
	if e.RetryAfter != nil {
		retryAfter = strconv.Itoa(*e.RetryAfter)
	}
	for name, want := range map[string]string{
		"X-Request-Id":           e.RequestID,
		"Content-Type":           "application/json",
		"X-Content-Type-Options": "nosniff",
		"Cache-Control":          "no-store",
		"Content-Length":         strconv.Itoa(len(r.body)),
		"Retry-After":            retryAfter,
		"Www-Authenticate":       entry.Challenge(),
	} {
		var wantAll []string
		if want != "" {
			wantAll = []string{want}
		}
		if got := r.Header[name]; !slices.Equal(got, wantAll) {
			t.Errorf("%s is %q, want %q", name, got, wantAll)
		}
	}
	if err := checkSchema(r); err != nil {
		t.Error(err)
	}
	if got := r.Header.Get("Allow"); (got != "") != (r.StatusCode == 405) {
		t.Errorf("Allow is %q with status %d", got, r.StatusCode)
	}
	if log := s.log.String(); !strings.Contains(log, "msg="+string(e.Error)+" error.type="+string(e.Error)+" request_id="+e.RequestID) {
		t.Errorf("%s of %s is not in the log:\n%s", e.Error, e.RequestID, log)
	}
}

// checkLeaks looks for what no error response may hold, and no success either
// unless it is asked for.
func (s *service) checkLeaks(t *testing.T, r response) {
	t.Helper()
	var all bytes.Buffer
	if err := r.Header.Write(&all); err != nil {
		t.Fatal(err)
	}
	all.Write(r.body)
	secrets := []string{s.secret, s.restricted, s.slow, s.revoked, s.closed, s.foreignKeyID, s.missingKeyID}
	if r.StatusCode >= 400 {
		secrets = append(secrets, s.ownKeyID, "acct_", "sql", "no rows", "SELECT", "keys.db",
			"ledger", "out of balance", "goroutine", "panic", "json:", "EOF", "MaxBytes", "http:",
			"unknown field", "after the object", "not an object", "content type is", "code=4", r.Request.Host)
	}
	for _, secret := range secrets {
		if bytes.Contains(all.Bytes(), []byte(secret)) {
			t.Errorf("response holds %q:\n%s", secret, all.Bytes())
		}
	}
}

// code returns status and code of an error response, the status alone of any
// other.
func (r response) code() string {
	if r.StatusCode < 400 || r.Request.Method == http.MethodHead {
		return strconv.Itoa(r.StatusCode)
	}
	var e struct{ Error catalog.Code }
	_ = json.Unmarshal(r.body, &e)
	return fmt.Sprintf("%d %s", r.StatusCode, e.Error)
}

// details returns the details of an error response as they are in the body.
func (r response) details() string {
	var e struct{ Details json.RawMessage }
	_ = json.Unmarshal(r.body, &e)
	return string(e.Details)
}

// data returns the data of a response that went well.
func data[T any](t *testing.T, r response) T {
	t.Helper()
	var e struct {
		Success bool
		Data    T
	}
	if err := json.Unmarshal(r.body, &e); err != nil || !e.Success {
		t.Fatalf("%s %s: %s: %s (%v)", r.Request.Method, r.Request.URL.Path, r.Status, r.body, err)
	}
	return e.Data
}

var variable = regexp.MustCompile(`"request_id":"[^"]*","timestamp":"[^"]*"}$`)

// masked returns status line, header and body, without what differs between
// any two responses: request ID and time.
func (r response) masked(without ...string) string {
	h := r.Header.Clone()
	for _, name := range append(without, "X-Request-Id", "Date") {
		h.Del(name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Proto, r.Status)
	_ = h.Write(&b) // sorted
	b.Write(variable.ReplaceAll(r.body, []byte(`"request_id":"…","timestamp":"…"}`)))
	return b.String()
}
