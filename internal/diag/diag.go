// Package diag describes problems in catalog files: where, what, and which
// rule found it.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Pos is a position in a file. Line and Col count from 1; Col counts
// characters. A zero Line means the file as a whole.
type Pos struct {
	File      string
	Line, Col int
}

// String returns file:line:col, or the file alone.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// A Problem is one finding.
type Problem struct {
	Pos     Pos
	Rule    string // kebab-case name, such as "unknown-key"
	Message string // what is wrong and what to do; no full stop
}

// String returns file:line:col: message (rule).
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s (%s)", p.Pos, p.Message, p.Rule)
}

// A List collects problems. The zero value is ready.
type List []Problem

// Add records a problem.
func (l *List) Add(pos Pos, rule, format string, args ...any) {
	*l = append(*l, Problem{Pos: pos, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Sort orders the list by position, rule and message, and drops repetitions.
func (l *List) Sort() {
	slices.SortFunc(*l, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message),
		)
	})
	*l = slices.Compact(*l)
}

// Error returns all problems, one per line: a non-empty List is an error.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
