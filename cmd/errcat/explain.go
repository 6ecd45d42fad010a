package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

const explainHelp = `
Explain prints the documentation page of a code. In place of the code it takes
a whole error response, and for - it reads one from standard input:

	curl -si https://api.example.com/v1/keys/k1 | errcat explain -

Codes of catalogs that the catalog extends are found, too. Where there is no
such code, those that resemble it are named, and the exit status is 1.

Colors are used on a terminal only, and not where NO_COLOR is set.
`

// maxResponse is how much of standard input is read.
const maxResponse = 1 << 20

// explain is the verb.
func explain(e env, args []string) int {
	f := newFlags(e, "explain", explainHelp)
	f.operands = "CODE|-"
	path := f.catalogFlag()
	operands, status, ok := f.parseOperands(args, 1)
	if !ok {
		return status
	}
	text := operands[0]
	if text == "-" {
		data, err := io.ReadAll(io.LimitReader(e.stdin, maxResponse))
		if err != nil {
			e.errorf("read standard input: %v", err)
			return exitIO
		}
		text = string(data)
	}
	code := codeIn(text)
	c, status := e.load(*path)
	if c == nil {
		return status
	}
	code = codeBehind(c, code)
	var codes []string
	for owner := range c.All() {
		book, err := docs.NewBook(owner)
		if err != nil {
			e.errorf("%v", err)
			return exitIO
		}
		if page := book.Page(code); page != nil {
			fmt.Fprint(e.stdout, book.Text(page, &docs.TextOptions{Color: colorful(e.stdout)}))
			return exitOK
		}
		codes = append(codes, codesOf(owner)...)
	}
	e.unknownCode(code, codes)
	return exitFindings
}

// codeBehind returns the code that an older name or number leads to, or the
// name itself where none does.
func codeBehind(c *model.Catalog, name string) string {
	for owner := range c.All() {
		if owner.Lookup(name) != nil {
			return name
		}
	}
	for owner := range c.All() {
		if e := owner.ByAlias(name); e != nil {
			return e.Code
		}
	}
	return name
}

func (e env) unknownCode(code string, codes []string) {
	if code == "" {
		e.errorf("there is no code in the input; give a code, or a response with an \"error\" member")
		return
	}
	hint := "errcat list shows all codes"
	if near := similar(code, codes, 3); len(near) > 0 {
		hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	e.errorf("unknown code %q; %s", code, hint)
}

func codesOf(c *model.Catalog) []string {
	var codes []string
	for _, x := range c.Errors {
		codes = append(codes, x.Code)
	}
	for _, x := range c.Retired {
		codes = append(codes, x.Code)
	}
	return codes
}

var errorMember = regexp.MustCompile(`"error"\s*:\s*"([^"\\]*)"`)

// codeIn finds the code in what somebody pasted: a code, a response, with
// headers or cut off, or the address of a page.
func codeIn(text string) string {
	text = strings.TrimSpace(text)
	for rest := text; ; rest = rest[1:] {
		at := strings.IndexByte(rest, '{')
		if at < 0 {
			break
		}
		rest = rest[at:]
		var envelope struct{ Error string }
		if json.NewDecoder(strings.NewReader(rest)).Decode(&envelope) == nil && envelope.Error != "" {
			return envelope.Error
		}
		if len(rest) < len(text)-maxHead {
			break
		}
	}
	if m := errorMember.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	first, _, _ := strings.Cut(text, "\n")
	first = strings.Trim(strings.TrimSpace(first), `"'`+"`/")
	if at := strings.LastIndexByte(first, '/'); at >= 0 {
		first = first[at+1:]
	}
	return strings.ToLower(first)
}

// maxHead is how far into the text the response is looked for.
const maxHead = 16 << 10

// similar returns up to n codes that resemble word, the best first.
func similar(word string, codes []string, n int) []string {
	type match struct {
		code  string
		score float64
	}
	var matches []match
	for _, code := range codes {
		if score := alike(word, code); score > 0.45 {
			matches = append(matches, match{code, score})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		default:
			return strings.Compare(a.code, b.code)
		}
	})
	var best []string
	for _, m := range matches[:min(n, len(matches))] {
		best = append(best, m.code)
	}
	return best
}

// alike tells how much two names have in common, from 0 to 1, by the pairs of
// letters that both have (the Sørensen–Dice coefficient). Unlike a distance it
// sees through words that are left out or in another order.
func alike(a, b string) float64 {
	x, y := pairs(a), pairs(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	counts := map[string]int{}
	for _, pair := range x {
		counts[pair]++
	}
	both := 0
	for _, pair := range y {
		if counts[pair] > 0 {
			counts[pair]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}

func pairs(s string) []string {
	var letters []rune
	for _, r := range strings.ToLower(s) {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			letters = append(letters, r)
		}
	}
	var list []string
	for i := 0; i+1 < len(letters); i++ {
		list = append(list, string(letters[i:i+2]))
	}
	return list
}

// colorful reports whether w is a terminal that shows colors (no-color.org).
func colorful(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
