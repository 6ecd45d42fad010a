package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat"
	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/find"
	"github.com/asterwise/errcat/internal/model"
)

const explainHelp = `
Explain says what an error is, whether to retry, and how to fix it. Give it
whatever you have: a code, a response as JSON or as Python prints it, a line of a
log, a message, a status, or words of your own. With - it reads standard input:

	curl -si https://api.example.com/v1/keys/k1 | errcat explain -
	errcat explain 403 forbidden
	errcat explain 5xx

The request ID, the wait and the details of a response that you paste are shown.
If several codes fit, they are listed, best match first. If none does, similar ones
are suggested, and the exit status is 1.

The answer fits on one screen. Use -full for the whole page, and -lang for one
sample alone, such as the one in python; it needs no client package.

Without -catalog and without a file catalog.yaml here, explain uses the Asterwise
catalog that is built into the command, and says so on standard error.

Colors are used on a terminal only, and not where NO_COLOR is set.
`

// explain is the verb.
func explain(e env, args []string) int {
	f := newFlags(e, "explain", explainHelp)
	f.operands = "CODE|TEXT|-"
	path := f.catalogFlag()
	full := f.Bool("full", false, "print the whole page")
	language := f.String("lang", "", "print only the sample for `LANGUAGE`")
	operands, status, ok := f.parseOperands(args, 1, maxOperands)
	if !ok {
		return status
	}
	if *full && *language != "" {
		e.errorf("explain: -full prints all samples, -lang one alone; remove one of the two")
		return exitUsage
	}
	c, status := e.loadNear(*path, f.given("catalog"))
	if c == nil {
		return status
	}
	x := explainer{env: e, catalogs: slices.Collect(c.All()), full: *full, language: *language}
	text := strings.Join(operands, " ")
	if text == "-" {
		var err error
		if text, err = readPaste(e.stdin, x.isCode); err != nil {
			e.errorf("read standard input: %v", err)
			return exitIO
		}
	}
	return x.explain(plain(text))
}

// maxOperands is how many words can be explained: a whole sentence.
const maxOperands = 1000

// loadNear loads the catalog of a file; where the file is not named and not
// there, the one that is built in.
func (e env) loadNear(path string, named bool) (*model.Catalog, int) {
	if _, err := os.Stat(path); named || !errors.Is(err, fs.ErrNotExist) {
		return e.load(path)
	}
	c, err := catalogfile.Load("catalog.yaml", &catalogfile.Options{Files: errcat.Sources()})
	if err != nil {
		e.errorf("read the catalog that is built in: %v", err)
		return nil, exitIO
	}
	e.errorf("there is no %s here; using the %s catalog built into errcat", path, c.Domain.Value)
	return c, exitOK
}

// An explainer answers one question.
type explainer struct {
	env
	catalogs []*model.Catalog // that are searched; a code is that of the first
	books    []*docs.Book     // their documentation, as far as it was needed
	full     bool
	language string
}

// isCode reports whether a catalog has a code.
func (x *explainer) isCode(code string) bool {
	return slices.ContainsFunc(x.catalogs, func(c *model.Catalog) bool { return c.Lookup(code) != nil })
}

func (x *explainer) explain(text string) int {
	a := find.NewFinder(find.New(x.catalogs...)).Find(text)
	word := strings.TrimSpace(text)
	if len(a.Pasted.Codes) > 0 {
		word = a.Pasted.Codes[0]
	}
	if word == "" {
		x.errorf("there is nothing to explain in the input; give a code, a response, or words of a message")
		return exitFindings
	}
	if len(a.Found) == 0 || !a.Found[0].Named && codeLike.MatchString(word) {
		x.unknown(word, a.Found)
		return exitFindings
	}
	if first := a.Found[0]; first.Sure || len(a.Found) == 1 || first.Score >= 2*a.Found[1].Score {
		if !first.Sure && !first.Named && first.Score < maxGuess {
			x.errorf("this is a guess: only single words fit; errcat list shows all codes")
		}
		return x.page(first.Code, &a.Pasted)
	}
	return x.list(a.Found)
}

// codeLike is what can only have been meant as a code.
var codeLike = regexp.MustCompile(`^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+$`)

// maxGuess is the score below which a text has no more than single words of an
// entry: neither its status nor a part of its message.
const maxGuess = 200

// The numbers of codes that are named where several fit.
const (
	maxSuggestions = 3
	maxListed      = 10
)

// unknown says that nothing is found, and what was perhaps meant.
func (x *explainer) unknown(word string, near []find.Match) {
	hint := "errcat list shows all codes"
	if len(near) > 0 {
		hint = "did you mean " + oneOf(codesOf(near[:min(maxSuggestions, len(near))])) + "?"
	}
	if !utf8.ValidString(word) || strings.ContainsRune(word, 0) {
		x.errorf("the input is not text; paste a code, a response, or words of a message")
		return
	}
	const most = 60
	if r := []rune(word); len(r) > most {
		word = string(r[:most]) + "…"
	}
	if !oneWord.MatchString(word) {
		x.errorf("no code matches %q; %s", word, hint)
		return
	}
	x.errorf("unknown code %q; %s", word, hint)
}

// oneWord can have been meant as a code, or as an alias, which can be a number.
var oneWord = regexp.MustCompile(`^[A-Za-z0-9_.…-]+$`)

// book returns the documentation of the catalog that has a code.
func (x *explainer) book(code string) (*docs.Book, *docs.Page, error) {
	for i, c := range x.catalogs {
		if i == len(x.books) {
			book, err := docs.NewBook(c)
			if err != nil {
				return nil, nil, err
			}
			x.books = append(x.books, book)
		}
		book := x.books[i]
		if page := book.Page(code); page != nil {
			return book, page, nil
		}
	}
	return nil, nil, fmt.Errorf("find the page of %q: there is none", code)
}

// page prints what there is to say about a code.
func (x *explainer) page(code string, pasted *find.Pasted) int {
	book, page, err := x.book(code)
	if err != nil {
		x.errorf("%v", err)
		return exitIO
	}
	if x.language != "" {
		return x.sample(page)
	}
	fmt.Fprint(x.stdout, book.Text(page, &docs.TextOptions{Color: colorful(x.stdout), Short: !x.full, Pasted: pasted}))
	if !x.full && page.Entry != nil {
		hint := "errcat explain -full " + code + " prints the whole page"
		if languages := languagesOf(page); len(languages) > 0 {
			hint += "; -lang " + oneOf(languages) + " a sample"
		}
		fmt.Fprintln(x.stdout, hint)
	}
	return exitOK
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
