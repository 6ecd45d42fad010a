package find_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/asterwise/errcat/internal/find"
)

// An answer is what both implementations say of a text.
type answer struct {
	Found   []match
	ID      string
	Wait    int
	Details string
	Time    string
}

type match struct {
	Code  string
	Score int
	Sure  bool
}

// TestSearchScript lets Node answer all cases by the script of the site, and
// compares everything: codes, points, and what is particular to a response.
func TestSearchScript(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is not installed")
		}
		t.Skip("node is not installed: apt-get install nodejs")
	}
	const program = `
const fs = require("fs");
require("vm").runInThisContext(fs.readFileSync("../emit/docs/assets/search.js", "utf8"));
const {indexes, cases} = JSON.parse(fs.readFileSync(0, "utf8"));
const finders = {};
for (const name in indexes) { finders[name] = errcatFind(indexes[name]); }
process.stdout.write(JSON.stringify(cases.map(c => {
  const {pasted, found} = finders[c.Catalog](c.Text);
  return {Found: found, ID: pasted.id, Wait: pasted.wait, Details: pasted.details, Time: pasted.time};
})));
`
	all, list := indexes(t), cases(t)
	list = append(list, seeds()...)
	input, err := json.Marshal(map[string]any{"indexes": all, "cases": list})
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(node, "-e", program)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	var got []answer
	if err := json.Unmarshal(stdout.Bytes(), &got); err != nil || len(got) != len(list) {
		t.Fatalf("node answers %d of %d cases: %v", len(got), len(list), err)
	}
	finders := map[string]*find.Finder{}
	for name, index := range all {
		finders[name] = find.NewFinder(index)
	}
	for i, c := range list {
		a := finders[c.Catalog].Find(c.Text)
		want := answer{[]match{}, a.Pasted.RequestID, a.Pasted.RetryAfter, a.Pasted.Details, a.Pasted.Timestamp}
		for _, m := range a.Found {
			want.Found = append(want.Found, match{m.Code, m.Score, m.Sure})
		}
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("%.200q: -Go +JavaScript\n%s", c.Text, diff)
		}
	}
}

func compact(t *testing.T, text string) string {
	t.Helper()
	if text == "" {
		return ""
	}
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatalf("details %s: %v", text, err)
	}
	return b.String()
}
