package main

import (
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/find"
)

// maxPaste is how much of standard input is read, in bytes. Reading on when there
// is enough keeps curl from complaining of a closed pipe.
const maxPaste = 64 << 20

// readPaste returns what there is to explain in a text. A log can be longer than
// what is compared: then it is the last line with a code, or the end of the text,
// where the newest lines are.
func readPaste(r io.Reader, isCode func(string) bool) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPaste))
	if err != nil {
		return "", err
	}
	text := string(data)
	if len(text) <= find.MaxText {
		return text, nil
	}
	for rest := text; rest != ""; {
		i := strings.LastIndexByte(strings.TrimSuffix(rest, "\n"), '\n') + 1
		line := rest[i:]
		rest = rest[:i]
		for _, at := range snakeCase.FindAllStringIndex(line, -1) {
			if isCode(line[at[0]:at[1]]) {
				return around(line, at[0]), nil
			}
		}
	}
	return between(text, len(text)-find.MaxText, len(text)), nil
}

// snakeCase is the form of all codes.
var snakeCase = regexp.MustCompile(`[a-z0-9]+(?:_[a-z0-9]+)+`)

// around returns the part of a line that is compared, such that it has a place.
func around(line string, at int) string {
	if len(line) <= find.MaxText {
		return line
	}
	begin := max(0, at-find.MaxText/2)
	return between(line, begin, min(len(line), begin+find.MaxText))
}

// between returns a part of a text, whole characters of it.
func between(text string, begin, end int) string {
	for begin < end && !utf8.RuneStart(text[begin]) {
		begin++
	}
	for end < len(text) && end > begin && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[begin:end]
}

// plain returns a text without what makes a terminal show it in colors.
func plain(text string) string { return control.ReplaceAllString(text, "") }

var control = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))`)
