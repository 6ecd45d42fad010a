// Package lint holds a catalog that is valid to being good: what a careful
// reviewer would say about codes, messages and pages.
//
// It is a pure function of the model. What reviewers look for are values: see
// [Rules].
package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// A Finding is a place that breaks a rule.
type Finding struct {
	diag.Problem
	Code string // that it is about; "" for one about the catalog as a whole
}

// Check returns the findings in a catalog, by position. What it extends is
// checked where it lives. Findings that the catalog excuses are left out;
// exceptions that excuse nothing are findings.
func Check(c *model.Catalog) []Finding {
	p := &pass{Catalog: c}
	for _, rule := range Rules() {
		if rule.check != nil {
			p.rule = rule.ID
			rule.check(p)
		}
	}
	p.except()
	slices.SortFunc(p.findings, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message),
		)
	})
	return p.findings
}

// A pass is a catalog while it is checked.
type pass struct {
	*model.Catalog
	rule     string // that is being checked
	findings []Finding
}

// add records a finding about a code, or, for "", about the catalog as a whole.
func (p *pass) add(pos diag.Pos, code, format string, args ...any) {
	p.findings = append(p.findings, Finding{
		Problem: diag.Problem{Pos: pos, Rule: p.rule, Message: fmt.Sprintf(format, args...)},
		Code:    code,
	})
}

// entries makes a check of one that looks at each entry alone.
func entries(check func(p *pass, e *model.Error)) func(*pass) {
	return func(p *pass) {
		for _, e := range p.Errors {
			check(p, e)
		}
	}
}

// named is entries without those whose name nobody can choose any more: that of
// a deprecated code goes, and that of an override is another catalog's.
func named(check func(p *pass, e *model.Error)) func(*pass) {
	return entries(func(p *pass, e *model.Error) {
		if e.Deprecated == nil && !e.Overrides {
			check(p, e)
		}
	})
}

// inFileOrder returns the entries as they stand in the file.
func (p *pass) inFileOrder() []*model.Error {
	return slices.SortedFunc(slices.Values(p.Errors), func(a, b *model.Error) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
}
