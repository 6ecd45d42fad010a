package main

import (
	"io"
	"net/url"
	"path/filepath"

	"github.com/asterwise/errcat/internal/diag"
)

// A sarifRun is one run of a verb in SARIF 2.1.0, which code scanning reads. Of
// the format it has what is shown: rules with their reasons, results with their
// places, and what excuses them.
type sarifRun struct {
	Tool struct {
		Driver struct {
			Name  string      `json:"name"`
			Rules []sarifRule `json:"rules"`
		} `json:"driver"`
	} `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID      string    `json:"id"`
	Short   sarifText `json:"shortDescription"`
	Full    sarifText `json:"fullDescription"`
	Help    sarifText `json:"help"`
	Default struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	Level        string             `json:"level"` // error, warning or note
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions"` // empty: nothing excuses it
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"` // nil: the file as a whole
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	Line   int `json:"startLine"`
	Column int `json:"startColumn"`
}

type sarifSuppression struct {
	Kind   string `json:"kind"`
	Reason string `json:"justification"`
}

func newSarifRun() *sarifRun {
	r := &sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	r.Tool.Driver.Name = "errcat"
	return r
}

// rule adds a rule. What to do instead may be "".
func (r *sarifRun) rule(id, level, title, why, instead string) {
	if instead == "" {
		instead = why
	}
	rule := sarifRule{ID: id, Short: sarifText{title}, Full: sarifText{why}, Help: sarifText{instead}}
	rule.Default.Level = level
	r.Tool.Driver.Rules = append(r.Tool.Driver.Rules, rule)
}

// result adds a result. The key names it whatever the lines and the wording are;
// the reason is "" where nothing excuses it.
func (r *sarifRun) result(rule, level, key string, pos diag.Pos, text, reason string) {
	var at sarifLocation
	at.Physical.Artifact.URI = sarifURI(pos.File)
	if pos.Line > 0 {
		at.Physical.Region = &sarifRegion{pos.Line, pos.Col}
	}
	result := sarifResult{rule, level, sarifText{text}, []sarifLocation{at}, map[string]string{"errcat/v1": key}, []sarifSuppression{}}
	if reason != "" { // not every viewer reads suppressions
		result.Level = "note"
		result.Message.Text += "\nAccepted: " + reason
		result.Suppressions = append(result.Suppressions, sarifSuppression{"inSource", reason})
	}
	r.Results = append(r.Results, result)
}

// sarifURI is a relative reference for a relative name.
func sarifURI(file string) string {
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}

func (r *sarifRun) print(w io.Writer) error {
	return printJSON(w, struct {
		Schema  string      `json:"$schema"`
		Version string      `json:"version"`
		Runs    []*sarifRun `json:"runs"`
	}{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []*sarifRun{r}})
}
