package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/asterwise/errcat"
)

// A pattern is our own catalog, taken apart: what large catalogs are made of.
// Its entries are as long, and refer to each other as much, as entries that
// people write.
type pattern struct {
	header  string   // up to the line "errors:"
	codes   []string // in file order
	entries []string // the text of each, without the line of its code
	names   *regexp.Regexp
}

// minCodes is the least that a catalog can have, since the roles name some.
// maxCodes is the most that the command reads.
const (
	minCodes = 54
	maxCodes = 5000
)

func newPattern() (*pattern, error) {
	header, rest, found := strings.Cut(errcat.Source, "\nerrors:\n")
	if !found {
		return nil, fmt.Errorf("take catalog.yaml apart: it has no line %q", "errors:")
	}
	p := &pattern{header: header + "\nerrors:\n"}
	var entry strings.Builder
	end := func() {
		if len(p.codes) > 0 {
			p.entries = append(p.entries, entry.String())
		}
		entry.Reset()
	}
	for line := range strings.Lines(rest) {
		name, rest, key := strings.Cut(strings.TrimPrefix(line, "  "), ":")
		if key && rest == "\n" && strings.HasPrefix(line, "  ") && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" {
			end()
			p.codes = append(p.codes, name)
			continue
		}
		if !strings.HasPrefix(line, "  # ") { // a heading of our file
			entry.WriteString(line)
		}
	}
	end()
	if len(p.codes) > minCodes {
		return nil, fmt.Errorf("take catalog.yaml apart: it has %d codes; let minCodes be that many", len(p.codes))
	}
	p.names = regexp.MustCompile(`\b(?:` + strings.Join(p.codes, "|") + `)\b`)
	return p, nil
}

// write writes a catalog of n codes: our own over and over, the codes of each
// copy with its number behind them, also where texts, samples and lists name
// them. Editions differ in the title of the first code.
func (p *pattern) write(out io.Writer, n, edition int) error {
	w := bufio.NewWriter(out)
	w.WriteString(p.header)
	index := map[string]int{}
	for i, code := range p.codes {
		index[code] = i
	}
	for i := range n {
		copied, at := i/len(p.codes), i%len(p.codes)
		rename := func(code string) string {
			if copied == 0 || copied*len(p.codes)+index[code] >= n { // not there in the last copy
				return code
			}
			return fmt.Sprintf("%s_%d", code, copied+1)
		}
		text := p.entries[at]
		if i == 0 {
			text = strings.Replace(text, "\n    title: ", fmt.Sprintf("\n    title: %d ", edition), 1)
		}
		fmt.Fprintf(w, "  %s:\n%s", rename(p.codes[at]), p.names.ReplaceAllStringFunc(text, rename))
	}
	return w.Flush()
}
