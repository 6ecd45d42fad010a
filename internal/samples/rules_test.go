package samples

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A result is how a sample ended: with a value, an error, or not as it should.
type result struct {
	ID     string    `json:"id"`
	End    string    `json:"end"`    // value, error, or a fault: what the sample should not have come to
	Text   string    `json:"text"`   // of the error or fault
	Parser bool      `json:"parser"` // the error is one of a parser or of the language
	Slept  []float64 `json:"slept"`  // all pauses, in seconds
}

// faults returns what is wrong with what a sample did in a situation.
func (r *run) faults() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if r.unlimited {
		add("waits for an answer without a limit")
	}
	if r.result == nil {
		add("does not end")
		r.result = &result{End: "nothing"}
	} else if r.result.End != "value" && r.result.End != "error" {
		add("%s: %s", r.result.End, r.result.Text)
	} else if len(r.requests) == 0 && !r.situation.silent { // there, a short limit may have passed before
		add("sends nothing: ends with %s %s", r.result.End, r.result.Text)
	}
	for _, s := range r.requests {
		out = append(out, s.faults()...)
	}
	out = append(out, r.repeats()...)
	out = append(out, r.triesAgain()...)
	out = append(out, r.pauses()...)
	out = append(out, r.ending()...)
	slices.Sort(out)
	return slices.Compact(out)
}

// elsewhere is the path of an address that a sample is given.
const elsewhere = "/v1/elsewhere"

var (
	public   = regexp.MustCompile(`^(POST /v1/astro/natal|(GET|POST) /v1/keys|(GET|DELETE) /v1/keys/[^/]+|[A-Z]+ ` + elsewhere + `)$`)
	nonsense = regexp.MustCompile(`(?i)(^|[/=&+ ])(undefined|null|none|nan|nil|<nil>|%3Cnil%3E|%3Cno[ +]value%3E|\[object|%5Bobject[^/]*)($|[/&])`)
)

// faults returns what is wrong with a request by itself.
func (s sent) faults() []string {
	var out []string
	add := func(format string, args ...any) {
		out = append(out, fmt.Sprintf("sends %s: ", s)+fmt.Sprintf(format, args...))
	}
	changes := s.method != http.MethodGet && s.method != http.MethodHead && s.method != http.MethodPost
	segments := strings.Split(strings.TrimPrefix(s.path, "/"), "/")
	switch {
	case slices.ContainsFunc(segments, func(segment string) bool {
		plain, err := url.PathUnescape(segment)
		return err != nil || strings.TrimSpace(plain) == ""
	}):
		add("a part of the path is missing")
	case nonsense.MatchString(s.path) || nonsense.MatchString(s.query):
		add("a missing value in the address")
	case changes && strings.HasSuffix(s.path, "/keys"):
		add("that is for the whole collection")
	case !public.MatchString(s.method + " " + s.path):
		add("no public path")
	}
	if s.path != elsewhere && s.credentials == "" {
		add("no API key")
	}
	if nonsense.MatchString(strings.ReplaceAll(s.credentials, "Bearer", "")) {
		add("a missing value for the API key")
	}
	if s.path != elsewhere && s.method == http.MethodPost {
		if !strings.HasPrefix(s.kind, "application/json") {
			add("its Content-Type is %q", s.kind)
		}
		if !strings.HasPrefix(strings.TrimSpace(s.body), "{") {
			add("its body is %.40q", s.body)
		}
		for _, member := range []string{"date", "time", "location"} {
			if strings.HasSuffix(s.path, "/natal") && !strings.Contains(s.body, strconv.Quote(member)) {
				add("its body has no %s", member)
			}
		}
	}
	return out
}

// repeats returns what is wrong with requests that are sent again.
func (r *run) repeats() []string {
	var out []string
	bound := r.subject.attempts()
	before, sameRoute := map[string][]sent{}, map[string]int{}
	for _, s := range r.requests {
		same := before[s.identity()]
		before[s.identity()] = append(same, s)
		sameRoute[s.method+" "+s.path]++
		if len(same) == 0 {
			continue
		}
		if bound == 0 && len(same) == 1 {
			out = append(out, fmt.Sprintf("sends %s again and declares no attempts", s))
		}
		last := same[len(same)-1]
		if why := r.forbids(last); why != "" {
			out = append(out, fmt.Sprintf("repeats %s after %s", s, why))
		}
		pause := 0.0
		for _, d := range s.slept[min(len(last.slept), len(s.slept)):] {
			pause += d
		}
		if len(s.slept) <= len(last.slept) {
			out = append(out, fmt.Sprintf("repeats %s without a pause", s))
		} else if pause+s.at.Sub(last.at).Seconds()+1 < float64(last.answer.wait) { // clocks may have whole seconds
			out = append(out, fmt.Sprintf("repeats %s after %.1f seconds, where the answer names %d", s, pause, last.answer.wait))
		}
	}
	for route, n := range sameRoute {
		if bound > 0 && n > bound {
			out = append(out, fmt.Sprintf("sends more than its %d attempts of %s", bound, route))
		}
	}
	if len(r.requests) >= mostRequests {
		out = append(out, "sends requests and does not stop")
	}
	return out
}

