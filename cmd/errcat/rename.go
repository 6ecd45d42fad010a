package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/edit"
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/output"
	"github.com/asterwise/errcat/internal/spell"
)

const renameHelp = `
Rename gives a code another name. For clients that is a breaking change: they
branch on the code. It edits files in place and leaves comments, order and
formatting as they are:

	catalog.yaml    the entry gets the new code, and its place in the alphabet if
	                its neighbors have theirs; roles, statuses and other references
	                follow; the old code goes to retired, with the new one as its
	                successor
	its page        moves, and gets the new title if its title was made from the code
	other pages     follow, and so do messages and comments, wherever the old code
	                is a word by itself. A code of one word, such as conflict, is
	                found in quotes, code spans and links only
	CHANGELOG.md    next to the catalog, gets a line if it has an [Unreleased] part

The old page stays reachable: errcat docs writes one that leads to the new one, and
errcat explain finds it. A go_name is dropped, because the Go names are made from
the new code; a doc_url stays. The old Go names stay for one release, as
deprecated aliases of the new ones (go_alias). So after

	errcat generate

all code compiles as before, and go fix ./... of Go 1.26 or later writes the new
names into it. If old names are inside the call of an old constructor, go fix of Go
1.26 changes nothing in the whole package: rewrite the constructor first, with the
gofmt line that errcat rename prints. In the release after that, remove go_alias.
For catalogs that extend this one and name the old code, errcat generate names the
new one.

All files are changed or none: the catalog must have no problems, before and
after. With -diff nothing is written; what would change is printed as a unified
diff.
`

// renameVerb is the verb rename.
func renameVerb(e env, args []string) int {
	f := newFlags(e, "rename", renameHelp)
	f.operands = "OLD NEW"
	path := f.catalogFlag()
	since := f.String("since", "", "the date or `VERSION` of the release with the new name; by default today")
	note := f.String("note", "", "say `TEXT` about the retired code; by default what it was renamed to, and since when")
	diff := f.Bool("diff", false, "write nothing; print what would change")
	operands, status, ok := f.parseOperands(args, 2, 2)
	if !ok {
		return status
	}
	if *since == "" {
		*since = time.Now().UTC().Format(time.DateOnly)
	}
	c, err := catalogfile.Load(*path, &catalogfile.Options{Resolve: gotool.Locate, Check: golang.Check})
	if err != nil {
		return e.failed(*path, err)
	}
	files, err := edit.Rename(c, edit.Request{Old: operands[0], New: operands[1], Since: *since, Note: *note})
	var refusal edit.Refusal
	if errors.As(err, &refusal) {
		e.errorf("rename: %v", refusal)
		return exitFindings
	}
	if err != nil {
		return e.failed(*path, err)
	}
	plan, err := e.planEdits("rename: with the new name", c, files)
	if err != nil {
		return e.failed(*path, err)
	}
	if *diff {
		e.stdout.Write(plan.Diff())
		return exitOK
	}
	if err := plan.Write(nil); err != nil {
		return e.failed(*path, fmt.Errorf("write the files: %w", err))
	}
	for _, name := range plan.Written() {
		fmt.Fprintf(e.stdout, "wrote %s\n", name)
	}
	for _, name := range plan.Removed() {
		fmt.Fprintf(e.stdout, "removed %s\n", name)
	}
	fmt.Fprintf(e.stdout, renamedNext, constructor(c, operands[0], operands[1]))
	return exitOK
}

const renamedNext = `
Next:

	errcat generate
%s	go fix ./...

The first keeps the old Go names as deprecated aliases, the last writes the new
ones into code. Clients branch on the code: release this as a breaking change.
`

// constructor returns the line that rewrites the calls of the old constructor if
// it has arguments. Other old names stand in these, and of changes that overlap
// go fix of Go 1.26 makes none.
func constructor(c *model.Catalog, old, now string) string {
	e := c.Lookup(old)
	name := spell.Camel(now)
	if c.Outputs.Go.Value == "" || e.Name() == name || len(e.Params)+len(e.Details) == 0 {
		return ""
	}
	pkg := c.Package.Value
	return fmt.Sprintf("\tgofmt -r '%[1]s.New%[2]s -> %[1]s.New%[3]s' -w .\n", pkg, e.Name(), name)
}

// planEdits plans files that people write, the catalog first, after a look at the
// catalog as it would be: with the new name, say.
func (e env) planEdits(with string, c *model.Catalog, files []edit.File) (*output.Plan, error) {
	plan := output.New(filepath.Dir(c.File))
	overlay := map[string][]byte{}
	for _, f := range files {
		path := func(name string) string { return filepath.Join(filepath.Dir(c.File), filepath.FromSlash(name)) }
		overlay[path(f.Name)] = f.Text
		var err error
		if f.From == "" {
			err = plan.Edit(f.Name, f.Text)
		} else {
			overlay[path(f.From)] = nil
			err = plan.Move(f.From, f.Name, f.Text)
		}
		if err != nil {
			return nil, err
		}
	}
	overlay[c.File] = files[0].Text // also where that is ./catalog.yaml
	_, err := catalogfile.Load(c.File, &catalogfile.Options{Resolve: gotool.Locate, Check: golang.Check, Overlay: overlay})
	var problems diag.List
	if errors.As(err, &problems) {
		e.errorf("%s the catalog would have problems, at these places of the files as they would be:", with)
	}
	return plan, err
}
