package catalogfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
)

// oddFiles are bad catalogs that a text file cannot show. Rules that have no
// file under testdata/problems have their case here.
func oddFiles(t testing.TB) []oddFile {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	with := func(old, new string) []byte { return bytes.Replace(minimal, []byte(old), []byte(new), 1) }
	return []oddFile{
		{"encoding", "byte order mark", append([]byte("\xEF\xBB\xBF"), minimal...),
			"c.yaml:1:1: file begins with a byte order mark; save it as UTF-8 without one (encoding)"},
		{"encoding", "latin 1", with("Internal Error", "Erreur \xE9trange"),
			"c.yaml:13:19: byte 0xe9 is not part of UTF-8 text; save the file as UTF-8 (encoding)"},
		{"encoding", "utf-16", []byte("\xFF\xFEc\x00a\x00t\x00"),
			"c.yaml:1:1: byte 0xff is not part of UTF-8 text; save the file as UTF-8 (encoding)"},
		{"encoding", "nul", with("Internal", "Inter\x00nal"),
			"c.yaml:13:17: byte 0x00 is not part of UTF-8 text; save the file as UTF-8 (encoding)"},
		{"encoding", "cut character", append(bytes.Clone(minimal), 0xE2, 0x80),
			"c.yaml:15:1: byte 0xe2 is not part of UTF-8 text; save the file as UTF-8 (encoding)"},
		{"character", "carriage return", with("Internal", "Inter\rnal"),
			"c.yaml:13:17: character U+000D is a control character; remove it (character)"},
		{"character", "delete", with("Internal", "Inter\x7Fnal"),
			"c.yaml:13:17: character U+007F is a control character; remove it (character)"},
		{"file-size", "one byte over", append(bytes.Clone(minimal), bytes.Repeat([]byte("#"), 32<<20+1-len(minimal))...),
			"c.yaml: file is over 32 MiB; move part of it to a catalog that this one extends (file-size)"},
		{"code-limit", "one code over", catalogOf(t, 5001),
			"c.yaml:9:1: file has 5001 codes, more than 5000; move some to a catalog that this one extends (code-limit)"},
	}
}

type oddFile struct {
	rule, name string
	text       []byte
	want       string
}

// catalogOf returns a catalog with n codes, the one in minimal.yaml included.
func catalogOf(t testing.TB, n int) []byte {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	b := bytes.NewBuffer(minimal)
	for i := 1; i < n; i++ {
		fmt.Fprintf(b, `  code_number_%[1]d:
    status: 404
    category: infrastructure
    title: Title Number %[1]d
    message: "Record {name} was not found in table %[1]d."
    params: {name: {type: string, expose: client}, table: string}
    example: {name: key}
    when: the record was deleted or never existed
    deprecated: {since: "1", use: code_number_%[2]d}
`, i, i%(n-1)+1)
	}
	return b.Bytes()
}

func TestOddFiles(t *testing.T) {
	for _, odd := range oddFiles(t) {
		t.Run(odd.rule+"/"+odd.name, func(t *testing.T) {
			catalog, err := catalogfile.Parse("c.yaml", odd.text, nil)
			var list diag.List
			if catalog != nil || !errors.As(err, &list) {
				t.Fatalf("Parse returned %v and %v, want problems", catalog, err)
			}
			if list.Error() != odd.want {
				t.Errorf("got  %s\nwant %s", list, odd.want)
			}
		})
	}
}

