package catalogfile

import (
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// Format 1 has its prose in the catalog file, under docs. This file, the key in
// entryKeys and file.version1 go when no catalog says "catalog: 1" any more.

// entryKeys returns the keys of an entry.
func (f *file) entryKeys() keyset {
	if !f.version1 {
		return f.keys.entry
	}
	return keyset{append(f.keys.entry.known[:len(f.keys.entry.known):len(f.keys.entry.known)], "docs"), f.keys.entry.required}
}

func languages() []format.Word {
	return []format.Word{{Name: "python"}, {Name: "typescript"}, {Name: "go"}, {Name: "curl"}}
}

// docs reads the documentation of an entry.
func (r *reader) docs(f field, label string) model.Docs {
	var docs model.Docs
	o, _ := r.object(f, label, "docs.", keyset{known: []string{"summary", "meaning", "when", "background", "quick_fix", "recovery", "avoid", "see_also"}})
	for _, p := range o.fields {
		switch p.name {
		case "docs.summary":
			docs.Summary = r.prose(p)
		case "docs.meaning":
			docs.Meaning = r.prose(p)
		case "docs.when":
			docs.When = r.proses(p)
		case "docs.background":
			docs.Background = r.prose(p)
		case "docs.quick_fix":
			docs.QuickFix = r.proses(p)
		case "docs.recovery":
			docs.Recovery = r.recovery(p, label)
		case "docs.avoid":
			docs.Avoid = r.proses(p)
		case "docs.see_also":
			docs.SeeAlso = r.codes(p)
		}
	}
	return docs
}

func (r *reader) proses(f field) []string {
	var out []string
	for _, item := range r.list(f) {
		if s := r.prose(item); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// codes reads a list of codes; whether they exist is judged later.
func (r *reader) codes(f field) []model.Text {
	var out []model.Text
	first := map[string]model.Text{}
	for _, item := range r.list(f) {
		code, ok := r.line(item, "a code")
		if !ok {
			continue
		}
		if other, again := first[code.Value]; again {
			r.add(item.value, ruleReference, "%s names %s again, the first time is at %s; remove one", item, clip(code.Value), other.Pos)
			continue
		}
		first[code.Value] = code
		out = append(out, code)
	}
	return out
}

func (r *reader) recovery(f field, label string) model.Recovery {
	var recovery model.Recovery
	o, _ := r.object(f, label, "docs.recovery.", keyset{known: []string{"advice", "samples"}})
	if advice, found := o.get("docs.recovery.advice"); found {
		recovery.Advice = r.prose(advice)
	}
	if samples, found := o.get("docs.recovery.samples"); found {
		for i, item := range r.list(samples) {
			recovery.Samples = append(recovery.Samples, r.sample(item, fmt.Sprintf("sample %d of %s", i+1, label)))
		}
	}
	return recovery
}

func (r *reader) sample(f field, label string) model.Sample {
	sample := model.Sample{Pos: r.pos(f.value)}
	o, _ := r.object(f, label, "", keyset{[]string{"language", "title", "code"}, []string{"language", "code"}})
	for _, p := range o.fields {
		switch p.name {
		case "language":
			sample.Language, _ = r.word(p, ruleLanguage, languages())
		case "title":
			sample.Title = r.title(p).Value
		case "code":
			sample.Code = r.verbatim(p)
		}
	}
	return sample
}

// prose reads a documentation text, which may have many lines. Line breaks at
// its end are dropped.
func (r *reader) prose(f field) string {
	s, _ := r.text(f, "a text")
	return strings.TrimRight(r.expand(f, s), "\n")
}

// verbatim is prose for code: braces are the code's own.
func (r *reader) verbatim(f field) string {
	s, _ := r.text(f, "a text")
	return strings.TrimRight(s, "\n")
}
