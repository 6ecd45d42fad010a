package browsertest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func prefer(scheme string) chromedp.Action {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}})
}

const background = `getComputedStyle(document.body).backgroundColor`

func TestDarkMode(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(prefer("light"), chromedp.Navigate(base+"key_not_found/"))
	want(p, background, "rgb(255, 255, 255)")
	p.do(prefer("dark"))
	want(p, background, "rgb(16, 18, 20)")
	want(p, `document.querySelector(".theme").getAttribute("aria-pressed")`, "true")

	// The choice of the reader outweighs that of the system, on all pages.
	p.do(chromedp.Click(".theme", chromedp.ByQuery))
	want(p, background, "rgb(255, 255, 255)")
	p.do(chromedp.Navigate(base))
	want(p, background, "rgb(255, 255, 255)")
	want(p, `document.querySelector(".theme").getAttribute("aria-pressed")`, "false")
	p.quiet(base)
}

func TestTabs(t *testing.T) {
	base := served(t)
	p := open(t)
	shown := `[...document.querySelectorAll(".panel")].filter(x => x.offsetParent).map(x => x.querySelector("b").textContent).join(" ")`
	p.do(chromedp.Navigate(base + "key_not_found/"))
	want(p, shown, "Python")
	p.do(chromedp.Click(`//label[.="Go"]`, chromedp.BySearch))
	want(p, shown, "Go")
	p.do(chromedp.Focus(".tabs input:checked", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowRight))
	want(p, shown, "curl")
	p.do(chromedp.KeyEvent(kb.ArrowLeft))
	want(p, shown, "Go")

	// The choice holds for the other pages.
	p.do(chromedp.Navigate(base + "api_key_not_found/"))
	want(p, shown, "Go")
	p.quiet(base)
}

func TestCopy(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		return browser.GrantPermissions([]browser.PermissionType{browser.PermissionTypeClipboardReadWrite, browser.PermissionTypeClipboardSanitizedWrite}).
			Do(ctx)
	}), chromedp.Navigate(base+"key_not_found/"))
	want(p, `document.querySelectorAll(".copy").length > 3`, true)
	p.do(chromedp.Click(`[data-from="code"]`, chromedp.ByQuery))
	want(p, `document.querySelector('[data-from="code"]').textContent`, "Copied")
	want(p, `document.getElementById("said").textContent`, "Copied")
	want(p, `navigator.clipboard.readText().then(x => { window.copied = x }), window.copied || ""`, "key_not_found")
	p.do(chromedp.Click(`#example-response ~ .flow .copy`, chromedp.ByQuery))
	p.do(chromedp.Evaluate(`window.copied = ""`, nil))
	want(p, `navigator.clipboard.readText().then(x => { window.copied = x }), (window.copied || "").split("\n").slice(0, 3).join("|")`,
		`{|  "success": false,|  "error": "key_not_found",`)
	p.quiet(base)
}

// TestWithoutJavaScript: nothing that a reader needs depends on it.
func TestWithoutJavaScript(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(base))
	p.do(chromedp.WaitVisible(`//a[.="key_not_found"]`, chromedp.BySearch))
	// The tools that need it are not there.
	for _, selector := range []string{"#finder", ".theme"} {
		p.do(chromedp.WaitNotVisible(selector, chromedp.ByQuery))
	}
	p.do(chromedp.Click(`//a[.="key_not_found"]`, chromedp.BySearch), chromedp.WaitVisible("#recovery-pattern", chromedp.ByQuery))
	p.do(chromedp.WaitVisible(`//b[.="Python"]/ancestor::div[@class="panel"]`, chromedp.BySearch))
	p.do(chromedp.Click(`//label[.="TypeScript"]`, chromedp.BySearch))
	p.do(chromedp.WaitVisible(`//b[.="TypeScript"]/ancestor::div[@class="panel"]`, chromedp.BySearch))
	p.do(chromedp.WaitNotVisible(`//b[.="Python"]/ancestor::div[@class="panel"]`, chromedp.BySearch))
	p.do(chromedp.WaitNotVisible(`.copy`, chromedp.ByQuery))
	p.do(chromedp.Click("summary", chromedp.ByQuery), chromedp.WaitVisible("#learn-more .flow", chromedp.ByQuery))
	p.quiet(base)
}

// TestFromFiles opens every page from the disk, as wide as a phone.
func TestFromFiles(t *testing.T) {
	dir := written(t)
	p := open(t)
	p.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
	names := []string{"index.html"}
	for _, e := range catalog(t).Errors {
		names = append(names, e.Code+"/index.html")
	}
	for _, name := range names {
		p.do(chromedp.Navigate("file://" + filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name)))))
		if overflow := eval[int](p, `document.documentElement.scrollWidth - window.innerWidth`); overflow > 0 {
			t.Errorf("%s is %d pixels wider than a phone", name, overflow)
		}
		if title := eval[string](p, `document.title`); !strings.HasSuffix(title, "Asterwise error reference") {
			t.Errorf("%s has title %q", name, title)
		}
		want(p, `document.documentElement.classList.contains("js")`, true) // the policy let the script run
	}
	p.do(chromedp.Navigate("file://"+dir+"/index.html"), chromedp.Click(`//a[.="key_not_found"]`, chromedp.BySearch), chromedp.WaitVisible("#example-response", chromedp.ByQuery))
	p.quiet("file://" + dir)
}
