package edit

import (
	"fmt"
	"strings"
)

const changelog = "CHANGELOG.md"

// logged returns a changelog with a line about the renaming at the end of what
// is unreleased: of its part "Changed" where it has one. It is false where
// nothing is called unreleased.
func logged(text []byte, q Request) ([]byte, bool) {
	lines := strings.SplitAfter(string(text), "\n")
	from, to := section(lines, 0, func(line string) bool { return strings.EqualFold(heading(line, "## "), "[Unreleased]") }, "## ")
	if from < 0 {
		return nil, false
	}
	if a, b := section(lines[:to], from, func(line string) bool { return strings.EqualFold(heading(line, "### "), "Changed") }, "### "); a >= 0 {
		from, to = a, b
	}
	at, bullet := from, "- "
	for i := from; i < to; i++ {
		line := strings.TrimSpace(lines[i])
		if line != "" && !strings.HasPrefix(line, "[") { // the addresses of links stand last
			at = i + 1
		}
		if strings.HasPrefix(line, "* ") {
			bullet = "* "
		}
	}
	nl := "\n"
	if strings.HasSuffix(lines[0], "\r\n") {
		nl = "\r\n"
	}
	entry := fmt.Sprintf("%sRename the code `%s` to `%s`.%s", bullet, q.Old, q.New, nl)
	if at == from { // below a heading
		entry = nl + entry
	}
	before := strings.Join(lines[:at], "")
	if !strings.HasSuffix(before, "\n") {
		before += nl
	}
	return []byte(before + entry + strings.Join(lines[at:], "")), true
}

// section returns the lines behind a heading, up to the next of its level; -1
// for none.
func section(lines []string, from int, is func(string) bool, level string) (int, int) {
	for i := from; i < len(lines); i++ {
		if !is(lines[i]) {
			continue
		}
		to := i + 1
		for to < len(lines) && !strings.HasPrefix(lines[to], level) {
			to++
		}
		return i + 1, to
	}
	return -1, -1
}

// heading returns the text of a heading of a level, "" for another line.
func heading(line, level string) string {
	text, _ := strings.CutPrefix(strings.TrimSpace(line), level)
	if text == strings.TrimSpace(line) {
		return ""
	}
	return text
}
