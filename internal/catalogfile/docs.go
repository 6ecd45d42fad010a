package catalogfile

import (
	"fmt"

	"github.com/asterwise/errcat/internal/model"
)

func languages() []string { return []string{"python", "typescript", "go", "curl"} }

// docs reads the documentation of an entry.
func (r *reader) docs(f field, label string) model.Docs {
	var docs model.Docs
	o, _ := r.object(f, label, "docs.", []string{"summary", "meaning", "when", "background", "quick_fix", "recovery", "avoid", "see_also"})
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
	o, _ := r.object(f, label, "docs.recovery.", []string{"advice", "samples"})
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
	o, _ := r.object(f, label, "", []string{"language", "title", "code"}, "language", "code")
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
