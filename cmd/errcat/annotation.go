package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/lint"
)

// annotation is a problem as a workflow command of GitHub Actions.
func annotation(p diag.Problem) string {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	place := "file=" + property.Replace(p.Pos.File)
	if p.Pos.Line > 0 {
		place += fmt.Sprintf(",line=%d,col=%d", p.Pos.Line, p.Pos.Col)
	}
	return fmt.Sprintf("::error %s,title=%s::%s", place, property.Replace(p.Rule), data.Replace(p.Message))
}

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
	text, err := json.MarshalIndent(rows, "", "  ")
	if err != nil {
		return fmt.Errorf("encode the findings: %w", err)
	}
	_, err = fmt.Fprintf(e.stdout, "%s\n", text)
	return err
}
