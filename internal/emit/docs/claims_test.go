package docs

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/model"
)

// A claim is what a sentence says about repeating a request, by its words, and
// the boxes that it contradicts.
type claim struct {
	says   string
	words  *regexp.Regexp
	unless *regexp.Regexp // words that make it another claim; nil for none
	false  func(retryBox) bool
}

func claims() []claim {
	is := func(needs ...need) func(retryBox) bool {
		return func(b retryBox) bool {
			for _, n := range needs {
				if b.need == n {
					return true
				}
			}
			return false
		}
	}
	re := func(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + s) }
	// Words behind a refusal that leave another way.
	manner := re(`without|in a loop|blindly|immediately|at once|sooner|unchanged|a request that (writes|changes)|writes|post`)
	negated := re(`\b(don't|do not|never|not|doesn't|won't|can't|nothing)\b`)
	return []claim{
		{"a program must not repeat the request", re(`\b(don't|do not|never) (retry|try again|repeat (it|the request)|send (it|the (same )?request) again|let a program wait)`), manner, is(namedWait, backoff, maybeWait)},
		{"a wait does not help", re(`\b(waiting|no wait|trying again|trying later|repeating)\b.*\b(doesn't|does not|won't|will not|can't|never) help|waiting is in vain`), nil, is(namedWait, backoff, maybeWait)},
		{"the same request fails again", re(`same (request|bytes) (fails?|will fail) again|fails again until`), nil, is(namedWait, backoff, maybeWait)},
		{"a wait helps", re(`\bwait (a|an|some|for|as)\b.*\b(again|retry)\b|exponential backoff|\btry again (after|in) (a|an|some|\d)|(waiting|trying again) helps|safe to (try again|retry)|succeeds after a (while|wait)`), negated, is(changedRequest, changedAccount)},
		{"the response names a wait", re(`\bwait (as|for|the|that|until)\b.*\bretry.after\b|\bretry.after\b.* says how long|\bafter retry_after seconds\b`), negated, is(changedRequest, changedAccount, backoff)},
		{"the response names no wait", re("retry_after (is|will be) (usually |as a rule |always )?null|as a rule,? (it is )?null|it is (usually )?null"), nil, is(namedWait)},
		{"the same request can succeed", re(`\bsend the (same )?request again\b|\brepeat the same request\b|\b(it|same request) (succeeds|works) (as soon as|once|when|after)\b|^succeeds as soon as`), negated, is(changedRequest)},
		{"a request that writes must not be repeated", re(`requests that only read|\b(repeat|retry) (only )?reads\b|only (reads|safe requests)|before you repeat a request that (changes|writes)|only what is safe to repeat|a post may have done its work|\bsend (it|a post) once\b`), nil, func(b retryBox) bool { return b.harmless }},
		{"the failed request changed nothing", re(`nothing (was|has been|is) (changed|done|charged|stored)|changed nothing|safe to (repeat|retry|try again|send again)|was not processed`), re(`\bget|reads?\b|only what`), func(b retryBox) bool { return !b.harmless }},
	}
}

// A condition that a sentence gives itself: it speaks of some responses only.
var condition = regexp.MustCompile(`(?i)\bnull\b|\bnumber\b|\bonly (when|if)\b|\bif the response\b`)

// contradictions returns what a sentence says against a box.
func contradictions(sentence string, b retryBox) []string {
	var list []string
	for _, c := range claims() {
		switch {
		case !c.words.MatchString(sentence) || !c.false(b),
			c.unless != nil && c.unless.MatchString(c.words.ReplaceAllString(sentence, "")),
			b.need == maybeWait && condition.MatchString(sentence):
			continue
		}
		list = append(list, c.says)
	}
	return list
}

