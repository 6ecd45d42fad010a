package catalogfile

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzPage reads arbitrary pages: no panic, and problems at places that the
// page has. A page without problems keeps every word that was written.
func FuzzPage(f *testing.F) {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, rule := range []string{"heading", "section", "markdown", "code-block", "link", "fact"} {
		archive, err := txtar.ParseFile("testdata/problems/" + rule + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(string(file.Data))
			}
		}
	}
	page, err := os.ReadFile("testdata/page/pages/key_gone.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(page))
	f.Fuzz(func(t *testing.T, src string) {
		l := newLoader(nil)
		c, err := l.parse("none/catalog.yaml", minimal)
		if err != nil || len(l.problems) > 0 {
			t.Fatal(err, l.problems)
		}
		p := c.readPage("none/page.md", "internal_error", []byte(src))
		lines := strings.Count(src, "\n") + 1
		for _, problem := range l.problems {
			if problem.Pos.Line < 1 || problem.Pos.Line > lines || problem.Pos.Col < 1 || problem.Message == "" || strings.Contains(problem.String(), "\n") {
				t.Errorf("problem is %q", problem)
			}
		}
		if len(l.problems) > 0 {
			return
		}
		kept := everything(p.Page)
		for _, word := range written.FindAllString(src, -1) {
			if !strings.Contains(kept, word) && !resolved.MatchString(src) {
				t.Errorf("%q is lost; the page has %q", word, kept)
			}
		}
	})
}

var (
	written  = regexp.MustCompile(`\p{L}+`)
	resolved = regexp.MustCompile(`[&{]|\]\s*[:\[]`) // entities, facts, names of definitions: words that stand for others
)

// everything returns all that a page says.
func everything(p *model.Page) string {
	var b strings.Builder
	b.WriteString(p.Title.Value + "\n")
	for _, h := range model.Headings() {
		b.WriteString(h.Title + "\n")
	}
	for _, nodes := range [][]*model.Node{p.Summary, p.Meaning, p.When, p.LearnMore, p.QuickFix, p.Recovery, p.Avoid} {
		everythingOf(&b, nodes)
	}
	for _, s := range p.Samples {
		b.WriteString(s.Language + " " + s.Title + "\n" + s.Code + "\n")
	}
	for _, code := range p.SeeAlso {
		b.WriteString(code.Value + ".md\n")
	}
	return b.String()
}

func everythingOf(b *strings.Builder, nodes []*model.Node) {
	for _, n := range nodes {
		b.WriteString(n.Language + n.Text)
		everythingOf(b, n.Kids)
		switch {
		case n.Kind == model.Link && n.Code != "":
			b.WriteString(" " + n.Code + ".md#" + n.Fragment)
		case n.Kind == model.Link:
			b.WriteString(" " + n.Dest)
		}
		if n.Kind < model.Words {
			b.WriteByte('\n')
		}
	}
}

// TestMentionsOfLostPages: a fact that only a page with problems names is not
// reported as unused.
func TestMentionsOfLostPages(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("pages", 0o777); err != nil {
		t.Fatal(err)
	}
	page := "# Boom\n\nOnly {facts.limit} of them.\n\n## Nonsense\n\nx\n"
	if err := os.WriteFile("pages/boom.md", []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	src := "catalog: 2\npackage: a\ndocs_base_url: https://example.com/\npages: pages\nfacts: {limit: 5}\nroles: {internal: boom}\nerrors:\n  boom: {status: 500, message: Boom.}\n"
	_, err := Parse("catalog.yaml", []byte(src), nil)
	if err == nil || strings.Contains(err.Error(), "unused") || strings.Count(err.Error(), "\n") > 0 {
		t.Errorf("got %v", err)
	}
}
