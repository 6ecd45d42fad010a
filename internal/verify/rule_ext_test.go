package verify_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/verify"
)

func newVerifier(t testing.TB, path string) *verify.Verifier {
	t.Helper()
	c, err := catalogfile.Load(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return verify.New(c)
}

// A sample is a response that is right, by what it answers with.
type sample struct {
	status  int
	message string
	details string // "" for none
	wait    string // "" for none
	code    string
	title   string
}

var (
	gone  = sample{410, "The item is gone.", "", "", "item_gone", "Item Gone"}
	order = sample{422, "The order has mistakes.", `{"path":["items",3],"issue":"empty"}`, "", "bad_order", "Bad Order"}
	fast  = sample{429, "Try again in 30 seconds.", "", "30", "too_fast", "Too Fast"}
	often = sample{429, "Too often.", "", "", "too_often", "Too Often"}
	stock = sample{409, "There are 3 left of small.", "", "", "stock_low", "Stock Low"}
	login = sample{401, "Log in first.", "", "", "login_needed", "Login Needed"}
	busy  = sample{503, "Not now.", "", "", "not_now", "Not Now"}
	wrong = sample{405, "There is no such method.", "", "", "no_such_method", "No Such Method"}
)

const page = "https://docs.example.com/errors/"

func (s sample) respond(body string) *verify.Response {
	h := http.Header{}
	for name, value := range map[string]string{
		"X-Request-Id": "req_1", "Content-Type": "application/json", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Retry-After": s.wait,
	} {
		if value != "" {
			h.Set(name, value)
		}
	}
	return &verify.Response{Method: "GET", URL: "/v1/items", Status: s.status, Header: h, Body: []byte(body), HasBody: true}
}

func (s sample) members() string {
	wait := s.wait
	if wait == "" {
		wait = "null"
	}
	return `"success":false,"error":"` + s.code + `","message":"` + s.message + `","details":[` + s.details + `],"retry_after":` + wait +
		`,"doc_url":"` + page + s.code + `","request_id":"req_1","timestamp":"2026-11-25T12:00:00Z"}`
}

func (s sample) envelope() *verify.Response { return s.respond("{" + s.members()) }

func (s sample) problem() *verify.Response {
	r := s.respond(fmt.Sprintf(`{"type":"%s","title":%q,"status":%d,"detail":%q,`, page+s.code, s.title, s.status, s.message) + s.members())
	r.Header.Set("Content-Type", "application/problem+json")
	r.Header.Set("Vary", "Origin, accept")
	return r
}

func (s sample) oauth(code string) *verify.Response {
	r := s.respond(`{"error":"` + code + `","error_description":"` + s.message + `","error_uri":"` + page + s.code + `"}`)
	if s.status == 401 {
		r.Header.Set("WWW-Authenticate", `Bearer realm="shop"`)
	}
	return r
}

func edit(old, new string) func(*verify.Response) {
	return func(r *verify.Response) { r.Body = []byte(strings.Replace(string(r.Body), old, new, 1)) }
}

func set(name string, values ...string) func(*verify.Response) {
	return func(r *verify.Response) {
		if r.Header.Del(name); len(values) > 0 {
			r.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
}

func both(edits ...func(*verify.Response)) func(*verify.Response) {
	return func(r *verify.Response) {
		for _, edit := range edits {
			edit(r)
		}
	}
}

// sized gives an edited body its length.
func sized(r *verify.Response) {
	if _, edited := r.Header["Content-Length"]; r.Header != nil && !edited {
		r.Header.Set("Content-Length", strconv.Itoa(len(r.Body)))
	}
}

// TestRules breaks each rule: only that one is reported.
func TestRules(t *testing.T) {
	v := newVerifier(t, "testdata/catalog.yaml")
	tested := map[string]bool{}
	for rule, rows := range faults() {
		for _, row := range rows {
			if row.spoil != nil {
				row.spoil(row.of)
			}
			sized(row.of)
			var got []string
			for _, f := range v.Check(row.of) {
				got = append(got, f.Message)
				if f.Rule != rule && !slices.Contains(row.also, f.Rule) {
					t.Errorf("%s: %s (%s) is another rule's", rule, f.Message, f.Rule)
				}
				tested[rule] = tested[rule] || f.Rule == rule
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("%s: %s\n%s", rule, row.of.Body, diff)
			}
		}
	}
	for _, rule := range verify.Rules() {
		if !tested[rule.Name] {
			t.Errorf("no response breaks the rule %q: add one", rule.Name)
		}
		if !strings.HasSuffix(rule.Title, ".") {
			t.Errorf("the rule %q has no sentence: %q", rule.Name, rule.Title)
		}
	}
}

func TestRulesAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range verify.Rules() {
		if seen[rule.Name] {
			t.Errorf("there are two rules %q", rule.Name)
		}
		seen[rule.Name] = true
	}
}

// TestGood has what breaks no rule.
func TestGood(t *testing.T) {
	v := newVerifier(t, "testdata/catalog.yaml")
	for name, r := range good() {
		sized(r)
		for _, f := range v.Check(r) {
			t.Errorf("%s: %s (%s)", name, f.Message, f.Rule)
		}
	}
}
