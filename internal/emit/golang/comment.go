package golang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// comment returns text as the lines of a doc comment, at most width columns
// wide where words allow it. The text is read as simple Markdown: paragraphs,
// lists and fenced code keep their form.
//
// Comments are the one place where text from a catalog reaches Go without
// strconv.Quote. Whatever the text, each line that comes out begins with "// "
// or "//\t" or is "//", and holds no character that ends it or that Go
// refuses. So nothing becomes code, and nothing becomes a directive: //go:,
// //line and //export have no space there, and the one directive that has,
// // +build, is quoted.
//
// The first paragraph begins with words of our own. The others do not, and
// are kept from looking like a paragraph that tools act upon.
func comment(text string, width int) []string {
	var (
		lines []string
		last  kind
	)
	for i, b := range blocks(text) {
		if i > 0 && (b.kind != item || last != item) {
			lines = append(lines, "//")
		}
		last = b.kind
		switch b.kind {
		case code:
			for _, line := range b.words {
				lines = append(lines, strings.TrimRight("//\t"+line, " \t"))
			}
		case item:
			b.words[0] = harmless(b.words[0])
			lines = append(lines, wrap(b.words, "//   - ", "//     ", width)...)
		default:
			if i > 0 {
				b.words[0] = harmless(b.words[0])
				endHeading(b.words)
			}
			lines = append(lines, wrap(b.words, "// ", "// ", width)...)
		}
	}
	return lines
}

// A block is a paragraph or a list item, of words, or a piece of code, of
// lines. It is never empty.
type block struct {
	kind  kind
	words []string
}

type kind int

const (
	paragraph kind = iota
	item
	code
)

func blocks(text string) []block {
	var (
		all    []block
		open   bool // the next line continues the last block
		fenced bool
	)
	add := func(k kind, words ...string) {
		if !open {
			all = append(all, block{kind: k})
			open = true
		}
		b := &all[len(all)-1]
		b.words = append(b.words, words...)
	}
	for line := range strings.SplitSeq(plain(text), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) > 0 && strings.HasPrefix(words[0], "```"):
			fenced, open = !fenced, false
		case fenced && (len(words) > 0 || open):
			add(code, strings.Replace(line, "+build", `"+build"`, 1))
		case len(words) == 0:
			open = false
		case len(words) > 1 && isMarker(words[0]):
			open = false
			add(item, words[1:]...)
		default:
			heading := strings.Trim(words[0], "#") == "" // in Markdown
			if heading {
				open = false
				words = words[1:]
			}
			if len(words) > 0 {
				add(paragraph, words...)
			}
			if heading {
				open = false
			}
		}
	}
	return all
}

// isMarker reports whether a line that begins with this word is a list item.
// Numbered items become plain ones.
func isMarker(word string) bool {
	switch word {
	case "-", "*", "+", "•":
		return true
	}
	digits := strings.TrimRight(word, ".)")
	return len(digits) == len(word)-1 && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// wrap fills lines with words.
func wrap(words []string, first, rest string, width int) []string {
	var (
		lines  []string
		line   = first
		column = len(first)
		fresh  = true // nothing but the prefix on the line
	)
	for _, word := range words {
		if strings.HasPrefix(word, "+build") {
			word = `"+build"` + word[len("+build"):]
		}
		size := utf8.RuneCountInString(word)
		if !fresh && column+1+size > width {
			lines = append(lines, line)
			line, column, fresh = rest, len(rest), true
		}
		if !fresh {
			line += " "
			column++
		}
		line += word
		column += size
		fresh = false
	}
	return append(lines, line)
}

// harmless quotes the first word of a paragraph where it would give the
// paragraph a meaning in Go: a deprecation, a link definition, a heading, a
// list.
func harmless(word string) string {
	if strings.HasPrefix(word, "Deprecated:") || strings.HasPrefix(word, "[") || strings.HasPrefix(word, "#") || isMarker(word) {
		return `"` + word + `"`
	}
	return word
}

// endHeading puts a full stop behind a paragraph that begins with a capital and
// ends in a letter or digit: some versions of gofmt make a heading of such a
// line, others do not.
func endHeading(words []string) {
	first, _ := utf8.DecodeRuneInString(words[0])
	end := &words[len(words)-1]
	if last, _ := utf8.DecodeLastRuneInString(*end); unicode.IsUpper(first) && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
		*end += "."
	}
}

// plain returns text with every line end as "\n", and the characters that Go
// does not allow in a source file, or that change what a reader sees, as
// U+FFFD.
func plain(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), !unicode.IsGraphic(r) && !unicode.IsSpace(r):
			return utf8.RuneError
		}
		return r
	}, text)
}
