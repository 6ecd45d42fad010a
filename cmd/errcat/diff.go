package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/past"
)

const diffHelp = `
Diff compares a catalog with an earlier version of itself and says what clients
will see of the changes. Breaking is what the contract promises not to do; risky
is what some clients rely on all the same.

It compares with the merge base of HEAD and the default branch of the
repository: with what this work began from. Something else is named with
-against:

	errcat diff -against v1.4.0                      # a commit of the repository
	errcat diff -against v1.4.0:old/catalog.yaml     # where the file was elsewhere
	errcat diff -against example.com/errors@v1.4.0   # a release of a Go module
	errcat diff -against ../other/catalog.yaml       # a file

In a clone without history -fetch gets what is missing from origin.

A break that has to be is accepted in the catalog, with the change that makes it:

	breaks:
	  - rule: status-changed
	    code: key_gone
	    reason: No client has ever seen it.
	    since: 2026-11-30

At a release, -stamp writes its day into the catalog, from which the feed of the
documentation is made: as since of the codes that are new, and under changed, with
a line on what changed, of the others. What is written there already stays, and so
do comments and formatting. Nothing is written where something breaks that is not
accepted.

	errcat diff -against v1.4.0 -stamp 2026-11-30

The formats: text; json; markdown, for a changelog; github, annotations for the
lines of a pull request, of which GitHub shows ten of a kind; sarif, for code
scanning. The totals go to standard error. The exit status is 1 where something
breaks that is not accepted. With -rules the kinds of changes are printed, and
nothing is compared.

docs/diff.md of github.com/asterwise/errcat has the rules, and what clients in
three languages make of each change.
`

// diffVerb is the verb.
func diffVerb(e env, args []string) int {
	f := newFlags(e, "diff", diffHelp)
	path := f.catalogFlag()
	against := f.String("against", "", "compare with `WHAT`: a commit, REF:PATH, module@version, or a file")
	fetch := f.Bool("fetch", false, "get what is missing of the history from origin")
	format := f.String("format", "text", "print `FORMAT`: text, json, markdown, github or sarif")
	stamp := f.String("stamp", "", "write the `DAY` of the release, such as 2026-11-30, to what is new and what changed")
	rules := f.Bool("rules", false, "print the kinds of changes")
	if status, ok := f.parse(args); !ok {
		return status
	}
	if !slices.Contains([]string{"text", "json", "markdown", "github", "sarif"}, *format) {
		e.errorf("diff: unknown format %q; use text, json, markdown, github or sarif", *format)
		return exitUsage
	}
	if _, err := time.Parse(time.DateOnly, *stamp); *stamp != "" && err != nil {
		e.errorf("diff: %q is no day; write one such as 2026-11-30", *stamp)
		return exitUsage
	}
	if *rules {
		return e.printChangeRules(*format)
	}
	after, status := e.load(*path)
	if after == nil {
		return status
	}
	place, err := past.Find(*path, past.Options{Against: *against, Fetch: *fetch})
	if err != nil {
		e.errorf("diff: %v", err)
		return exitIO
	}
	before := place.Catalog
	if before == nil {
		before = &model.Catalog{} // the catalog is new
	}
	v := diff.Judge(before, after)
	report := changeReport{env: e, against: place.Name, verdict: v}
	if err := report.print(*format); err != nil {
		e.errorf("diff: %v", err)
		return exitIO
	}
	if len(v.Problems) > 0 {
		fmt.Fprintln(e.stderr, v.Problems)
	}
	e.errorf("compared with %s: %d breaking (%d accepted), %d risky, %d compatible", place.Name,
		v.Count(diff.Breaking), len(v.Accepted), v.Count(diff.Risky), v.Count(diff.Compatible))
	if len(v.Breaks()) > 0 || len(v.Problems) > 0 {
		return exitFindings
	}
	if *stamp != "" {
		return e.stamp(after, *stamp, v.News(before, after))
	}
	return exitOK
}

// printChangeRules prints the kinds of changes.
func (e env) printChangeRules(format string) int {
	switch format {
	case "text":
		for _, r := range diff.Rules() {
			fmt.Fprintf(e.stdout, "%-10s %s\n\t%s. %s\n\tClients see: %s\n", r.Severity, r.ID, r.Title, r.Why, r.Clients)
			if r.Instead != "" {
				fmt.Fprintf(e.stdout, "\tInstead: %s.\n", r.Instead)
			}
		}
	case "markdown":
		fmt.Fprint(e.stdout, diff.Reference())
	default:
		e.errorf("diff: -rules has no format %q; use text or markdown", format)
		return exitUsage
	}
	return exitOK
}

