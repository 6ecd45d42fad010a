package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestExplainCases pastes the cases of the matcher, which the search of the site
// answers too, and compares the first code that is shown, listed or suggested.
func TestExplainCases(t *testing.T) {
	data, err := os.ReadFile("../../internal/find/testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Catalog, Text, ID string
		Want              []string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	firstCode := regexp.MustCompile(`(?m)^(?:errcat: unknown code .* did you mean )?([a-z0-9]+(?:_[a-z0-9]+)+)\b`)
	n := 0
	for _, c := range cases {
		if c.Catalog != "" {
			continue
		}
		n++
		var stdout, stderr strings.Builder
		status := run([]string{"explain", "-", "-catalog", "../../catalog.yaml"}, strings.NewReader(c.Text), &stdout, &stderr)
		got, want := "", ""
		if m := firstCode.FindStringSubmatch(stdout.String() + stderr.String()); m != nil {
			got = m[1]
		}
		if len(c.Want) > 0 {
			want = c.Want[0]
		}
		suggested := strings.Contains(stderr.String(), "did you mean")
		if got != want || (status == exitOK) == (want == "" || suggested) {
			t.Errorf("%.100q leads to %q with status %d, want %q\n%s", c.Text, got, status, want, &stderr)
		}
		if c.ID != "" && !strings.Contains(stdout.String(), "• Request ID: "+c.ID+"\n") {
			t.Errorf("%.100q does not show the request ID %s", c.Text, c.ID)
		}
		t.Logf("%.70q → %s", c.Text, got)
	}
	if n < 60 {
		t.Errorf("%d cases were tried", n)
	}
}
