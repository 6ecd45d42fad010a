package catalogfile

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"gopkg.in/yaml.v3"
)

// decode is decoder.Decode, but returns an error where the parser panics: that
// is how it reports a state that its authors did not foresee.
func decode(decoder *yaml.Decoder, n *yaml.Node) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("yaml: %v", v)
		}
	}()
	return decoder.Decode(n)
}

// Where the parser's complaints have their cause, as far as that can be told.
type culprit int

const (
	atRead  culprit = iota // the line on which reading ended
	atBegin                // the line on which the unfinished thing begins
	atQuote                // its first quote
	atOpen                 // its first bracket
	atStart                // the first character of it that begins no value
	atColon                // its last colon
)

// addSyntax reports why a file is not YAML. The parser names a line only, the
// wrong one at times, in the words of somebody who writes parsers.
func addSyntax(s *source, err error, problems *diag.List) {
	if name, found := strings.CutPrefix(err.Error(), "yaml: unknown anchor '"); found {
		name, _, _ = strings.Cut(name, "'")
		offset := max(0, bytes.Index(s.text, []byte("*"+name)))
		problems.Add(s.pos(offset), ruleAlias, "alias %s is not supported; write the value out", clip("*"+name))
		return
	}
	begin, end, complaint := locate(s)
	rule, text, where := explain(complaint)
	line := begin
	if where == atRead {
		line = firstFailing(s, begin, end, complaint)
	}
	if c, found := findCause(s, complaint, begin, line); found {
		problems.Add(c.pos(s), c.rule, "%s", c.text)
		return
	}
	pos := diag.Pos{File: s.name, Line: line, Col: column(s.line(line), where)}
	problems.Add(pos, rule, "%s", text)
}

var complaintLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// locate parses the text again to find the lines of a syntax error: where the
// thing that could not be read begins, and where reading ended.
//
// A line of comment goes before the text, because the parser is not precise
// about things that begin on the first line, and empty lines after it, so
// that the parser's look-ahead of four characters is always there.
func locate(s *source) (begin, end int, complaint string) {
	slow := &slowReader{text: bytes.Join([][]byte{[]byte("#\n"), s.text, []byte("\n\n\n\n\n\n")}, nil)}
	decoder := yaml.NewDecoder(slow)
	var err error
	for err == nil {
		var n yaml.Node
		err = decode(decoder, &n)
	}
	match := complaintLine.FindStringSubmatch(err.Error())
	if match == nil {
		return 1, 1, err.Error()
	}
	complaint = match[2]
	begin, _ = strconv.Atoi(match[1])
	if !parserComplaint(complaint) {
		begin-- // the parser's own complaints count lines from 0, the scanner's from 1
	}
	last := len(s.lines)
	if last > 1 && len(s.line(last)) == 0 {
		last-- // nothing follows the last line's end
	}
	read := min(max(0, slow.read-2-4), max(0, len(s.text)-1))
	end = min(max(1, s.pos(read).Line), last)
	begin = min(max(1, begin), end)
	return begin, end, complaint
}

// A slowReader hands out one byte at a time, so that read tells how far a
// parser came.
type slowReader struct {
	text []byte
	read int
}

func (r *slowReader) Read(p []byte) (int, error) {
	if r.read == len(r.text) {
		return 0, io.EOF
	}
	p[0] = r.text[r.read]
	r.read++
	return 1, nil
}

// firstFailing returns the line that makes the text unreadable: the text that
// ends with it has the same error, the text that ends before it does not. It
// tries the last few lines only.
func firstFailing(s *source, begin, end int, complaint string) int {
	for tries := 0; end > begin && tries < 4; tries++ {
		if len(bytes.TrimSpace(s.line(end))) > 0 && !fails(s.text[:s.lines[end-1]], complaint) {
			break
		}
		end--
	}
	return end
}

func fails(text []byte, complaint string) bool {
	decoder := yaml.NewDecoder(&textReader{text: text})
	for {
		var n yaml.Node
		if err := decode(decoder, &n); err != nil {
			return strings.HasSuffix(err.Error(), complaint)
		}
	}
}

