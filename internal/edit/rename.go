// Package edit changes what people write: [Rename] gives a code another name, and
// [Stamp] writes the day of a release into the catalog. It edits texts in place, so
// that comments, order and formatting stay as their writers left them, and it
// writes nothing itself.
package edit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// A Request says what is to be renamed.
type Request struct {
	Old, New string
	Since    string // the date or version of the release that brings the new name
	Note     string // what the retired code says; "" for one made of the above
}

// A File is a file as it has to be.
type File struct {
	Name string // with slashes, relative to the directory of the catalog
	Text []byte
	From string // the name of the file that moved here; "" for none
}

// A Refusal says why a code cannot be renamed so.
type Refusal string

func (r Refusal) Error() string { return string(r) }

func refuse(format string, args ...any) error { return Refusal(fmt.Sprintf(format, args...)) }

// Rename returns the files that a renaming changes, the catalog first. The old
// code stays reserved: it is named under `retired`, with the new one as its
// successor and its Go names as deprecated aliases.
//
// The catalog has been loaded without problems; whether the new one can be is for
// the caller to find out. The error is a [Refusal] where the request makes no
// sense for the catalog.
func Rename(c *model.Catalog, q Request) ([]File, error) {
	if err := check(c, q); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	w := words{old: q.Old, new: q.New, base: c.DocsBaseURL.Value}
	if text, err = catalogText(text, c, q, w); err != nil {
		return nil, err
	}
	files := []File{{Name: filepath.Base(c.File), Text: text}}
	pages, err := pageFiles(c, w)
	if err != nil {
		return nil, err
	}
	files = append(files, pages...)
	log, err := os.ReadFile(filepath.Join(filepath.Dir(c.File), changelog))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return files, nil
	case err != nil:
		return nil, err
	}
	if text, ok := logged(log, q); ok {
		files = append(files, File{Name: changelog, Text: text})
	}
	return files, nil
}

// check holds a request to what the catalog has.
func check(c *model.Catalog, q Request) error {
	switch reason := format.Taken(q.New); {
	case q.Old == q.New:
		return refuse("the code is called %q already", q.Old)
	case !format.CodeForm.Fits(q.New):
		return refuse("%q is not a code; use lower-case words joined by underscores, at most %d characters", q.New, format.MaxCode)
	case reason != "":
		return refuse("code %q %s; choose another", q.New, reason)
	}
	if err := checkOld(c, q.Old); err != nil {
		return err
	}
	for owner := range c.All() {
		if e := owner.Lookup(q.New); e != nil {
			return refuse("code %q exists at %s; choose another", q.New, e.Pos)
		}
		if r := retired(owner, q.New); r != nil {
			return refuse("code %q was retired at %s and never comes back; choose another", q.New, r.Pos)
		}
	}
	return nil
}

func checkOld(c *model.Catalog, old string) error {
	if e := c.Lookup(old); e != nil {
		if e.Overrides {
			return refuse("code %q at %s overrides that of an extended catalog; rename it there", old, e.Pos)
		}
		return nil
	}
	if r := retired(c, old); r != nil {
		return refuse("code %q is retired already, at %s", old, r.Pos)
	}
	for owner := range c.All() {
		if e := owner.Lookup(old); e != nil {
			return refuse("code %q is of an extended catalog, at %s; rename it there", old, e.Pos)
		}
	}
	codes := make([]string, len(c.Errors))
	for i, e := range c.Errors {
		codes[i] = e.Code
	}
	if near := new(spell.Speller).Nearest(old, codes); near != "" {
		return refuse("unknown code %q; did you mean %s?", old, near)
	}
	return refuse("unknown code %q; errcat list shows all codes", old)
}

func retired(c *model.Catalog, code string) *model.Retired {
	for i := range c.Retired {
		if c.Retired[i].Code == code {
			return &c.Retired[i]
		}
	}
	return nil
}

// pageFiles returns the pages that change: that of the code moves, others may
// name it.
func pageFiles(c *model.Catalog, w words) ([]File, error) {
	var files []File
	for _, e := range c.Errors {
		if e.Page == nil {
			continue
		}
		text, err := os.ReadFile(e.Page.File)
		if err != nil {
			return nil, err
		}
		name := func(code string) string { return path.Join(c.Pages.Value, code+".md") }
		now := w.replace(text, nil)
		switch {
		case e.Code == w.old:
			if e.Title.Pos == e.Pos { // made of the code
				now = w.retitle(now)
			}
			files = append(files, File{Name: name(w.new), Text: now, From: name(w.old)})
		case string(now) != string(text):
			files = append(files, File{Name: name(e.Code), Text: now})
		}
	}
	return files, nil
}
