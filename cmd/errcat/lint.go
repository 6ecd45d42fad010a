package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/lint"
)

const lintHelp = `
Lint looks at a catalog that is valid as a careful reviewer would: at codes that
say nothing, statuses that do not fit them, messages that show how the service is
built, pages that lack a section. What the catalog extends is looked at where it
lives.

Each finding names its rule; -rules prints the rules with their reasons. A
finding that is right as it is gets an exception in the catalog, with the reason:

	lint:
	  - rule: code-status
	    code: key_gone
	    reason: The status is older than the rule.

An exception that excuses nothing is a finding. The exit status is 1 if there are
any.

The format github prints the annotations of GitHub Actions, of which GitHub shows
ten; json is an array of objects; sarif is for code scanning. The total goes to
standard error.
`

// lintVerb is the verb lint.
func lintVerb(e env, args []string) int {
	f := newFlags(e, "lint", lintHelp)
	path := f.catalogFlag()
	format := f.String("format", "text", "print `FORMAT`: text, json, github or sarif")
	rules := f.Bool("rules", false, "print the rules and their reasons; read no catalog")
	if status, ok := f.parse(args); !ok {
		return status
	}
	if !slices.Contains([]string{"text", "json", "github", "sarif"}, *format) {
		e.errorf("lint: unknown format %q; use text, json, github or sarif", *format)
		return exitUsage
	}
	if *rules {
		return e.lintRules(*format)
	}
	c, status := e.load(*path)
	if c == nil {
		return status
	}
	findings := lint.Check(c)
	if err := e.findings(findings, *format); err != nil {
		e.errorf("%v", err)
		return exitIO
	}
	if len(findings) == 0 {
		return exitOK
	}
	e.errorf("%s; run errcat lint -rules for the reasons", count(len(findings), "finding", "findings"))
	return exitFindings
}

// findings prints findings: to standard error as all verbs print problems, or
// for a program to standard output.
func (e env) findings(all []lint.Finding, format string) error {
	switch format {
	case "json":
		return e.findingsJSON(all)
	case "github":
		for _, f := range all {
			fmt.Fprintln(e.stdout, annotation("error", f.Pos, f.Rule, f.Message))
		}
	case "sarif":
		return e.findingsSarif(all)
	default:
		for _, f := range all {
			fmt.Fprintln(e.stderr, f.Problem)
		}
	}
	return nil
}

// lintRules prints the rules.
func (e env) lintRules(format string) int {
	if format != "text" {
		e.errorf("lint: the rules have the format text alone")
		return exitUsage
	}
	for i, r := range lint.Rules() {
		if i > 0 {
			fmt.Fprintln(e.stdout)
		}
		fmt.Fprintf(e.stdout, "%s: %s\n", r.ID, r.Title)
		for _, line := range []string{"Why: " + r.Why, "Write: " + r.Instead + "."} {
			fmt.Fprintf(e.stdout, "\t%s\n", strings.Join(wrap(line, 76), "\n\t"))
		}
	}
	return exitOK
}
