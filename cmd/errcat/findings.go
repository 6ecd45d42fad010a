package main

import "github.com/asterwise/errcat/internal/lint"

// findingsJSON prints findings for programs.
func (e env) findingsJSON(all []lint.Finding) error {
	type row struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Rule    string `json:"rule"`
		Code    string `json:"code,omitempty"`
		Message string `json:"message"`
	}
	rows := make([]row, 0, len(all)) // an array, also of none
	for _, f := range all {
		rows = append(rows, row{f.Pos.File, f.Pos.Line, f.Pos.Col, f.Rule, f.Code, f.Message})
	}
	return printJSON(e.stdout, rows)
}

// findingsSarif prints findings for code scanning.
func (e env) findingsSarif(all []lint.Finding) error {
	run := newSarifRun()
	for _, rule := range lint.Rules() {
		run.rule(rule.ID, "error", rule.Title, rule.Why, "Write "+rule.Instead+".")
	}
	for _, f := range all {
		run.result(f.Rule, "error", f.Rule+" "+f.Code, f.Pos, f.Message, "")
	}
	return run.print(e.stdout)
}
