package catalogref

import (
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// width is that of a terminal line.
const width = 80

// Help returns the keys of catalog files and the rules, for the terminal.
func Help(rules []diag.Rule) string {
	t := &terminal{}
	t.fold(0, "A catalog is one YAML file with the facts of every error code. The smallest one that works:")
	t.line("")
	t.block(1, format.Smallest)
	for _, o := range format.Objects() {
		t.object(o)
	}
	t.title("Forms")
	for _, f := range forms() {
		limit := ""
		if f.Max() > 0 {
			limit = fmt.Sprintf(", at most %d characters", f.Max())
		}
		t.fold(1, "%s: %s%s", f.Name(), f.Says(), limit)
	}
	t.title("OAuth error codes")
	t.fold(1, "%s", strings.Join(format.Names(format.OAuthCodes()), ", "))
	t.title("Rules")
	for _, r := range rules {
		t.fold(1, "%s: %s", r.Name, r.Title)
	}
	return t.String()
}

// PageHelp returns the format of pages, for the terminal.
func PageHelp() string {
	t := &terminal{}
	t.fold(0, "A page is the prose of a code, in Markdown.")
	t.line("")
	for _, rule := range format.PageRules() {
		t.item(rule)
	}
	t.title("Sections")
	for _, s := range format.Sections() {
		title := "## " + s.Title
		if s.Title == "" {
			title = "# Title"
		}
		t.line("\t%s", title)
		t.fold(2, "%s: %s", s.Holds, s.Doc)
	}
	t.title("Example")
	t.block(1, format.SamplePage)
	return t.String()
}

// terminal is the text as far as it is written. Indentation is by tabs, which
// count as eight columns.
type terminal struct{ strings.Builder }

func (t *terminal) line(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

func (t *terminal) title(text string) { t.line("\n%s\n", strings.ToUpper(text)) }

// block writes lines as they are.
func (t *terminal) block(indent int, text string) {
	for l := range strings.Lines(text) {
		if l != "\n" {
			l = strings.Repeat("\t", indent) + l
		}
		t.WriteString(l)
	}
}

// fold writes a text in lines of the terminal's width.
func (t *terminal) fold(indent int, format string, args ...any) {
	t.folded(strings.Repeat("\t", indent), strings.Repeat("\t", indent), fmt.Sprintf(format, args...))
}

func (t *terminal) item(text string) { t.folded("\t- ", "\t  ", text) }

func (t *terminal) folded(first, next, text string) {
	room := width - 8*strings.Count(next, "\t") - len(strings.Trim(next, "\t"))
	column, lead := 0, first
	for _, word := range strings.Fields(plain(text)) {
		n := len([]rune(word))
		switch {
		case column == 0:
			t.WriteString(lead + word)
			column, lead = n, next
			continue
		case column+1+n > room:
			t.WriteString("\n" + lead + word)
			column = n
			continue
		}
		t.WriteString(" " + word)
		column += 1 + n
	}
	t.WriteString("\n")
}

func (t *terminal) object(o format.Object) {
	t.title(plain(heading(o)))
	t.fold(0, "%s", o.Doc)
	for i, k := range o.Keys {
		t.line("")
		if o.Name == format.Roles().Name {
			t.line("\t%s (%d)", k.Name, model.RoleKinds()[i].Status)
			t.fold(2, "%s", k.Doc)
			continue
		}
		need := ""
		if k.Required {
			need = " (required)"
		}
		t.line("\t%s%s", k.Name, need)
		t.fold(2, "%s", k.Doc)
		t.fold(2, "Value: %s.", typeOf(k.Value))
		if w := words(k.Value); len(w) > 0 && len(w) <= manyWords {
			for _, each := range w {
				t.fold(3, "%s: %s", each.Name, each.Doc)
			}
		}
		if k.Limits != "" {
			t.fold(2, "Limits: %s", k.Limits)
		}
		if k.Default != "" {
			t.fold(2, "Default: %s.", k.Default)
		}
		if strings.Contains(k.Example, "\n") {
			t.line("\t\tExample:")
			t.block(2, k.Example+"\n")
		} else {
			t.line("\t\tExample: %s", k.Example)
		}
	}
}
