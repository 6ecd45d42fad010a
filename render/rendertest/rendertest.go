// Package rendertest checks that errors reach clients as the contract says.
//
// It has two halves. For services there are assertions about a response:
//
//	rendertest.AssertError(t, resp, apierr.Catalog(), apierr.CodeKeyNotFound)
//	rendertest.AssertNoLeak(t, resp, password)
//	rendertest.AssertIndistinguishable(t, missing, foreign)
//
// For authors of adapters, who bind package render to a framework, there is a
// table of requirements, each with the rule that it stands for, which one call
// runs against real servers, over HTTP/1.1 and over HTTP/2 without TLS:
//
//	func TestConformance(t *testing.T) {
//		rendertest.Run(t, rendertest.Adapter{Name: "mine", New: mount})
//	}
//
// See the example of [Run] for a whole adapter.
//
// The sections of the contract (§) are those of docs/contract.md.
package rendertest

import (
	"net/http"
	"slices"
	"testing"

	"github.com/asterwise/errcat/render"
)

// An Adapter tells [Run] how a framework serves requests.
type Adapter struct {
	// Name is the adapter's name in reports.
	Name string

	// New returns a server for a site, set up as the adapter's users would.
	New func(s Site) http.Handler

	// Lacks names what the framework cannot do, with the reason. The
	// requirements that need it are skipped, and the reason is shown.
	Lacks map[Capability]string
}

// A Site is what an adapter has to serve for one requirement.
type Site struct {
	// Renderer answers the errors.
	Renderer *render.Renderer

	// Routes are the routes to mount. Their paths are literal.
	Routes []Route

	// Inside is middleware to run between the adapter's own (request ID,
	// recovery) and the routes, first one outermost; it may be nil. An
	// adapter without [Inside] ignores it.
	Inside func(http.Handler) http.Handler
}

// A Route is a handler that returns an error, as adapters have them.
type Route struct {
	Method string
	Path   string
	Serve  func(w http.ResponseWriter, r *http.Request) error
}

// A Capability is something that not every framework can do.
type Capability string

// The capabilities.
const (
	// Routing: the adapter sees requests that have no route, and answers 404
	// and 405 in the framework's place.
	Routing Capability = "routing"

	// Inside: net/http middleware can run inside of the adapter's own.
	Inside Capability = "inside"

	// Hints: a handler can send informational responses (1xx) and then the
	// final header with the writer that the framework gives it.
	Hints Capability = "hints"

	// Abandon: middleware inside may answer while its handler still runs, as
	// http.TimeoutHandler does.
	Abandon Capability = "abandon"

	// HTTP2: the framework runs on net/http's HTTP/2 server.
	HTTP2 Capability = "http2"
)

// A Requirement is one rule that every adapter must keep.
type Requirement struct {
	Name   string // such as "panic/abort"
	Rule   string // what must be, and why
	Source string // where the rule comes from
	Needs  []Capability

	only  protocol // "" for both
	check func(t *trial)
}

// A Finding is a requirement that an adapter does not keep, or one that was
// skipped.
type Finding struct {
	Requirement Requirement
	Protocol    string
	Problems    []string
	Skipped     string // the reason, if it was skipped
}

// Requirements returns the table, in the order in which [Run] goes through it.
func Requirements() []Requirement {
	var all []Requirement
	for _, group := range [][]Requirement{
		envelopeRequirements(), headerRequirements(), staleRequirements(), concealedRequirements(),
		requestIDRequirements(), decisionRequirements(), remoteRequirements(), onceRequirements(), begunRequirements(),
		streamRequirements(), panicRequirements(), hostileRequirements(), treeRequirements(),
		sharingRequirements(), wrappedRequirements(), invariantRequirements(), requestRequirements(),
		nestedRequirements(), routerRequirements(), nearestRequirements(), connectionRequirements(), formRequirements(),
	} {
		all = append(all, group...)
	}
	return all
}

// Run checks an adapter against all requirements, each in a subtest of its
// own. A failed one shows the rule and its source.
func Run(t *testing.T, a Adapter) {
	t.Helper()
	passed, failed, skipped := 0, 0, 0
	for _, p := range protocols {
		for _, r := range Requirements() {
			if r.only != "" && r.only != p {
				continue
			}
			if reason := a.lacks(p, r); reason != "" { // what an adapter cannot have is not asked
				skipped++
				t.Logf("%s/%s: not asked: %s", p, r.Name, reason)
				continue
			}
			t.Run(string(p)+"/"+r.Name, func(t *testing.T) {
				switch f := check(a, p, r); {
				case len(f.Problems) > 0:
					failed++
					t.Errorf("%s\n(%s)", r.Rule, r.Source)
					for _, problem := range f.Problems {
						t.Error(problem)
					}
				default:
					passed++
				}
			})
		}
	}
	t.Logf("%s: %d requirements, %d checks passed, %d failed, %d not asked", a.Name, len(Requirements()), passed, failed, skipped)
}

// Check is [Run] without a test: it returns what was not kept and what was
// skipped, of all requirements or of those with the given names.
func Check(a Adapter, names ...string) []Finding {
	var findings []Finding
	for _, p := range protocols {
		for _, r := range Requirements() {
			if r.only != "" && r.only != p || len(names) > 0 && !slices.Contains(names, r.Name) {
				continue
			}
			if f := check(a, p, r); f.Skipped != "" || len(f.Problems) > 0 {
				findings = append(findings, f)
			}
		}
	}
	return findings
}

func check(a Adapter, p protocol, r Requirement) Finding {
	f := Finding{Requirement: r, Protocol: string(p), Skipped: a.lacks(p, r)}
	if f.Skipped == "" {
		f.Problems = try(a, p, r.check)
	}
	return f
}

// lacks says what of a requirement's needs the adapter does not have, "" where
// it has all.
func (a Adapter) lacks(p protocol, r Requirement) string {
	needs := r.Needs
	if p == http2 {
		needs = append([]Capability{HTTP2}, needs...)
	}
	for _, c := range needs {
		if reason, lacks := a.Lacks[c]; lacks {
			return a.Name + " lacks " + string(c) + ": " + reason
		}
	}
	return ""
}
