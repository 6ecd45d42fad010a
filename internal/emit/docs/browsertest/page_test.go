package browsertest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
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
	want(p, shown, "Python Python")
	p.do(chromedp.Click(`//label[.="Go"]`, chromedp.BySearch))
	want(p, shown, "Go Go")
	p.do(chromedp.Focus(".tabs input:checked", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowRight))
	want(p, shown, "Bash Go") // there is no typed client in Bash
	p.do(chromedp.KeyEvent(kb.ArrowLeft))
	want(p, shown, "Go Go")

	// One choice is for both groups of tabs.
	p.click("[for=typed-1]")
	want(p, shown, "TypeScript TypeScript")
	p.click("[for=typed-2]")

	// The choice holds for the other pages.
	p.do(chromedp.Navigate(base + "api_key_not_found/"))
	want(p, shown, "Go Go")
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

// TestWithoutJavaScript: nothing that a reader needs depends on it, where the
// site is below the path that it was made for.
func TestWithoutJavaScript(t *testing.T) {
	base := serve(t, site(t, nil), "/reference/errors/")
	p := open(t)
	p.do(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(base))
	p.shows(true, `a[href="key_not_found/index.html"]`, ".chips")
	p.shows(false, "#finder", ".theme") // they would do nothing
	p.click(`a[href="key_not_found/index.html"]`)
	p.shows(true, "#recovery-pattern", "[for=language-0] + .panel")
	p.shows(false, ".copy", "[for=language-1] + .panel", ".fold[open]")
	p.click("[for=language-1]")
	p.shows(true, "[for=language-1] + .panel")
	p.shows(false, "[for=language-0] + .panel")
	p.click("summary")
	p.shows(true, ".fold[open] .flow")
	p.quiet(base)
}

// find returns an element without running a script; 0 where there is none.
func find(ctx context.Context, selector string) (cdp.NodeID, error) {
	root, err := dom.GetDocument().Do(ctx)
	if err != nil {
		return 0, err
	}
	return dom.QuerySelector(root.NodeID, selector).Do(ctx)
}

// shows makes sure that elements are, or are not, rendered.
func (p *page) shows(rendered bool, selectors ...string) {
	p.t.Helper()
	for _, selector := range selectors {
		got := !rendered
		for range 50 {
			p.do(chromedp.ActionFunc(func(ctx context.Context) error {
				id, err := find(ctx, selector)
				if err != nil || id == 0 {
					got = false
					return nil // while a page loads
				}
				_, err = dom.GetBoxModel().WithNodeID(id).Do(ctx)
				got = err == nil
				return nil
			}))
			if got == rendered {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if got != rendered {
			p.t.Errorf("%s is rendered: %t, want %t", selector, got, rendered)
		}
	}
}

// click clicks where an element is.
func (p *page) click(selector string) {
	p.t.Helper()
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		id, err := find(ctx, selector)
		if err != nil {
			return err
		}
		if err := dom.ScrollIntoViewIfNeeded().WithNodeID(id).Do(ctx); err != nil {
			return err
		}
		box, err := dom.GetBoxModel().WithNodeID(id).Do(ctx)
		if err != nil {
			return err
		}
		return chromedp.MouseClickXY((box.Content[0]+box.Content[4])/2, (box.Content[1]+box.Content[5])/2).Do(ctx)
	}))
}

// TestShared opens a site whose pages share style sheet and script: it looks
// and works as the other one.
func TestShared(t *testing.T) {
	base := serve(t, site(t, &docs.SiteOptions{Shared: true}), "/some/where/")
	p := open(t)
	for _, name := range []string{"", "key_not_found", "nothing"} { // doc_url has no slash at its end
		p.do(prefer("dark"), chromedp.Navigate(base+name))
		want(p, background, "rgb(16, 18, 20)")
		want(p, `document.documentElement.classList.contains("js")`, true)
		if name == "key_not_found" {
			want(p, `location.pathname`, "/some/where/key_not_found/")
		}
		if name != "nothing" { // its status is an error on the console
			p.quiet(base)
		}
	}
}

// TestFromFiles opens every page from the disk, as wide as a phone.
func TestFromFiles(t *testing.T) {
	dir := written(t, nil)
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
		if p.leads("file://"+dir+"/", dir) < 20 {
			t.Errorf("%s has few links; were they seen?", name)
		}
	}
	p.do(chromedp.Navigate("file://"+dir+"/index.html"), chromedp.Click(`//a[.="key_not_found"]`, chromedp.BySearch), chromedp.WaitVisible("#example-response", chromedp.ByQuery))
	p.quiet("file://" + dir)
}
