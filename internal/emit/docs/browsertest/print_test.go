package browsertest

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
	"github.com/chromedp/cdproto/emulation"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// printed returns what is on the sheets of the page that is open, on A4.
func (p *page) printed() []string {
	p.t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		missing(p.t, "pdftotext is not installed: apt-get install poppler-utils")
	}
	var pdf []byte
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		var err error
		pdf, _, err = cdp.PrintToPDF().WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
		return err
	}))
	cmd := exec.CommandContext(p, tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

// lines returns the lines that have something on them, without indentation.
func lines(sheet string) []string {
	var list []string
	for line := range strings.Lines(sheet) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// TestPrint: on paper everything is there, once, and nothing stands alone.
func TestPrint(t *testing.T) {
	base := served(t)
	p := open(t)
	p.do(emulation.SetScriptExecutionDisabled(true))
	labels := map[string]string{"python": "Python", "typescript": "TypeScript", "go": "Go", "bash": "Bash"}
	for _, e := range catalog(t).Errors {
		p.do(chromedp.Navigate(base + e.Code + "/"))
		sheets := p.printed()
		for i, sheet := range sheets {
			on := lines(sheet)
			if i < len(sheets)-1 && len(on) < 12 {
				t.Errorf("%s: sheet %d of %d has %d lines: %q", e.Code, i+1, len(sheets), len(on), on)
			}
			switch last := on[len(on)-1]; last {
			case "With the typed client, which has a type for this code:", "Example response", "Body", "Headers", "Quick fix", "Recovery pattern", "Avoid this error by", "Related errors":
				t.Errorf("%s: sheet %d ends with %q", e.Code, i+1, last)
			}
		}
		all := "\n" + strings.Join(sheets, "\n") + "\n"
		for _, sample := range e.Page.Samples {
			label := labels[sample.Language]
			caption, n := squeeze(label+" "+sample.Title), 0
			for _, line := range lines(all) {
				switch squeeze(line) {
				case caption:
					n++
				case label:
					t.Errorf("%s: %s has a line of its own on paper", e.Code, label)
				}
			}
			if n != 1 {
				t.Errorf("%s: %q is %d times on paper, want once", e.Code, caption, n)
			}
		}
		if text := opening(e.Page.LearnMore); !strings.Contains(squeeze(all), text) {
			t.Errorf("%s: Learn more is folded on paper: %q", e.Code, text)
		}
	}
	p.quiet(base)
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// opening returns the first words of prose.
func opening(blocks []*model.Node) string {
	for _, n := range blocks {
		if n.Kind == model.Words {
			return squeeze(n.Text)
		}
		if text := opening(n.Kids); text != "" {
			return text
		}
	}
	return ""
}

// TestLostPageOnPaper: addresses do not stand over the rows.
func TestLostPageOnPaper(t *testing.T) {
	p := open(t)
	p.do(chromedp.Navigate(served(t) + "nothing/"))
	if all := strings.Join(p.printed(), "\n"); !strings.Contains(all, "key_not_found") || strings.Contains(all, "key_not_found/") {
		t.Errorf("the rows are overprinted:\n%s", all)
	}
	p.do(emulation.SetEmulatedMedia().WithMedia("print"))
	want(p, `[...document.querySelectorAll(".row a")].filter(a => getComputedStyle(a, "::after").content !== "none").length`, 0)
}
