package diff

import (
	"fmt"
	"regexp"
	"strings"
)

// Changelog returns the changes in Markdown, for people who read what is new.
// Pages that only read differently are counted.
func (v Verdict) Changelog() string {
	var b strings.Builder
	pages := 0
	for _, part := range []struct {
		title string
		has   func(Change) bool
	}{
		{"Breaking", func(c Change) bool { return c.Severity() == Breaking }},
		{"Risky", func(c Change) bool { return c.Severity() == Risky }},
		{"New", func(c Change) bool { return c.Rule == "code-added" || c.Rule == "field-added" }},
		{"Changed", func(c Change) bool {
			return c.Severity() == Compatible && c.Rule != "code-added" && c.Rule != "field-added" && c.Rule != "page-changed"
		}},
	} {
		begun := false
		for _, c := range v.Changes {
			if !part.has(c) {
				continue
			}
			if !begun {
				fmt.Fprintf(&b, "### %s\n\n", part.title)
				begun = true
			}
			b.WriteString(v.item(c))
		}
		if begun {
			b.WriteString("\n")
		}
	}
	for _, c := range v.Changes {
		if c.Rule == "page-changed" {
			pages++
		}
	}
	switch {
	case pages == 1:
		b.WriteString("One page reads differently.\n")
	case pages > 1:
		fmt.Fprintf(&b, "%d pages read differently.\n", pages)
	case b.Len() == 0:
		b.WriteString("Nothing changed.\n")
	}
	return b.String()
}

func (v Verdict) item(c Change) string {
	rule, _ := Lookup(c.Rule)
	text := "- " + markdown(strings.ToUpper(c.What[:1])+c.What[1:])
	if !strings.HasSuffix(text, `."`) { // a quoted sentence
		text += "."
	}
	if rule.Severity != Compatible {
		text += " " + rule.Clients
	}
	if accepted, ok := v.Accepted[c.Key()]; ok {
		text += " Accepted: " + markdown(accepted.Reason)
	}
	return text + "\n"
}

// markdown keeps text from being markup. A quoted name becomes code.
func markdown(text string) string {
	escape := strings.NewReplacer("\\", "\\\\", "<", "\\<", "*", "\\*", "_", "\\_", "[", "\\[", "`", "\\`")
	var b strings.Builder
	for {
		at := name.FindStringIndex(text)
		if at == nil {
			return b.String() + escape.Replace(text)
		}
		b.WriteString(escape.Replace(text[:at[0]]) + "`" + text[at[0]+1:at[1]-1] + "`")
		text = text[at[1]:]
	}
}

var name = regexp.MustCompile(`"[a-z0-9_.=-]+"`)

// Reference returns the rules in Markdown.
func Reference() string {
	var b strings.Builder
	for _, r := range Rules() {
		fmt.Fprintf(&b, "### %s\n\n**%s.** %s. %s Clients see: %s", r.ID, r.Severity, r.Title, r.Why, r.Clients)
		if r.Instead != "" {
			fmt.Fprintf(&b, " Instead: %s.", r.Instead)
		}
		b.WriteString("\n\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
