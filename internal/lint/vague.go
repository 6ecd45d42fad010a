package lint

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

func vagueCode() Rule {
	return Rule{
		ID:      "vague-code",
		Title:   "A code says what went wrong.",
		Why:     "Clients branch on the code. `bad_request` says no more than the status does, and what it stands for grows until no client can do anything about it.",
		Instead: "the thing and what is wrong with it, such as `chart_date_missing`; `internal_error` for what nobody foresaw",
		check: named(func(p *pass, e *model.Error) {
			for word := range strings.SplitSeq(e.Code, "_") {
				if !vague(word) {
					return
				}
			}
			p.add(e.Pos, e.Code, "code %q says only that something went wrong; name the thing and what is wrong with it, as in order_not_found", e.Code)
		}),
	}
}

// vague reports whether a word says nothing about a failure. A number is one:
// readers of code do not know it by heart.
func vague(word string) bool {
	switch word {
	case "api", "app", "bad", "call", "client", "code", "data", "default", "e", "err", "error", "exception", "failed",
		"failure", "fatal", "general", "generic", "http", "input", "invalid", "issue", "misc", "not", "ok", "operation",
		"other", "problem", "request", "response", "server", "something", "status", "unexpected", "unknown",
		"unspecified", "value", "went", "wrong":
		return true
	}
	return strings.Trim(strings.TrimPrefix(word, "e"), "0123456789") == ""
}