// forbids says why a request must not be sent again, "" if it may: what the
// catalog says of the code that answered it, or else what HTTP says.
func (r *run) forbids(s sent) string {
	reads := s.method == http.MethodGet || s.method == http.MethodHead
	a, e := s.answer, r.subject.entry
	switch {
	case !a.failed():
		if reads {
			return ""
		}
		return "success"
	case a.code == e.Code:
		switch {
		case e.Retry.Kind == "never" || e.Retry.Kind == "after_change":
			return fmt.Sprintf("%s, whose retry is %s", a.code, e.Retry.Kind)
		case e.Retry.Kind == "after_delay" && a.wait == 0:
			return a.code + ", which names no wait here"
		case e.Effect != "none" && !reads:
			return fmt.Sprintf("%s, whose effect is %s", a.code, e.Effect)
		}
		return ""
	case a.never || a.closed:
		if reads {
			return ""
		}
		return "no answer, so it may have done its work"
	case a.status == http.StatusTooManyRequests:
		return "" // not processed, by RFC 6585
	case a.status >= 500 && reads:
		return ""
	case a.status >= 500:
		return fmt.Sprintf("%d without a code that is known, so it may have done its work", a.status)
	}
	return fmt.Sprintf("%d without a code that is known", a.status)
}

// triesAgain returns what is wrong with a sample that says that it tries again
// and does not, where it may and the second answer would be a success.
func (r *run) triesAgain() []string {
	n := len(r.requests)
	if r.situation.name != theCodeOnce || n == 0 || r.subject.attempts() < 2 || r.result.End == "value" {
		return nil
	}
	first := r.requests[0]
	if r.forbids(first) != "" || float64(first.answer.wait) > r.subject.longestWait() {
		return nil
	}
	return []string{fmt.Sprintf("declares %d attempts, and gives up %s after one", r.subject.attempts(), first)}
}

// pauses returns what is wrong with the pauses of a run.
func (r *run) pauses() []string {
	var out []string
	longest := r.subject.longestWait()
	for _, d := range r.result.Slept {
		switch {
		case d < 0:
			out = append(out, "a pause that is no number of seconds")
		case d > longest*1.25: // jitter comes on top
			out = append(out, fmt.Sprintf("a pause of %.0f seconds, where the longest is %.0f", d, longest))
		}
	}
	if n := len(r.requests); n > 0 && r.requests[n-1].answer.failed() && len(r.result.Slept) > len(r.requests[n-1].slept) {
		out = append(out, "a pause after the last attempt")
	}
	return out
}

// doesWithout reports whether the sample shows how to go on without an answer,
// and this is one that it goes on without.
func (r *run) doesWithout(a answer) bool {
	return r.subject.entry.Code == "upstream_error" && (a.never || a.closed || slices.Contains([]int{502, 503, 504}, a.status))
}

// ending returns what is wrong with how a run ended.
func (r *run) ending() []string {
	n := len(r.requests)
	if n == 0 || r.result.End != "value" && r.result.End != "error" {
		return nil
	}
	var out []string
	allFailed, noneFailed, ownCode := true, true, true
	for _, s := range r.requests {
		allFailed = allFailed && s.answer.failed()
		noneFailed = noneFailed && !s.answer.failed()
		ownCode = ownCode && s.answer.code == r.subject.entry.Code
	}
	last, text := r.requests[n-1].answer, r.result.Text
	if r.result.End == "value" {
		// The account is on its plan, which is what the sample is for.
		if allFailed && !r.doesWithout(last) && !(ownCode && r.subject.entry.Code == "already_on_plan") {
			out = append(out, "ends as if all were well, but every request failed")
		}
		return out
	}
	if r.result.Parser {
		if r.given() {
			return nil
		}
		return append(out, "ends with an error of a parser or of the language: "+text)
	}
	if noneFailed && r.situation.name == "success" {
		out = append(out, "ends with an error, but every request succeeded: "+text)
	}
	if text == "" {
		out = append(out, "ends with an error that says nothing")
	}
	if last.failed() && last.status > 0 && last.code != r.subject.entry.Code && !r.given() && !r.asOwn(last) {
		if !strings.Contains(text, strconv.Itoa(last.status)) {
			out = append(out, fmt.Sprintf("ends with an error that does not name the status %d: %s", last.status, text))
		}
		if r.asOther(last.code) {
			out = append(out, "says of its code what it says of any other: "+text)
		}
		if last.code != "" && !strings.Contains(text, requestID) {
			out = append(out, "ends with an error that does not name the request ID: "+text)
		}
	}
	return out
}

// asOwn reports whether the sample says of an answer without its code what it
// says of its code: it goes by the status, or by the wait.
func (r *run) asOwn(a answer) bool {
	if a.status != r.subject.entry.Status || r.own == nil || r.own.result == nil || strings.Contains(r.result.Text, strconv.Itoa(a.status)) {
		return false
	}
	return r.result.Text == r.own.result.Text || a.wait > 0 && strings.Contains(r.result.Text, strconv.Itoa(a.wait))
}

// asOther reports whether the sample does with a code that nobody knows what it
// does with its own.
func (r *run) asOther(code string) bool {
	if r.subject.entry.Status == 499 {
		return false // no client is there to receive this one
	}
	return code != "" && r.own != nil && r.own.result != nil && len(r.own.requests) == len(r.requests) &&
		strings.ReplaceAll(r.result.Text, code, r.subject.entry.Code) == r.own.result.Text
}

// given reports whether the sample is the one that was there before all others
// and stays as it is, word by word: it may let errors of a parser out.
func (r *run) given() bool {
	return r.subject.language == "python" && r.subject.entry.Code == "key_not_found" && strings.HasPrefix(r.subject.at, "docs/")
}