// TestContradictions: sentences that pages once had, each against the box that
// stood above it.
func TestContradictions(t *testing.T) {
	box := func(kind string, wait time.Duration, effect string) retryBox {
		return newRetryBox(&model.Error{Retry: model.Retry{Kind: kind, Default: wait}, Effect: effect})
	}
	hour, backoff, never := box("after_delay", time.Hour, "none"), box("backoff", 0, "none"), box("never", 0, "none")
	for _, c := range []struct {
		box      retryBox
		sentence string
	}{
		{hour, "Don't let a program wait and try again."},
		{backoff, "Repeat only requests that only read."},
		{never, "The request succeeds as soon as a key has been revoked, so it works once you have revoked one."},
		{never, "Pay, then send the request again."},
		{never, "Wait for the next plan month and try again."},
		{backoff, "The currency isn't supported; trying again doesn't help."},
		{box("after_delay", time.Minute, "none"), "As a rule retry_after is null."},
		{backoff, "Repeating doesn't help until they are complete."},
		{backoff, "retry_after is null where waiting does not help."},
		{never, "Try again with exponential backoff."},
		{box("after_change", 0, "none"), "Wait a minute and try again."},
		{box("after_delay", 0, "none"), "Don't retry."},
		{box("after_delay", 0, "none"), "The same request fails again."},
		{hour, "It fails again until something about it has changed."},
		{backoff, "Wait as long as retry_after says."},
		{box("backoff", 0, "unknown"), "Nothing was changed."},
		{box("backoff", 0, "unknown"), "It is safe to try again."},
		{box("backoff", 0, "unknown"), "A POST is safe to repeat, too."},
		{hour, "A POST may have done its work, so send it once."},
		{never, "The request succeeds after retry_after seconds."},
	} {
		if contradictions(c.sentence, c.box) == nil {
			t.Errorf("%v: %q passes", c.box, c.sentence)
		}
	}
	for _, c := range []struct {
		box      retryBox
		sentence string
	}{
		{hour, "Never retry without a wait."},
		{hour, "Wait as long as retry_after says, then try again."},
		{backoff, "Try again with exponential backoff."},
		{box("backoff", 0, "unknown"), "Reads are always safe to repeat."},
		{box("backoff", 0, "unknown"), "Repeat reads with exponential backoff."},
		{never, "Don't retry: the same request fails again."},
		{box("after_change", 0, "none"), "Check that your API keys are active, then send the request again."},
		{box("after_delay", 0, "none"), "When it is null, waiting doesn't help."},
	} {
		if got := contradictions(c.sentence, c.box); got != nil {
			t.Errorf("%v: %q is taken to say %q", c.box, c.sentence, got)
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?;]\s+`)

// TestPagesAgreeWithTheirBox reads every sentence of every page. One that
// names another code speaks of that.
func TestPagesAgreeWithTheirBox(t *testing.T) {
	c, err := catalogfile.Load("../../../catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, e := range c.Errors {
		box := newRetryBox(e)
		for _, text := range texts(e) {
			for _, sentence := range sentenceEnd.Split(text, -1) {
				if namesAnother(sentence, c, e.Code) {
					continue
				}
				read++
				for _, says := range contradictions(sentence, box) {
					t.Errorf("%s: %q says that %s; the page's box: %v", e.Page.File, sentence, says, box)
				}
			}
		}
	}
	if read < 500 {
		t.Errorf("%d sentences were read only", read)
	}
}

// texts returns the prose of a code, a paragraph or an item each.
func texts(e *model.Error) []string {
	list := []string{e.Message.Text}
	for _, blocks := range [][]*model.Node{e.Page.Summary, e.Page.Meaning, e.Page.When, e.Page.LearnMore, e.Page.QuickFix, e.Page.Recovery, e.Page.Avoid} {
		for _, n := range blocks {
			list = append(list, plain([]*model.Node{n}))
		}
	}
	return list
}

// namesAnother reports whether a sentence mentions a code other than its page's.
func namesAnother(sentence string, c *model.Catalog, own string) bool {
	for _, word := range regexp.MustCompile(`\w+`).FindAllString(sentence, -1) {
		if strings.Contains(word, "_") && word != own && c.Lookup(word) != nil {
			return true
		}
	}
	return false
}
