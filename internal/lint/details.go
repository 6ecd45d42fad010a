package lint

import (
	"regexp"

	"github.com/asterwise/errcat/internal/model"
)

func undocumented() Rule {
	return Rule{
		ID:      "undocumented",
		Title:   "What clients see has a doc: parameters of messages, fields of details.",
		Why:     "Pages, OpenAPI and generated clients have nothing else to say about it.",
		Instead: "one line: what it is, and its unit",
		check: entries(func(p *pass, e *model.Error) {
			for _, param := range e.Params {
				if param.Client && param.Doc.Text == "" {
					p.add(param.Pos, e.Code, "parameter %q of %q has no doc, and clients see it; say what it is", param.Name, e.Code)
				}
			}
			for _, field := range e.Details {
				if !field.Sensitive && field.Doc.Text == "" {
					p.add(field.Pos, e.Code, "field %q of %q has no doc, and clients see it; say what it is", field.Name, e.Code)
				}
			}
		}),
	}
}

func detailsEcho() Rule {
	name := regexp.MustCompile(`(^|_)(actual|body|entered|given|got|input|original|password|payload|provided|raw|received|secret|sent|submitted|supplied|token|value)$`)
	doc := regexp.MustCompile(`(?i)\b(as|that|which|what|you|client|request|caller) (was |were |has |had )?(sent|given|provided|received|submitted|entered)\b|\bas the request ha[sd]\b`)
	return Rule{
		ID:      "details-echo",
		Title:   "A field of details that may repeat what was sent can be withheld.",
		Why:     "What was sent can be a password. The answer is logged by proxies and shown to people who never typed it.",
		Instead: "`optional: true` with `sensitive_when: redacted`, or `sensitive: true`",
		check: entries(func(p *pass, e *model.Error) {
			for _, field := range e.Details {
				open := field.Type == "any" || (field.Type == "string" || field.Type == "strings") && len(field.Values) == 0
				echoes := field.Type == "any" || name.MatchString(field.Name) || doc.MatchString(field.Doc.Text)
				if open && echoes && !field.Sensitive && field.SensitiveWhen == "" {
					p.add(field.Pos, e.Code, "field %q of %q may repeat what was sent, a secret for one; add optional: true and sensitive_when: redacted", field.Name, e.Code)
				}
			}
		}),
	}
}
