package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const unfolded = `document.querySelector(".fold").open && document.querySelector("#learn-more p").checkVisibility()`

// TestLearnMoreOpens: a link to what is folded shows it, from elsewhere and
// from the page itself.
func TestLearnMoreOpens(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(chromedp.Navigate(base + "key_not_found/"))
	want(p, unfolded, false)
	p.do(chromedp.Click(`.toc a[href="#learn-more"]`, chromedp.ByQuery))
	want(p, unfolded, true)
	want(p, `document.querySelector("summary").getBoundingClientRect().top >= document.querySelector(".top").getBoundingClientRect().bottom`, true)
	p.do(chromedp.Navigate(base+"api_key_not_found/"), chromedp.Navigate(base+"key_not_found/#learn-more"))
	want(p, unfolded, true)
	p.quiet(base)
}

// TestLearnMoreOpensByItself is the same without scripts.
func TestLearnMoreOpensByItself(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(base+"key_not_found/#learn-more"))
	p.shows(true, ".fold[open] #learn-more")
	p.do(chromedp.Navigate(base + "key_not_found/"))
	p.shows(false, ".fold[open]")
}
