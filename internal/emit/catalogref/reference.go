package catalogref

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// Reference returns the reference of catalog files and pages, as Markdown. The
// rules are those that files are held to.
func Reference(rules []diag.Rule) []byte {
	m := &markdown{}
	m.introduction()
	m.keys()
	m.forms()
	m.statuses()
	m.oauth()
	m.pages()
	m.rules(rules)
	return m.Bytes()
}

// markdown is the text as far as it is written.
type markdown struct{ bytes.Buffer }

// p writes a paragraph.
func (m *markdown) p(text string, args ...any) {
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	m.WriteString(text + "\n\n")
}

func (m *markdown) code(language, text string) {
	m.WriteString("```" + language + "\n" + strings.TrimSuffix(text, "\n") + "\n```\n\n")
}

func (m *markdown) item(text string, args ...any) { fmt.Fprintf(m, "- "+text+"\n", args...) }

// table writes a table. Cells hold no line breaks.
func (m *markdown) table(head []string, rows [][]string) {
	rule := make([]string, len(head))
	for i := range rule {
		rule[i] = "---"
	}
	for _, row := range append([][]string{head, rule}, rows...) {
		for _, cell := range row {
			m.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
		}
		m.WriteString("|\n")
	}
	m.WriteString("\n")
}

func (m *markdown) introduction() {
	m.p("<!-- " + header + " -->")
	m.p("# The catalog file")
	m.p("A catalog is one YAML file, `catalog.yaml`, with the facts of every error code, and a directory of Markdown pages, one for each code, with the prose. Everything else is generated from the two: the Go package that services return errors with, the documentation, and whatever clients need.")
	m.p("The smallest catalog that works has two codes:")
	m.code("yaml", format.Smallest)
	m.p("`errcat init` writes one that extends a shared catalog. Everything left out below has a default, and every default is the safe one.")
	m.p("Files are read strictly. An unknown key, a value of another type, a text that YAML cuts short, two codes with one name: each is a problem with `file:line:col`, the rule it breaks and what to do, and all of them come in one run. Line ends do not matter; aliases, anchors, tags and merge keys are not supported.")
	m.p("**In an editor.** With `outputs: {schema: catalog.schema.json}` the command writes a JSON Schema beside the catalog. Editors that speak the YAML language server complete keys, show their meaning and underline mistakes when the first line of the catalog says")
	m.code("yaml", "# yaml-language-server: $schema=catalog.schema.json")
	m.p("This reference is `errcat help catalog` and `errcat help page` on the terminal.")
}

func (m *markdown) keys() {
	for _, o := range format.Objects() {
		m.p("## %s", heading(o))
		m.p("%s", o.Doc)
		if o.Name == format.Roles().Name {
			m.roles(o)
			continue
		}
		var rows [][]string
		for _, k := range o.Keys {
			need := "no"
			if k.Required {
				need = "**yes**"
			}
			rows = append(rows, []string{fmt.Sprintf("[`%s`](#%s)", k.Name, anchor(o.Path+k.Name)), need, typeOf(k.Value)})
		}
		m.table([]string{"key", "required", "value"}, rows)
		for _, k := range o.Keys {
			m.key(o, k)
		}
	}
}

func heading(o format.Object) string {
	if o.Path == "" {
		return "Keys of the file"
	}
	return fmt.Sprintf("Keys of `%s`", strings.TrimSuffix(o.Path, "."))
}

// anchor is what code hosts make of a heading.
func anchor(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r == ' ':
			return '-'
		}
		return -1
	}, title)
}

func (m *markdown) key(o format.Object, k format.Key) {
	m.p("### %s%s", o.Path, k.Name)
	m.p("%s", k.Doc)
	need := "required"
	if !k.Required {
		need = "optional"
	}
	if k.Default != "" {
		need += "; default: " + k.Default
	}
	m.item("%s", need)
	m.item("value: %s", typeOf(k.Value))
	if k.Limits != "" {
		m.item("limits: %s", k.Limits)
	}
	m.item("since format %d", k.Since)
	m.WriteString("\n")
	if w := words(k.Value); len(w) > 0 && len(w) <= manyWords {
		m.words(w)
	}
	m.code("yaml", k.Example)
}

func (m *markdown) words(all []format.Word) {
	var rows [][]string
	for _, w := range all {
		rows = append(rows, []string{"`" + w.Name + "`", w.Doc})
	}
	m.table([]string{"word", "meaning"}, rows)
}

func (m *markdown) roles(o format.Object) {
	var rows [][]string
	for i, kind := range model.RoleKinds() {
		rows = append(rows, []string{"`" + kind.Name + "`", fmt.Sprint(kind.Status), o.Keys[i].Doc})
	}
	m.table([]string{"role", "status", "answers"}, rows)
}

func (m *markdown) forms() {
	m.p("## Forms of names and texts")
	var rows [][]string
	for _, f := range forms() {
		text := f.Says()
		if f.Max() > 0 {
			text += fmt.Sprintf("; at most %d characters", f.Max())
		}
		rows = append(rows, []string{f.Name(), text})
	}
	m.table([]string{"form", "rule"}, rows)
	m.p("These are no codes, because their pages could not be files on every system, or would stand in the way of others: %s.", codes(format.CodeForm.Taken()))
}

func (m *markdown) statuses() {
	m.p("## Defaults by status")
	var rows [][]string
	for _, status := range []int{400, 401, 402, 403, 404, 408, 409, 410, 422, 429, 499, 500, 503} {
		rows = append(rows, []string{fmt.Sprint(status), "`" + format.CategoryOf(status) + "`", "`" + format.EffectOf(status) + "`"})
	}
	m.table([]string{"status", "category", "effect"}, rows)
	m.p("Other statuses below 500 are as 400, those above as 500.")
}

func (m *markdown) oauth() {
	m.p("## OAuth error codes")
	m.p("The values of `errors.CODE.oauth`: the OAuth Extensions Error registry.")
	var rows [][]string
	for _, w := range format.OAuthCodes() {
		rows = append(rows, []string{"`" + w.Name + "`", w.Doc})
	}
	m.table([]string{"code", "defined in"}, rows)
}

func (m *markdown) pages() {
	m.p("## Pages")
	m.p("A page is what people read who met the error: Markdown that any code host shows and any editor previews.")
	for _, rule := range format.PageRules() {
		m.item("%s", rule)
	}
	m.WriteString("\n")
	var rows [][]string
	for _, s := range format.Sections() {
		title := "## " + s.Title
		if s.Title == "" {
			title = "# Title"
		}
		rows = append(rows, []string{"`" + title + "`", s.Holds, s.Doc})
	}
	m.table([]string{"heading", "below it", "what it says"}, rows)
	m.WriteString("````markdown\n" + format.SamplePage + "````\n\n")
}

func (m *markdown) rules(rules []diag.Rule) {
	m.p("## Rules")
	m.p("A problem ends with the name of the rule that was broken. These are all of them.")
	var rows [][]string
	for _, r := range rules {
		rows = append(rows, []string{"`" + r.Name + "`", escape(r.Title)})
	}
	m.table([]string{"rule", "what holds"}, rows)
	m.Truncate(m.Len() - 1) // the last empty line
}

// escape keeps characters of a plain text from being markup.
func escape(text string) string {
	return strings.NewReplacer("*", `\*`, "_", `\_`, "<", "&lt;", "#", `\#`).Replace(text)
}
