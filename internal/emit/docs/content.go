package docs

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// write fills the page of an entry. The order of the sections is part of the
// product: readers find the same thing in the same place on every page.
func (b *Book) write(p *Page) error {
	e := p.Entry
	p.Lead = lead(e)
	p.Notice = deprecation(e)
	p.Facts = facts(e)
	if e.Docs.Meaning != "" {
		p.add("what-this-means", "What this means", Block{Prose: e.Docs.Meaning})
	}
	if len(e.Docs.When) > 0 {
		p.add("when-youll-see-this", "When you'll see this", Block{Bullets: e.Docs.When})
	}
	if e.Docs.Background != "" {
		p.add("learn-more", "Learn more about how this works", Block{Prose: e.Docs.Background}).Folded = true
	}
	if err := p.addExample(); err != nil {
		return err
	}
	if len(e.Docs.QuickFix) > 0 {
		p.add("quick-fix", "Quick fix", Block{Steps: e.Docs.QuickFix}).Eyebrow = "New to APIs?"
	}
	if r := e.Docs.Recovery; r.Advice != "" || len(r.Samples) > 0 {
		s := p.add("recovery-pattern", "Recovery pattern")
		s.Eyebrow = "Production engineer"
		if r.Advice != "" {
			s.Blocks = append(s.Blocks, Block{Prose: r.Advice})
		}
		if samples := codes(r.Samples); len(samples) > 0 {
			s.Blocks = append(s.Blocks, Block{Samples: samples})
		}
	}
	if len(e.Docs.Avoid) > 0 {
		p.add("avoid-this-error-by", "Avoid this error by", Block{Bullets: e.Docs.Avoid})
	}
	return nil
}

func (p *Page) add(id, title string, blocks ...Block) *Section {
	p.Sections = append(p.Sections, Section{ID: id, Title: title, Blocks: blocks})
	return &p.Sections[len(p.Sections)-1]
}

// addExample shows the response: the bytes that a service sends, the headers
// that matter to a client, and what varies.
func (p *Page) addExample() error {
	example, err := newExample(p.Entry)
	if err != nil {
		return err
	}
	s := p.add("example-response", "Example response",
		Block{Code: &Code{Language: "json", Label: "Body", Text: example.body}},
		Block{Code: &Code{Language: "http", Label: "Headers", Text: example.head}})
	if t := paramTable(p.Entry); t != nil {
		s.Blocks = append(s.Blocks, Block{Table: t})
	}
	if t := detailTable(p.Entry); t != nil {
		s.Blocks = append(s.Blocks, Block{Table: t})
	}
	return nil
}

// writeRetired fills the page of a retired code.
func (b *Book) writeRetired(p *Page) {
	p.Lead = fmt.Sprintf("The code `%s` is retired: no current version of the API answers with it.", p.Code)
	p.Notice = "**Retired.** The code stays reserved and will never get another meaning."
	p.add("what-to-do", "What to do", Block{Prose: p.RetiredAs.Note}, Block{Bullets: []string{
		"If your code still looks for it, look for what replaced it as well; keep the old branch while you may meet older servers.",
		"If you still receive it, you talk to an old version of a service. Handle it as any other error with its HTTP status.",
	}})
}

func deprecation(e *model.Error) string {
	if e.Deprecated == nil {
		return ""
	}
	text := "**Deprecated**"
	if e.Deprecated.Since != "" {
		text += " since " + escapeText(e.Deprecated.Since)
	}
	if use := e.Deprecated.Use.Value; use != "" {
		return text + ": new versions of the API answer with `" + use + "` instead. Look for both for now."
	}
	return text + ": new versions of the API do not answer with this code."
}

func facts(e *model.Error) []Fact {
	list := []Fact{retryFact(e.Retry)}
	if e.Concealed {
		list = append(list, Fact{"Concealed", "One answer for every cause",
			"The response is the same whatever the reason, so that it does not give away what exists."})
	}
	if e.OAuth != "" {
		list = append(list, Fact{"OAuth 2.0", "`" + e.OAuth + "`", "What OAuth endpoints answer in its place (RFC 6749)."})
	}
	return list
}

func retryFact(r model.Retry) Fact {
	switch {
	case r.Kind == "after_delay" && r.Default > 0:
		return Fact{"Retry", "After " + seconds(r.Default),
			"Wait as long as `retry_after` says, then send the same request again. The `Retry-After` header has the same number."}
	case r.Kind == "after_delay":
		return Fact{"Retry", "If the response says when",
			"Where `retry_after` is a number, wait that many seconds and send the same request again. Where it is null, waiting does not help."}
	case r.Kind == "backoff":
		return Fact{"Retry", "With growing pauses",
			"Wait a second, double the pause after each attempt, add some randomness, and stop after a few attempts."}
	default:
		return Fact{"Retry", "Don't", "The same request fails again until something about it has changed."}
	}
}

// seconds is a wait in words.
func seconds(d time.Duration) string {
	count := func(n time.Duration, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return strconv.FormatInt(int64(n), 10) + " " + unit + "s"
	}
	switch n := d / time.Second; {
	case n%3600 == 0:
		return count(n/3600, "hour")
	case n%60 == 0 && n > 60:
		return count(n/60, "minute")
	default:
		return count(n, "second")
	}
}

// paramTable lists the values that the message varies with.
func paramTable(e *model.Error) *Table {
	t := &Table{Caption: "Values in the message", Head: []string{"Name", "Type", "Meaning"}}
	for _, param := range e.Params {
		if param.Client {
			t.Rows = append(t.Rows, []string{"`" + param.Name + "`", param.Type, param.Doc})
		}
	}
	for _, s := range e.Message.Segments {
		if s.Param == "retry_after" {
			t.Rows = append(t.Rows, []string{"`retry_after`", "integer", "Seconds to wait: the number that `retry_after` has, too."})
			break
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// detailTable lists the fields of a detail item.
func detailTable(e *model.Error) *Table {
	t := &Table{Caption: "Fields of each item of details", Head: []string{"Field", "Type", "Meaning"}}
	for _, field := range e.Details {
		if field.Sensitive {
			continue // clients never see it
		}
		name := "`" + field.Name + "`"
		doc := field.Doc
		if field.Optional || field.SensitiveWhen != "" {
			doc = strings.TrimSpace(doc + " Left out where there is none or where it is sensitive.")
			if field.SensitiveWhen == "" {
				doc = strings.TrimSpace(field.Doc + " Left out where there is none.")
			}
		}
		t.Rows = append(t.Rows, []string{name, typeName(field.Type), doc})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// typeName says what a client reads in JSON.
func typeName(kind string) string {
	switch kind {
	case "path":
		return "array of strings and integers"
	case "strings":
		return "array of strings"
	case "date":
		return "date, YYYY-MM-DD"
	case "datetime":
		return "time, RFC 3339"
	case "any":
		return "any JSON value"
	default:
		return kind
	}
}

func codes(samples []model.Sample) []*Code {
	var list []*Code
	for _, s := range samples {
		list = append(list, &Code{Language: s.Language, Label: languageName(s.Language), Title: s.Title, Text: strings.TrimRight(s.Code, "\n") + "\n"})
	}
	return list
}

func languageName(language string) string {
	switch language {
	case "python":
		return "Python"
	case "typescript":
		return "TypeScript"
	case "go":
		return "Go"
	default:
		return language
	}
}
