package docs

import (
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// typed returns the samples that look for a code with the client packages which
// are generated from the catalog, in the languages that its outputs name; nil
// where there are none.
//
// A sample is statements. It takes response, which the reader's HTTP client
// returned, or request where the package itself sends it, and ends in the error of
// the response, also if that has another code.
func (b *Book) typed(e *model.Error) []Block {
	s := typedSample{e, b.Catalog}
	var list []*Code
	add := func(out model.Text, language, title string, lines []string) {
		if out.Value != "" && lines != nil {
			list = append(list, &Code{Language: language, Label: languageName(language), Title: title, Text: strings.Join(lines, "\n") + "\n"})
		}
	}
	out := b.Catalog.Outputs
	add(out.Python, "python", "Package "+b.Catalog.PythonModule(), s.python())
	add(out.TypeScript, "typescript", "Package "+b.Catalog.NPMPackage(), s.typescript())
	add(out.Go, "go", "Packages client and "+b.Catalog.Package.Value, s.golang())
	if list == nil {
		return nil
	}
	intro := join(strong("With the typed client"), words(", which has a type for this code:"))
	return []Block{{Prose: []*model.Node{paragraph(intro)}}, {Samples: list, Typed: true}}
}

// A typedSample writes the samples for one code.
type typedSample struct {
	entry   *model.Error
	catalog *model.Catalog
}

// repeats reports whether the sample lets the package send the request again.
func (s *typedSample) repeats() bool { return s.entry.Retry.Kind == "backoff" }

// waits reports whether the sample reads the wait.
func (s *typedSample) waits() bool { return s.entry.Retry.Kind == "after_delay" }

// advice says what to do about the code; none is the value of a wait that is not
// named.
func (s *typedSample) advice(none string) string {
	switch s.entry.Retry.Kind {
	case "after_change":
		return "Don't repeat it: something about the account has to change first."
	case "after_delay":
		return "The same request can succeed after this wait; " + none + " if none is named."
	case "backoff":
		return "Even the last attempt failed. The same request can succeed later."
	default:
		return "Don't repeat it: the request has to change."
	}
}

// attempts says how often the package sends the request.
func (s *typedSample) attempts() string {
	if s.entry.Effect == "none" {
		return "Up to 3 attempts, with a longer pause each time."
	}
	return "Up to 3 attempts; of POST and PATCH only with an Idempotency-Key."
}

// fields returns the fields that all items of the details have, two at most.
func (s *typedSample) fields() []model.Field {
	var list []model.Field
	for _, f := range s.entry.Details {
		if !f.Sensitive && !f.Optional && f.SensitiveWhen == "" && len(list) < 2 {
			list = append(list, f)
		}
	}
	return list
}

// imported names what a sample imports, in the order that tools sort it.
func imported(e *model.Error, function string) string {
	names := []string{e.TypeName(), function}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