// A changeReport prints a verdict.
type changeReport struct {
	env
	against string
	verdict diff.Verdict
}

func (r changeReport) print(format string) error {
	switch format {
	case "json":
		return r.json()
	case "markdown":
		fmt.Fprint(r.stdout, r.verdict.Changelog())
	case "github":
		r.github()
	case "sarif":
		return r.sarif()
	default:
		r.text()
	}
	return nil
}

func (r changeReport) text() {
	for _, c := range r.verdict.Changes {
		rule, _ := diff.Lookup(c.Rule)
		accepted, ok := r.verdict.Accepted[c.Key()]
		severity := rule.Severity.String()
		if ok {
			severity = "accepted"
		}
		fmt.Fprintf(r.stdout, "%s: %s: %s (%s)\n", c.Pos, severity, c.What, c.Rule)
		switch {
		case ok:
			fmt.Fprintf(r.stdout, "\tbecause: %s\n", accepted.Reason)
		case rule.Severity != diff.Compatible:
			fmt.Fprintf(r.stdout, "\tclients: %s\n", rule.Clients)
			if rule.Instead != "" {
				fmt.Fprintf(r.stdout, "\tinstead: %s\n", rule.Instead)
			}
		}
		if rule.Severity == diff.Breaking && !ok && c.Field != "" {
			fmt.Fprintf(r.stdout, "\tfield:   %s\n", c.Field)
		}
	}
}

// github prints annotations. GitHub shows ten of a kind; the total stands on
// standard error.
func (r changeReport) github() {
	for _, c := range r.verdict.Changes {
		rule, _ := diff.Lookup(c.Rule)
		kind := map[diff.Severity]string{diff.Breaking: "error", diff.Risky: "warning", diff.Compatible: "notice"}[rule.Severity]
		text := c.What
		if rule.Severity != diff.Compatible {
			text += "\nClients: " + rule.Clients
		}
		if accepted, ok := r.verdict.Accepted[c.Key()]; ok {
			kind, text = "notice", c.What+"\nAccepted: "+accepted.Reason
		}
		fmt.Fprintln(r.stdout, annotation(kind, c.Pos, rule.Severity.String()+": "+c.Rule, text))
	}
	for _, p := range r.verdict.Problems {
		fmt.Fprintln(r.stdout, annotation("error", p.Pos, p.Rule, p.Message))
	}
}

// sarif prints SARIF. An accepted break is a suppressed result.
func (r changeReport) sarif() error {
	level := map[diff.Severity]string{diff.Breaking: "error", diff.Risky: "warning", diff.Compatible: "note"}
	run := newSarifRun()
	for _, rule := range diff.Rules() {
		instead := rule.Instead
		if instead != "" {
			instead = "Instead, " + instead + "."
		}
		run.rule(rule.ID, level[rule.Severity], rule.Title+".", rule.Why+" Clients see: "+rule.Clients, instead)
	}
	run.rule("break", "error", "An item of breaks accepts nothing.", "It would hide the next break of its kind.", "Remove it.")
	for _, c := range r.verdict.Changes {
		run.result(c.Rule, level[c.Severity()], c.Key(), c.Pos, c.What, r.verdict.Accepted[c.Key()].Reason)
	}
	for _, p := range r.verdict.Problems {
		run.result(p.Rule, "error", p.Message, p.Pos, p.Message, "")
	}
	return run.print(r.stdout)
}

// changeJSON is what -format json prints of a change.
type changeJSON struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Code     string `json:"code,omitempty"`
	Field    string `json:"field,omitempty"`
	Message  string `json:"message"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Clients  string `json:"clients"`
	Instead  string `json:"instead,omitempty"`
	Accepted string `json:"accepted,omitempty"` // the reason
}

func (r changeReport) json() error {
	report := struct {
		Against string       `json:"against"`
		Changes []changeJSON `json:"changes"`
	}{r.against, []changeJSON{}}
	for _, c := range r.verdict.Changes {
		rule, _ := diff.Lookup(c.Rule)
		report.Changes = append(report.Changes, changeJSON{c.Rule, rule.Severity.String(), c.Code, c.Field, c.What,
			c.Pos.File, c.Pos.Line, c.Pos.Col, rule.Clients, rule.Instead, r.verdict.Accepted[c.Key()].Reason})
	}
	return printJSON(r.stdout, report)
}