func TestLimitsAreInclusive(t *testing.T) {
	full := catalogOf(t, 5000)
	full = append(full, bytes.Repeat([]byte("#"), 32<<20-len(full))...)
	catalog, err := catalogfile.Parse("c.yaml", full, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(catalog.Errors) != 5000 {
		t.Errorf("got %d codes, want 5000", len(catalog.Errors))
	}

	for name, change := range map[string][2]string{
		"message": {"Something went wrong on our side.", strings.Repeat("é", 199)},
		"title":   {"Internal Error", strings.Repeat("é", 80)},
		"code":    {"internal_error", strings.Repeat("k", 80)},
		"domain":  {"domain: example", "domain: " + strings.Repeat("d", 64)},
	} {
		minimal, _ := os.ReadFile("testdata/minimal.yaml")
		if _, err := catalogfile.Parse("c.yaml", bytes.ReplaceAll(minimal, []byte(change[0]), []byte(change[1])), nil); err != nil {
			t.Errorf("longest %s: %v", name, err)
		}
	}
	for _, status := range []string{"400", "599"} {
		text := strings.Replace(string(catalogOf(t, 3)), "status: 404", "status: "+status, 1)
		if _, err := catalogfile.Parse("c.yaml", []byte(text), nil); err != nil {
			t.Errorf("status %s: %v", status, err)
		}
	}
}

// TestEveryRuleIsProvoked holds the table of rules against the cases.
// TestProblems sees to it that a file of cases provokes its rule.
func TestEveryRuleIsProvoked(t *testing.T) {
	odd := map[string]bool{}
	for _, f := range oddFiles(t) {
		odd[f.rule] = true
	}
	for _, rule := range catalogfile.Rules() {
		if _, err := os.Stat("testdata/problems/" + rule.Name + ".txtar"); err != nil && !odd[rule.Name] {
			t.Errorf("rule %q has no case that provokes it", rule.Name)
		}
	}
}

// TestHostileFiles reads files made to take long. They must come to an end
// well before the test does, and must not be accepted.
func TestHostileFiles(t *testing.T) {
	const size = 1 << 20 // time grows in proportion up to the limit of 32 MiB
	fill := func(head, unit string) string { return head + strings.Repeat(unit, (size-len(head))/len(unit)) }
	for name, text := range map[string]string{
		"deep lists":         fill("", "["),
		"deep mappings":      fill("", "{a: "),
		"deep block lists":   fill("", "- "),
		"deep explicit keys": fill("", "? "),
		"indented staircase": staircase(),
		"empty items":        fill("", "-\n"),
		"flow items":         fill("[", "a,"),
		"comments":           fill("", "# a\n"),
		"indented comments":  fill("catalog: 1\n", "  # a\n"),
		"anchors":            fill("", "- &a b\n"),
		"aliases":            fill("- &a b\n", "- *a\n"),
		"unknown aliases":    fill("", "- *a\n"),
		"documents":          fill("catalog: 1\n", "---\n"),
		"tags":               fill("", "- !a b\n"),
		"one key":            fill("", "a: b\n"),
		"one long line":      fill("{", "a: !b c, "),
		"unsafe characters":  fill("", "\u202e"),
		"open quote":         fill(`a: "`, "b\n"),
		"not a key":          fill("a: b\n", "c\n"),
		"escapes":            fill(`a: "`, `\u202e`) + `"`,
		"long word":          fill("a", "b") + ": c",
		"late syntax error":  string(catalogOf(t, 5000)) + "  x: \"y\" z\n",
		"wrong references":   strings.ReplaceAll(string(catalogOf(t, 5000)), "use: code", "use: kode"),
		"wrong categories":   strings.ReplaceAll(string(catalogOf(t, 5000)), "category: infra", "category: infar"),
		"wrong keys":         strings.ReplaceAll(string(catalogOf(t, 5000)), "status", "sattus"),
		"braces":             "errors: {a: {message: '" + strings.Repeat("{", size) + "'}}",
		"unknown parameters": "errors: {a: {message: '" + strings.Repeat("{a}", size/3) + "'}}",
		"client parameters":  "errors: {a: {params: {" + manyParams(100_000) + "}}}",
		"many examples":      "errors: {a: {params: {" + manyParams(60_000) + "}, example: {" + strings.ReplaceAll(manyParams(60_000), "{type: date, expose: client}", "2026-01-01") + "}}}",
		"bad placeholders":   "errors: {" + manyMessages(5000) + "}",
		"many values":        "errors: {a: {details: {b: {type: string, values: [" + strings.Repeat("a, ", size/3) + "]}}}}",
		"many aliases":       "errors: {a: {aliases: [" + strings.Repeat("a, ", size/3) + "]}}",
		"comments in a line": "errors: {" + strings.ReplaceAll(manyMessages(5000), "T, ", "T, example: {a: b c}, ") + " #x",
		"conflicts":          fill("", "<<<<<<< a\n"),
		"no-break spaces":    fill("a: b", "\u00A0"),
		"many roles":         "roles: {" + strings.Repeat("a: b, ", size/6) + "}",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := catalogfile.Parse("c.yaml", []byte(text), nil); err == nil {
				t.Error("the file was accepted")
			}
		})
	}
}

func staircase() string {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func manyMessages(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: {status: 404, category: b, title: T, message: '%s'}, ", i, strings.Repeat("{a}{bcd}{f_9}", 12))
	}
	return b.String()
}

func manyParams(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "p%d: {type: date, expose: client}, ", i)
	}
	return b.String()
}
