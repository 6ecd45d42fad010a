package catalogfile

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
)

// A cause is what a writer did that the parser cannot name, because to it the
// fault is somewhere else.
type cause struct {
	line, offset int // of the fault; the offset is one in the line
	rule, text   string
}

func (c cause) pos(s *source) diag.Pos {
	return diag.Pos{File: s.name, Line: c.line, Col: 1 + utf8.RuneCount(s.line(c.line)[:c.offset])}
}

// findCause looks for the cause of a complaint about a line.
func findCause(s *source, complaint string, begin, line int) (cause, bool) {
	switch complaint {
	case "found a tab character where an indentation space is expected", "found a tab character that violates indentation",
		"found character that cannot start any token":
		return tabIndent(s, begin)
	case "did not find expected key":
		if c, found := behindQuote(s, line); found {
			return c, true
		}
		return cutBefore(s, line)
	case "could not find expected ':'":
		if c, found := cutBefore(s, line); found {
			return c, true
		}
		return noSpace(s, line, dashWord, `a space is missing behind the "-"; write "- item"`)
	case "mapping values are not allowed in this context":
		return noPair(s, line)
	}
	return cause{}, false
}

// tabIndent finds the first line from one on that is indented with a tab.
// An empty line counts where there is no other.
func tabIndent(s *source, from int) (c cause, found bool) {
	for n := from; n <= len(s.lines); n++ {
		line := s.line(n)
		indent := line[:blank(line, " \t")]
		i := bytes.IndexByte(indent, '\t')
		if i < 0 || found && len(indent) == len(line) {
			continue
		}
		c, found = cause{n, i, ruleSyntax, "indentation holds a tab; indent with spaces"}, true
		if len(indent) < len(line) {
			break
		}
	}
	return c, found
}

var quotedValue = regexp.MustCompile(`^ *(?:- +)*(?:[A-Za-z0-9_]+ *: +)?(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')`)

// behindQuote finds what follows a quoted value on its line.
func behindQuote(s *source, n int) (cause, bool) {
	line := s.line(n)
	end := len(quotedValue.Find(line))
	rest := line[end:]
	if end == 0 || len(bytes.TrimSpace(rest)) == 0 || rest[0] == ':' || bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("#")) {
		return cause{}, false
	}
	remedy := `write \" for a quote inside of double quotes`
	if line[end-1] == '\'' {
		remedy = "write '' for a quote inside of single quotes"
	}
	return cause{n, end - 1, ruleSyntax, "the quoted text ends here, but the line goes on; put the whole value in quotes, and " + remedy}, true
}

// cutBefore finds the comment that cut the text which a line goes on with.
func cutBefore(s *source, n int) (cause, bool) {
	before := lineBefore(s, n)
	line := s.line(before)
	i := bytes.Index(line, []byte(" #"))
	if i < 0 || len(bytes.TrimSpace(line[:i])) == 0 || bytes.ContainsAny(line[:i], `"'`) || indentOf(s.line(n)) <= indentOf(line) && keyLine.Match(line) {
		return cause{}, false
	}
	return cause{before, i + 1, ruleComment, `the text ends here, because " #" begins a comment; put the whole text in quotes`}, true
}

var (
	keyLine  = regexp.MustCompile(`^ *(?:- +)*[A-Za-z0-9_"']+ *:(?: |$)`)
	wordWord = regexp.MustCompile(`^ *(?:- +)*[A-Za-z0-9_]+:[^ /]`)
	dashWord = regexp.MustCompile(`^ *-[^ -]`)
)

// noPair finds the line before one that was meant as a pair but is a text, so
// that the colon of this one is not allowed.
func noPair(s *source, n int) (cause, bool) {
	before := lineBefore(s, n)
	if before == 0 || bytes.Count(s.line(n), []byte(": ")) > 1 || keyLine.Match(s.line(before)) || indentOf(s.line(n)) < indentOf(s.line(before)) {
		return cause{}, false
	}
	if c, found := noSpace(s, before, wordWord, `a space is missing behind the ":"; write "key: value"`); found {
		return c, true
	}
	return cause{before, indentOf(s.line(before)), ruleSyntax, `this is not a "key: value" pair; add the ":" or indent it as part of the text before it`}, true
}

// noSpace finds a colon or a dash without the space behind it: the last
// character but one that an expression matches.
func noSpace(s *source, n int, expr *regexp.Regexp, text string) (cause, bool) {
	at := expr.FindIndex(s.line(n))
	if at == nil {
		return cause{}, false
	}
	_, last := utf8.DecodeLastRune(s.line(n)[:at[1]])
	return cause{n, at[1] - last - 1, ruleSyntax, text}, true
}

// lineBefore returns the line before another that is neither empty nor a
// comment, 0 for none.
func lineBefore(s *source, n int) int {
	for n--; n > 0; n-- {
		if line := bytes.TrimSpace(s.line(n)); len(line) > 0 && line[0] != '#' {
			break
		}
	}
	return max(n, 0)
}

func indentOf(line []byte) int { return blank(line, " ") }
