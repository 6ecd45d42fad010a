package nethttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/requestid"
)

// TestMatrix runs every failure through every middleware, as
// mw.Wrap(around(mux)), which is what a service has before it reads
// docs/service.md, and as mw.Wrap(around(mw.Wrap(mux))), which is what we advise.
func TestMatrix(t *testing.T) {
	for _, p := range protocols {
		t.Run(string(p), func(t *testing.T) {
			table := newTable()
			for _, st := range stacks() {
				for _, advised := range []bool{false, true} {
					name := st.name
					if advised {
						name += ", Wrap"
					}
					s := serve(t, p, func(s *site) http.Handler {
						var inner http.Handler = s.mux()
						if advised {
							inner = s.mw.Wrap(inner)
						}
						return s.mw.Wrap(st.around(s, inner))
					})
					s.runFailures(name, table, func(f failure) (seen, bool) {
						return st.wants(f, advised)
					})
				}
			}
			t.Log("\n" + table.String())
		})
	}
}

// wants is what has to be seen of a failure behind a middleware. It is not ok
// where that cannot be had without our advice.
func (st *stack) wants(f failure, advised bool) (want seen, ok bool) {
	want = f.want
	if !advised {
		switch unrouted := f.want.Status != 200 && f.want.Route == ""; {
		case f.plain != nil && (st.closes || st.recovers): // the one ends the response, the other answers, before ours hears of it
			return want, false
		case f.plain != nil:
			want.Saw = 0 // a panic has no status yet where it goes by
			if st.copies {
				want.Route = ""
			}
		case unrouted && st.encodes: // nobody reads what a router says in gzip
			return want, false
		}
	}
	if !st.says {
		want.Saw = 0
	}
	return want, true
}

// runFailures sends all failures, twice for encodings, and compares.
func (s *site) runFailures(name string, table *table, wants func(failure) (seen, bool)) {
	for _, f := range failures() {
		want, ok := wants(f)
		if !ok {
			table.add(name, f.name, "–")
			continue
		}
		cell, plainLength := "", int64(0)
		for _, encodings := range [][]string{nil, {"Accept-Encoding: gzip"}, {"Accept-Encoding: br, gzip, deflate"}} {
			got := s.send(f.requestMethod(), s.prefix+f.requestPath(), nil, encodings...)
			have := got.seen(f, want)
			if cell == "" || have != want {
				cell = have.String()
			}
			if have != want {
				cell = "**" + cell + "**"
				s.t.Errorf("%s: %s %v: saw\n\t%+v, want\n\t%+v", name, f.name, encodings, fields(have), fields(want))
			}
			s.checkReply(name+": "+f.name, f, &got)
			if encodings == nil {
				plainLength = got.length
			}
		}
		if get := f; f.method == http.MethodHead {
			get.method = http.MethodGet
			if body := s.send(get.method, s.prefix+get.requestPath(), nil); int64(len(body.body)) != plainLength {
				s.t.Errorf("%s: %s: Content-Length %d, GET has %d bytes", name, f.name, plainLength, len(body.body))
			}
		}
		table.add(name, f.name, cell)
	}
}

// seen sums up a reply. What a middleware says counts only where it has to be
// known, and of a response that was cut only if it says something.
func (r *reply) seen(f failure, want seen) seen {
	got := seen{Status: r.status, Body: r.bodyKind(f), Records: len(r.events), Allow: strings.Join(r.header.Values("Allow"), ", ")}
	if r.cut {
		got.Status = want.Status // what of it the client has read is a matter of buffers
	}
	if len(r.events) > 0 {
		got.Route = r.events[0].Route
	}
	switch {
	case want.Saw == 0:
	case len(r.saw) == 1:
		got.Saw = r.saw[0]
	case len(r.saw) == 0 && want.Body == "cut":
		got.Saw = want.Saw
	default:
		got.Saw = -len(r.saw)
	}
	return got
}

func (r *reply) bodyKind(f failure) string {
	e, ok := r.envelope()
	switch {
	case r.cut:
		return "cut"
	case ok:
		return e.Error
	case len(r.body) == 0 && f.method == http.MethodHead:
		return "none"
	default:
		return strconv.Quote(string(r.body))[1 : min(len(r.body), 40)+1]
	}
}

type fields seen // prints all of it

func (s seen) String() string {
	text := fmt.Sprint(s.Status)
	if s.Body == "cut" {
		text = "cut"
	}
	if s.Saw != 0 {
		text += fmt.Sprint(" saw ", s.Saw)
	}
	return fmt.Sprint(text, " ", s.Records, "×")
}

// checkReply checks what holds for every response, whatever the failure.
func (s *site) checkReply(name string, f failure, r *reply) {
	t := s.t
	t.Helper()
	if r.server != "" {
		t.Errorf("%s: net/http complains: %s", name, r.server)
	}
	if r.header == nil { // cut before the header
		return
	}
	ids := r.header.Values("X-Request-Id")
	if len(ids) != 1 || !requestid.Valid(ids[0]) {
		t.Errorf("%s: X-Request-Id %q, want one", name, ids)
		return
	}
	for _, e := range r.events {
		if e.RequestID != ids[0] {
			t.Errorf("%s: the record has the request ID %q, the response %q", name, e.RequestID, ids[0])
		}
	}
	e, ok := r.envelope()
	if strings.Contains(string(r.body), "private") {
		t.Errorf("%s: the body leaks: %s", name, r.body)
	}
	if !ok && (f.method != http.MethodHead || r.status < 400) {
		return
	}
	if ok && e.RequestID != ids[0] {
		t.Errorf("%s: the envelope has the request ID %q, the header %q", name, e.RequestID, ids[0])
	}
	want := map[string][]string{"Cache-Control": {"no-store"}, "X-Content-Type-Options": {"nosniff"}, "X-Owner": nil, "Etag": nil}
	if e.RetryAfter != nil {
		want["Retry-After"] = []string{fmt.Sprint(*e.RetryAfter)}
	}
	for key, values := range want {
		if got := r.header.Values(key); !slices.Equal(got, values) {
			t.Errorf("%s: %s is %q, want %q", name, key, got, values)
		}
	}
	if r.encoding == "" && r.length < 0 {
		t.Errorf("%s: no Content-Length", name)
	}
}

// A table is printed as Markdown.
type table struct {
	rows  []string
	cells map[string][]string
}

func newTable() *table { return &table{cells: map[string][]string{}} }

func (t *table) add(row, _ string, cell string) {
	if t.cells[row] == nil {
		t.rows = append(t.rows, row)
	}
	t.cells[row] = append(t.cells[row], cell)
}

func (t *table) String() string {
	var b strings.Builder
	head, rule := "| between Wrap and the handlers |", "|---|"
	for _, f := range failures() {
		head, rule = head+" "+f.name+" |", rule+"---|"
	}
	fmt.Fprintf(&b, "%s\n%s\n", head, rule)
	for _, row := range t.rows {
		fmt.Fprintf(&b, "| %s | %s |\n", row, strings.Join(t.cells[row], " | "))
	}
	return b.String()
}
