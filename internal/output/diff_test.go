package output

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	numbers := func(from, to int) string {
		var b strings.Builder
		for i := from; i <= to; i++ {
			fmt.Fprintln(&b, i)
		}
		return b.String()
	}
	for _, test := range []struct{ name, a, b, want string }{
		{"equal", "x\n", "x\n", ""},
		{"all new", "", "x\ny\n", "--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n"},
		{"all gone", "x\n", "", "--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n"},
		{"one line changes", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
			"--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"},
		{"no line end", "x\ny", "x\nz\n", "--- a\n+++ b\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n"},
		{"at both ends", numbers(1, 20), "0\n" + numbers(1, 20) + "21\n",
			"--- a\n+++ b\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -18,3 +19,4 @@\n 18\n 19\n 20\n+21\n"},
		{"near differences share a hunk", "a\n" + numbers(1, 6) + "b\n", "A\n" + numbers(1, 6) + "B\n",
			"--- a\n+++ b\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
		{"distant ones do not", "a\n" + numbers(1, 7) + "b\n", "A\n" + numbers(1, 7) + "B\n",
			"--- a\n+++ b\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
		{"a block moves", "x\n1\n2\n3\n4\ny\n", "x\n3\n4\n1\n2\ny\n",
			"--- a\n+++ b\n@@ -1,6 +1,6 @@\n x\n-1\n-2\n 3\n 4\n+1\n+2\n y\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, string(Diff("a", []byte(test.a), "b", []byte(test.b)))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestDiffApplies makes texts of few different lines, the hardest ones, and
// applies the diffs.
func TestDiffApplies(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var b strings.Builder
		for range random.IntN(40) {
			fmt.Fprintln(&b, random.IntN(12))
		}
		if random.IntN(4) == 0 {
			b.WriteString("end")
		}
		return b.String()
	}
	for range 5000 {
		a, b := text(), text()
		diff := string(Diff("a", []byte(a), "b", []byte(b)))
		if got := apply(t, a, diff); got != b {
			t.Fatalf("from %q to %q the diff gives %q:\n%s", a, b, got, diff)
		}
	}
}

// apply is patch(1) for diffs that must fit exactly.
func apply(t *testing.T, a, diff string) string {
	t.Helper()
	if diff == "" {
		return a
	}
	old := lines([]byte(a))
	var out strings.Builder
	next := 0 // the first line of old that is not done
	diff = strings.ReplaceAll(diff, "\n\\ No newline at end of file\n", "\x00")
	for _, line := range strings.FieldsFunc(strings.ReplaceAll(diff, "\x00", "\x00\n"), func(r rune) bool { return r == '\n' })[2:] {
		text, cut := strings.CutSuffix(line, "\x00")
		if !cut {
			text += "\n"
		}
		switch text[0] {
		case '@':
			where, _, _ := strings.Cut(strings.TrimPrefix(text, "@@ -"), " ")
			from, size, ok := strings.Cut(where, ",")
			n, err := strconv.Atoi(from)
			if err != nil {
				t.Fatal(err)
			}
			if !ok || size != "0" {
				n-- // counts from 1; the line before where nothing goes
			}
			for ; next < n; next++ {
				out.WriteString(old[next])
			}
		case '+':
			out.WriteString(text[1:])
		default:
			if old[next] != text[1:] {
				t.Fatalf("line %d is %q, the diff says %q", next+1, old[next], text[1:])
			}
			if text[0] == ' ' {
				out.WriteString(text[1:])
			}
			next++
		}
	}
	for _, line := range old[next:] {
		out.WriteString(line)
	}
	return out.String()
}