// parserComplaint reports whether an error comes from the parser's grammar
// and not from its scanner.
func parserComplaint(s string) bool {
	switch s {
	case "did not find expected key", "did not find expected '-' indicator", "did not find expected node content",
		"did not find expected ',' or ']'", "did not find expected ',' or '}'", "did not find expected <document start>",
		"found undefined tag handle", "found duplicate %YAML directive", "found incompatible YAML document":
		return true
	}
	return false
}

// explain says in the words of somebody who writes catalogs what the parser
// complains about.
func explain(complaint string) (rule, text string, where culprit) {
	switch complaint {
	case "found character that cannot start any token":
		return ruleSyntax, "a value cannot begin with this character; put the value in quotes", atStart
	case "could not find expected ':'":
		return ruleSyntax, `this is not a "key: value" pair; add the ":" or indent it as part of the text before it`, atBegin
	case "mapping values are not allowed in this context":
		return ruleSyntax, `":" is not allowed here; put the value in quotes, or correct the indentation`, atColon
	case "block sequence entries are not allowed in this context":
		return ruleSyntax, `a list cannot begin here; put "- " on a line of its own below the key`, atBegin
	case "did not find expected key":
		return ruleSyntax, "a key was expected here; indent it like its neighbours, and put the whole of a value in quotes", atRead
	case "did not find expected '-' indicator":
		return ruleSyntax, `a list item was expected here; begin it with "- " in the column of the others`, atRead
	case "did not find expected node content", "did not find expected <document start>":
		return ruleSyntax, "a value was expected here; check the brackets, commas and quotes", atRead
	case "did not find expected ',' or ']'":
		return ruleSyntax, `the list that begins here is not closed; add "]", or the "," between its items`, atOpen
	case "did not find expected ',' or '}'":
		return ruleSyntax, `the mapping that begins here is not closed; add "}", or the "," between its pairs, and put a text that begins with "{" in quotes`, atOpen
	case "found unexpected end of stream", "found unexpected document indicator":
		return ruleSyntax, "the quoted text that begins here has no end; add the closing quote", atQuote
	case "found unknown escape character", "did not find expected hexdecimal number", "found invalid Unicode character escape code":
		return ruleSyntax, `a text in double quotes has an unknown escape; write \\ for a backslash, or use single quotes`, atRead
	case "found a tab character where an indentation space is expected", "found a tab character that violates indentation":
		return ruleSyntax, "indentation holds a tab; indent with spaces", atRead
	case "did not find expected alphabetic or numeric character":
		return ruleSyntax, `a value cannot begin with "*" or "&"; put it in quotes`, atStart
	case "found undefined tag handle", "did not find the expected '>'", "did not find expected whitespace or line break",
		"did not find expected '!'", "did not find expected tag URI", "did not find URI escaped octet":
		return ruleTag, `tags are not supported; put a text that begins with "!" in quotes`, atStart
	}
	if strings.HasPrefix(complaint, "exceeded max depth") {
		return ruleDepth, fmt.Sprintf("value is nested more than %d levels deep; no key needs that, check the indentation and the brackets", format.MaxDepth), atBegin
	}
	return ruleSyntax, "the text from here on is not YAML; check indentation, quotes and brackets", atRead
}

// column returns where on its line a syntax error is, counted in characters
// from 1.
func column(line []byte, where culprit) int {
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	i := -1
	switch where {
	case atQuote:
		i = startOf(line, `"'`)
	case atOpen:
		i = startOf(line, "[{")
	case atStart:
		i = startOf(line, "@`%\t*&!|>")
	case atColon:
		i = bytes.LastIndex(line, []byte(": "))
		if bytes.HasSuffix(line, []byte(":")) {
			i = len(line) - 1
		}
	}
	if i < 0 {
		i = indent
	}
	return 1 + utf8.RuneCount(line[:i])
}

// startOf returns the offset of the first of chars that stands where a value
// can begin, -1 where there is none.
func startOf(line []byte, chars string) int {
	for i, c := range line {
		if strings.IndexByte(chars, c) >= 0 && (i == 0 || strings.IndexByte(" \t[{,", line[i-1]) >= 0) {
			return i
		}
	}
	return -1
}
