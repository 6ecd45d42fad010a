package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	visible = `document.querySelectorAll("section[data-chapter] .row:not([hidden])").length`
	found   = `[...document.querySelectorAll("#found a")].map(a => a.textContent).join(" ")`
	shown   = `["#found", "section[data-chapter]", ".chips"].filter(x => document.querySelector(x).offsetParent).join(" ")`
	summary = `document.getElementById("count").textContent`
)

func TestSearch(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(chromedp.Navigate(base))
	all := eval[int](p, visible)
	if all != len(catalog(t).Errors) {
		t.Fatalf("%d codes are shown, want %d", all, len(catalog(t).Errors))
	}
	p.do(input.DispatchKeyEvent(input.KeyDown).WithKey("/").WithText("/"))
	want(p, `document.activeElement.id`, "search")
	want(p, `document.activeElement.value`, "")

	p.do(chromedp.SendKeys("#search", "api key not found", chromedp.ByQuery))
	want(p, found, "api_key_not_found key_not_found")
	want(p, summary, "2 codes match, the best first.")
	want(p, shown, "#found")
	want(p, `location.search`, "?q=api+key+not+found")
	p.do(chromedp.KeyEvent(kb.Escape))
	want(p, visible, all)
	want(p, found, "")
	want(p, shown, "section[data-chapter] .chips")

	p.do(chromedp.SendKeys("#search", "xyzzy", chromedp.ByQuery))
	want(p, summary, "No code matches.")
	p.do(chromedp.KeyEvent(kb.Escape), chromedp.SendKeys("#search", "404", chromedp.ByQuery))
	want(p, `document.querySelectorAll("#found .row").length`, 5)
	p.do(chromedp.SetValue("#category", "rate_limiting", chromedp.ByQuery), chromedp.Evaluate(`document.getElementById("category").dispatchEvent(new Event("change", {bubbles: true}))`, nil))
	want(p, summary, "No code matches.")

	// Enter opens the first.
	p.do(chromedp.Navigate(base), chromedp.SendKeys("#search", "key_nto_found", chromedp.ByQuery), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("#example-response", chromedp.ByQuery))
	want(p, `location.pathname`, "/some/where/key_not_found/index.html")
	want(p, `document.getElementById("pasted") === null`, true)
	p.quiet(base)
}

// TestSearchCases types the cases of the matcher into the field, without their
// line ends, and compares what comes first.
func TestSearchCases(t *testing.T) {
	data, err := os.ReadFile("../../../find/testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Catalog, Text string
		Want          []string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	base := served(t)
	p := open(t)
	p.do(chromedp.Navigate(base))
	n := 0
	for _, c := range cases {
		if c.Catalog != "" || strings.TrimSpace(c.Text) == "" {
			continue
		}
		n++
		text, err := json.Marshal(strings.NewReplacer("\r", " ", "\n", " ").Replace(c.Text))
		if err != nil {
			t.Fatal(err)
		}
		first := fmt.Sprintf(`[...document.querySelectorAll("#found a")].slice(0, %d).map(a => a.textContent).join(" ")`, max(1, len(c.Want)))
		got := eval[string](p, `(search => { search.value = `+string(text)+`; search.dispatchEvent(new Event("input", {bubbles: true})); return `+first+` })(document.getElementById("search"))`)
		if want := strings.Join(c.Want, " "); got != want {
			t.Errorf("%.100q finds %q, want %q", c.Text, got, want)
		}
	}
	if n < 60 {
		t.Errorf("%d cases were tried", n)
	}
	p.quiet(base)
}

func TestFilters(t *testing.T) {
	p := open(t)
	base := served(t)
	p.do(chromedp.Navigate(base))
	counts := map[string]int{}
	for _, e := range catalog(t).Errors {
		if e.Status == 429 {
			counts["429"]++
		}
		if e.Retry.Kind == "backoff" || e.Retry.Default > 0 { // what every response of the code can be repeated after
			counts["retryable"]++
			if e.Status == 429 {
				counts["both"]++
			}
		}
		if e.Category.Value == "billing" {
			counts["billing"]++
		}
	}
	p.do(chromedp.SetValue("#status", "429", chromedp.ByQuery), chromedp.Evaluate(`document.getElementById("status").dispatchEvent(new Event("change", {bubbles: true}))`, nil))
	want(p, visible, counts["429"])
	p.do(chromedp.Click(`input[name="retryable"]`, chromedp.ByQuery))
	want(p, visible, counts["both"])
	want(p, `location.search`, "?status=429&retryable=1")

	// The address keeps the filters.
	p.do(chromedp.Reload())
	want(p, visible, counts["both"])
	p.do(chromedp.Navigate(base + "?retryable=1"))
	want(p, visible, counts["retryable"])
	p.do(chromedp.Navigate(base + "?category=billing"))
	want(p, visible, counts["billing"])
	p.quiet(base)
}

func TestLostPageSuggests(t *testing.T) {
	p := open(t)
	p.do(chromedp.Navigate(served(t) + "key_not_fuond"))
	want(p, `document.querySelector("#lost a").textContent`, "key_not_found")
}
