package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sizes are those of a small laptop's window, a phone, and a small phone.
func sizes() [][2]int64 { return [][2]int64{{1280, 900}, {390, 844}, {320, 568}} }

// everyPage shows each page of a code at a size.
func everyPage(t *testing.T, p *page, base string, width, height int64, check func(code string)) {
	t.Helper()
	options := []chromedp.EmulateViewportOption{}
	if width < 600 {
		options = append(options, chromedp.EmulateMobile)
	}
	p.do(chromedp.EmulateViewport(width, height, options...))
	n := 0
	for _, e := range catalog(t).Errors {
		p.do(chromedp.Navigate(base + e.Code + "/"))
		check(e.Code)
		n++
	}
	if n < 50 {
		t.Errorf("%d pages were shown only", n)
	}
}

// TestFirstScreen: what a reader came for is there before scrolling.
func TestFirstScreen(t *testing.T) {
	const below = `["#message", ".lead", ".facts", ".first"].filter(s => {
		const all = document.querySelectorAll(s);
		if (!all.length) return true;
		const r = all[0].getBoundingClientRect();
		return r.width < 40 || r.height < 12 || r.top < 0 || r.bottom > innerHeight || r.right > innerWidth;
	}).join(" ")`
	const example = `(() => {
		const text = JSON.parse(document.querySelector("#example-response ~ .flow pre").textContent).message;
		return text === document.getElementById("message").textContent;
	})()`
	base := served(t)
	p := open(t)
	for _, size := range sizes()[:2] {
		everyPage(t, p, base, size[0], size[1], func(code string) {
			if missing := eval[string](p, below); missing != "" {
				t.Errorf("%s at %d × %d: not on the first screen: %s", code, size[0], size[1], missing)
			}
			if !eval[bool](p, example) {
				t.Errorf("%s: the message is not that of the example", code)
			}
		})
	}
	p.quiet(base)
}

// TestNothingIsCut: examples and the commands to get them are folded, identifiers are not, and the way
// through the page is there at every width.
func TestNothingIsCut(t *testing.T) {
	const clipped = `[...document.querySelectorAll("pre.wrap, #reproduce-it ~ .flow pre")].filter(x => x.scrollWidth > x.clientWidth).length`
	const contents = `(() => {
		const toc = document.querySelector(".toc"), r = toc.getBoundingClientRect();
		return toc.checkVisibility() && r.width > 100 && r.left >= 0 && r.right <= innerWidth && toc.querySelectorAll("a").length > 4;
	})()`
	// A piece of text without a place to fold it is on one line.
	const broken = `(() => {
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
		for (let n = walk.nextNode(); n; n = walk.nextNode()) {
			const parent = n.parentElement;
			if (parent.closest("pre, script, style") || !parent.checkVisibility()) continue;
			const word = parent.closest("code") ? /\S+/g : /\w*_\w+|\w+_|[A-Z]\w*(-[A-Z]\w*)+/g;
			for (const m of n.data.matchAll(word)) {
				const range = document.createRange();
				range.setStart(n, m.index);
				range.setEnd(n, m.index + m[0].length);
				const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
				if (lines.size > 1 && m[0].length <= 30) found.push(m[0]);
			}
		}
		return found.join(" ");
	})()`
	const button = `(() => {
		const b = document.querySelector(".ident .copy"), s = getComputedStyle(b), r = document.createRange();
		r.selectNodeContents(b);
		return r.getClientRects().length === 1 && s.borderTopStyle === "solid" && s.borderTopColor !== "rgba(0, 0, 0, 0)";
	})()`
	base := served(t)
	p := open(t)
	for _, size := range sizes() {
		everyPage(t, p, base, size[0], size[1], func(code string) {
			if n := eval[int](p, clipped); n > 0 {
				t.Errorf("%s, %d wide: %d examples have to be scrolled", code, size[0], n)
			}
			if !eval[bool](p, contents) {
				t.Errorf("%s, %d wide: On this page is not there", code, size[0])
			}
			if found := eval[string](p, broken); found != "" {
				t.Errorf("%s, %d wide: broken inside: %s", code, size[0], found)
			}
			if !eval[bool](p, button) {
				t.Errorf("%s, %d wide: Copy code is folded or does not look like a button", code, size[0])
			}
			if over := eval[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s is %d pixels wider than %d", code, over, size[0])
			}
		})
	}
	p.quiet(base)
}

// TestFoldedNames: a name that is folded is copied as it is.
func TestFoldedNames(t *testing.T) {
	p := open(t)
	p.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(served(t)+"exchange_code_attempt_limit_exceeded/"))
	const selected = `(() => {
		getSelection().selectAllChildren(document.querySelector("[aria-current] code"));
		return getSelection().toString();
	})()`
	want(p, `document.querySelectorAll("[aria-current] wbr").length > 2`, true)
	want(p, selected, "exchange_code_attempt_limit_exceeded")
}

// TestIndexMessages: the index shows messages as clients receive them.
func TestIndexMessages(t *testing.T) {
	p := open(t)
	p.do(chromedp.Navigate(served(t)))
	if text := eval[string](p, `document.querySelector("main").textContent`); strings.ContainsAny(text, "{}") {
		t.Error("the index shows placeholders")
	}
	want(p, `document.querySelector('a[href*="ip_rate_limit_exceeded"]').closest(".row").querySelector("p").textContent`,
		"Too many requests from this IP address. Try again in 60 seconds.")
}
