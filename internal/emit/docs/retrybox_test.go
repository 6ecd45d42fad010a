package docs

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/find"
	"github.com/asterwise/errcat/internal/model"
)

// TestRetryBox: every combination of the three facts has one answer to each of
// the two questions.
func TestRetryBox(t *testing.T) {
	const nothing = " Repeating it tells you nothing: every cause has the same response."
	again := "Yes. The failed request changed nothing, so nothing is done twice."
	changed := "Yes, after the change. The failed request changed nothing."
	careful := "Only if idempotent. The failed request may have done its work. Repeat a GET freely, a POST only with an Idempotency-Key that the endpoint honors."
	for _, c := range []struct {
		retry     model.Retry
		first     string
		harmless  string // second, where effect is none
		retryable bool
	}{
		{model.Retry{Kind: "never"}, "Change the request first. The same request fails again.", changed, false},
		{model.Retry{Kind: "after_change"}, "Change the account first. Until then, the same request fails again.", changed, false},
		{model.Retry{Kind: "after_delay", Default: time.Hour}, "After 1 hour. Wait as long as retry_after says; the Retry-After header has the same number.", again, true},
		{model.Retry{Kind: "after_delay"}, "Only if retry_after is a number. Then wait that many seconds. Where it is null, the same request fails again.", again, false},
		{model.Retry{Kind: "backoff"}, "Exponential backoff. Wait a second, double the wait each time, add jitter, and stop after a few attempts.", again, true},
	} {
		for _, concealed := range []bool{false, true} {
			for _, effect := range []string{"none", "unknown"} {
				e := &model.Error{Retry: c.retry, Effect: effect, Concealed: concealed}
				want := []string{c.first, c.harmless}
				if concealed {
					want[0] += nothing
				}
				if effect == "unknown" {
					want[1] = careful
				}
				for i, f := range newRetryBox(e).facts() {
					if got := plain(f.Short) + ". " + plain(f.Long); got != want[i] {
						t.Errorf("%v, effect %s, concealed %t: %s is %q, want %q", c.retry, effect, concealed, f.Label, got, want[i])
					}
				}
				if p := (&Page{Entry: e}); p.Retryable() != c.retryable {
					t.Errorf("%v: retryable is %t", c.retry, p.Retryable())
				}
			}
		}
	}
}

func TestSeconds(t *testing.T) {
	for n, want := range map[int]string{1: "1 second", 60: "60 seconds", 90: "90 seconds", 120: "2 minutes", 3600: "1 hour", 5400: "90 minutes", 7200: "2 hours"} {
		if got := seconds(time.Duration(n) * time.Second); got != want {
			t.Errorf("seconds(%d) = %q, want %q", n, got, want)
		}
	}
}

func (b retryBox) String() string {
	return fmt.Sprintf("%q, %q", plain(b.retry().Short), plain(b.writes().Short))
}

// A proxy may name a wait where waiting does not help: it must not become the
// answer of such a page.
func TestForeignWait(t *testing.T) {
	for kind, want := range map[string]string{
		"never": "Retry: Change the request first.", "after_change": "Retry: Change the account first.",
		"after_delay": "Retry: After 37 seconds.", "backoff": "Retry: After 37 seconds.",
	} {
		e := &model.Error{Code: "gone", Status: 404, Retry: model.Retry{Kind: kind}, Effect: "none", Message: model.Message{Text: "Gone."},
			Title: model.Text{Value: "Gone"}, DocURL: model.Text{Value: "https://docs.example.com/gone"}, Category: model.Text{Value: "not_found"}}
		c := &model.Catalog{Errors: []*model.Error{e}, Categories: []model.Category{{Key: "not_found", Title: "Not Found"}}}
		book, err := NewBook(c)
		if err != nil {
			t.Fatal(err)
		}
		text := book.Text(book.Pages[0], &TextOptions{Pasted: &find.Pasted{RetryAfter: 37}})
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("%s: the page has no %q:\n%s", kind, want, text)
		}
	}
}
