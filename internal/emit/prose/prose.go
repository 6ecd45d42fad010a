// Package prose words what the comments of all client packages say, and lays it
// out.
package prose

import (
	"strings"
	"unicode"

	"github.com/asterwise/errcat/internal/model"
)

// Advice says what has to happen before the same request can succeed, and
// whether the failed one may have done its work; wait is what the language calls
// the member with the wait.
func Advice(e *model.Error, wait string) string {
	done := ""
	if e.Effect == "unknown" {
		done = " The failed request may have done its work all the same."
	}
	switch e.Retry.Kind {
	case "after_change":
		return "Something about the account has to change first; waiting does not help." + done
	case "after_delay":
		return "The same request can succeed after the wait in " + wait + "." + done
	case "backoff":
		return "The same request can succeed later." + done
	default:
		return "The request has to change." + done
	}
}

// Deprecated says since when a code is deprecated, and what to use; "" where it
// is not.
func Deprecated(e *model.Error) string {
	d := e.Deprecated
	if d == nil {
		return ""
	}
	text := "since " + d.Since + "."
	if d.Use.Value != "" {
		text += " Use " + d.Use.Value + "."
	}
	return text
}

// Wrap returns the lines of a paragraph. A word that is longer than the columns
// has a line of its own.
func Wrap(text string, columns int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > columns {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

// Printable returns s with spaces in place of what could end a line or change
// what readers see.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
