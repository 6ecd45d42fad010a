package catalogfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// cut reports whether a text without quotes ends where a comment begins, and
// complains: behind prose about any comment, because it is the rest of the
// text more often than not; elsewhere about one that begins with a word, as in
// "key #1".
func (r *reader) cut(f field, prose bool) bool {
	n := f.value
	if n.Kind != yaml.ScalarNode || !plain(n) || n.Value == "" {
		return false
	}
	r.cursor.at(r.source, n.Line, n.Column)
	offset, comment := commentBehind(r.source.text, r.cursor.offset, n.Value)
	glued := len(comment) > 1 && comment[1] != ' ' && comment[1] != '\t' && comment[1] != '#'
	switch {
	case comment == "" || !prose && !glued:
		return false
	case prose:
		r.problems.Add(r.source.pos(offset), ruleComment, `%s ends here, because " #" begins a comment; put the whole text in quotes, or a comment on a line of its own`, f)
	default:
		r.problems.Add(r.source.pos(offset), ruleComment, `%s ends here, because " #" begins a comment; put the whole text in quotes, or a space behind the "#" of a comment`, f)
	}
	return true
}

// commentBehind returns the comment that stands on the last line of a plain
// scalar at an offset of a text, "" where there is none, and its offset.
func commentBehind(text []byte, offset int, value string) (int, string) {
	for word := range strings.FieldsSeq(value) { // lines are folded
		offset += blank(text[offset:], " \t\r\n")
		if !bytes.HasPrefix(text[offset:], []byte(word)) {
			return 0, ""
		}
		offset += len(word)
	}
	gap := blank(text[offset:], " \t")
	offset += gap
	if gap == 0 || offset == len(text) || text[offset] != '#' {
		return 0, ""
	}
	line, _, _ := bytes.Cut(text[offset:], []byte("\n"))
	return offset, string(bytes.TrimRight(line, "\r"))
}

// blank returns how many bytes at the beginning of a text are of a set.
func blank(text []byte, set string) int {
	n := 0
	for n < len(text) && text[n] < utf8.RuneSelf && strings.IndexByte(set, text[n]) >= 0 {
		n++
	}
	return n
}
