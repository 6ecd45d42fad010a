package rendertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/render"
)

const problemType = "application/problem+json"

func formRequirements() []Requirement {
	problems := render.Options{ProblemDetails: true}
	return []Requirement{
		{
			Name:   "forms/problem-details",
			Rule:   "Where the service allows it, a request that prefers problem details gets them, with all members of the envelope.",
			Source: "contract §7; RFC 9457",
			check: func(t *trial) {
				s := t.serve(setup{options: problems, serve: fails(t.err(codeUnauthenticated))})
				for _, accept := range []string{problemType, "application/json;q=0.5, " + problemType, problemType + ", */*;q=0.1"} {
					t.problem(s.get("Accept: " + accept))
				}
			},
		},
		{
			Name:   "forms/envelope-by-default",
			Rule:   "A request that does not prefer problem details gets the envelope, whatever it accepts; the answer is never 406.",
			Source: "contract §7",
			check: func(t *trial) {
				s := t.serve(setup{options: problems, serve: fails(t.err(codePlain))})
				for _, accept := range []string{"", "*/*", "application/json", "application/*", "text/html", "application/json, " + problemType,
					problemType + ";q=0.5, application/*", problemType + ";q=0", problemType + ";q=x"} {
					r := s.get("Accept: " + accept)
					t.code(r, codePlain)
					if r.err == nil && !slices.Contains(r.Header.Values("Vary"), "Accept") {
						t.errorf("with Accept %q header Vary is %q, want Accept in it", accept, r.Header.Values("Vary"))
					}
				}
				t.code(t.serve(setup{serve: fails(t.err(codePlain))}).get("Accept: "+problemType), codePlain)
			},
		},
		{
			Name:   "forms/router",
			Rule:   "What the framework answers by itself has the form that the request prefers, too.",
			Source: "contract §7",
			Needs:  []Capability{Routing},
			check: func(t *trial) {
				r := t.serve(setup{options: problems, serve: fine}).send(http.MethodGet, "/nowhere", nil, "Accept: "+problemType)
				t.problem(r)
			},
		},
		{
			Name:   "forms/oauth",
			Rule:   "The routes that the service names answer in the form of OAuth 2.0, other ones do not.",
			Source: "contract §7; RFC 6749 §5.2",
			check: func(t *trial) {
				oauth := render.Options{ProblemDetails: true, OAuth: func(r *http.Request) bool { return r.URL.Path == path }}
				s := t.serve(setup{options: oauth, serve: fails(t.err(codeText)),
					also: []Route{{http.MethodGet, "/kit/json", fails(t.err(codePlain))}}})
				r := s.get("Accept: " + problemType)
				const want = `{"error":"invalid_grant","error_description":"\u003cb\u003e'Quotes'\u003c/b\u003e \u0026 'more' %s / ` +
					"`x` ??? ?\\u003c/script\\u003e" + `","error_uri":"https://docs.example.com/errors/kit_text"}`
				if r.err != nil || r.StatusCode != http.StatusBadRequest || string(r.body) != want || r.Header.Get("Content-Type") != "application/json" {
					t.errorf("the client got %+v with body\n%s\nwant\n%s", r, r.body, want)
				}
				if r.err == nil && (r.Header.Get("Content-Length") != strconv.Itoa(len(want)) || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get(render.HeaderRequestID) == "") {
					t.errorf("the header is %v", r.Header)
				}
				t.code(s.send(http.MethodGet, "/kit/json", nil), codePlain)
			},
		},
		{
			Name:   "forms/oauth-panics",
			Rule:   "A choice of the form that panics costs nothing: the answer is the envelope, and the observer is told.",
			Source: "contract §8",
			check: func(t *trial) {
				s := t.serve(setup{options: render.Options{OAuth: func(*http.Request) bool { panic("kit") }}, serve: fails(t.err(codePlain))})
				t.code(s.get(), codePlain)
				if e := t.oneEvent(); len(e.Problems) == 0 {
					t.errorf("the observer was told of no problem")
				}
			},
		},
	}
}

// problem expects problem details that say the same as the envelope in them.
func (t *trial) problem(r *reply) {
	if r.err != nil {
		t.fatalf("no response: %v", r.err)
	}
	if got := r.Header.Get("Content-Type"); got != problemType {
		t.errorf("the content type is %q, want %q", got, problemType)
	}
	if !slices.Contains(r.Header.Values("Vary"), "Accept") {
		t.errorf("header Vary is %q, want Accept in it", r.Header.Values("Vary"))
	}
	var p struct {
		Type, Title, Detail string
		Status              int
		render.Envelope
	}
	if err := json.Unmarshal(r.body, &p); err != nil {
		t.fatalf("the body is no JSON object: %v: %s", err, r.body)
	}
	entry := t.entry(p.Error)
	want := fmt.Sprintf(`{"type":%q,"title":%q,"status":%d,"detail":%q,"success":false,"error":%q,"message":%q,"details":[],"retry_after":null,"doc_url":%q,"request_id":%q,`,
		entry.DocURL(), entry.Title(), r.StatusCode, entry.Message(), string(entry.Code()), entry.Message(), entry.DocURL(), r.Header.Get(render.HeaderRequestID))
	if !strings.HasPrefix(string(r.body), want) {
		t.errorf("the body is\n%s\nwant\n%s", r.body, want)
	}
}
