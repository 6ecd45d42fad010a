package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	visible = `document.querySelectorAll(".row[data-status]:not([hidden])").length`
	codes   = `[...document.querySelectorAll(".row[data-status]:not([hidden]) a")].map(a => a.textContent).join(" ")`
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

	p.do(chromedp.SendKeys("#search", "key_not_found", chromedp.ByQuery))
	want(p, codes, "api_key_not_found key_not_found")
	want(p, `[...document.querySelectorAll("section[data-chapter]:not([hidden])")].length`, 2)
	want(p, `[...document.querySelectorAll(".chips li:not([hidden])")].map(x => x.textContent).join(", ")`, "Authentication 1, Not Found 1")
	want(p, `location.search`, "?q=key_not_found")
	p.do(chromedp.KeyEvent(kb.Escape))
	want(p, visible, all)

	p.do(chromedp.SendKeys("#search", "plan upgrade 402", chromedp.ByQuery))
	want(p, codes, "insufficient_tier")
	p.do(chromedp.KeyEvent(kb.Escape), chromedp.SendKeys("#search", "key_nto_found_x", chromedp.ByQuery))
	want(p, visible, 0)
	want(p, summary, "No code matches. Did you mean key_not_found or api_key_not_found or city_not_found?")

	// A pasted response, as a whole.
	p.do(chromedp.KeyEvent(kb.Escape), chromedp.SendKeys("#search", `{"success": false, "error": "city_not_found", "message": "x"}`, chromedp.ByQuery))
	want(p, codes, "city_not_found")
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("#example-response", chromedp.ByQuery))
	want(p, `location.pathname`, "/some/where/city_not_found/index.html")
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
