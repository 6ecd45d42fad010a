package edit

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// A Release says what a release brings.
type Release struct {
	Day     string            // 2006-01-02
	Added   []string          // codes that are new and have no `since`
	Changed map[string]string // what changed for the clients of other codes, as Markdown on one line
}

// Stamp returns the catalog file with the day of a release: as `since` of new
// codes, and under `changed` of others. The catalog has been loaded without
// problems and has all of the codes.
func Stamp(c *model.Catalog, r Release) ([]byte, error) {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	d, err := parse(text)
	if err != nil {
		return nil, err
	}
	for _, code := range r.Added {
		if err := d.stamp(code, "since", r.Day); err != nil {
			return nil, err
		}
	}
	for _, code := range slices.Sorted(maps.Keys(r.Changed)) {
		if err := d.change(code, r.Day, quoted(r.Changed[code])); err != nil {
			return nil, err
		}
	}
	return d.apply(), nil
}

// stamp adds a key with a value to an entry: behind its last line, or, in braces,
// behind its first key. A value may be lines of its own.
func (d *document) stamp(code, name, value string) error {
	errors, codes := pair(d.root, "errors")
	key, entry := pair(codes, code)
	switch {
	case key == nil || entry.Kind != yaml.MappingNode || len(entry.Content) < 4:
		return fmt.Errorf("code %q is not under errors with its facts", code)
	case flow(entry):
		q := quotes(entry)
		if q != "" && !strings.HasPrefix(value, q) && !strings.HasPrefix(value, "{") {
			value = q + value + q
		}
		at := d.offset(entry.Content[2])
		d.edit(at, at, q+name+q+": "+value+", ")
	default:
		if !strings.HasPrefix(value, d.newline()) {
			value = " " + value
		}
		all := d.blocks(codes, d.after(errors))
		at := all[slices.IndexFunc(all, func(b block) bool { return b.code == code })].to
		d.edit(at, at, d.newline()+strings.Repeat(" ", entry.Content[0].Column-1)+name+":"+value)
	}
	return nil
}

// change adds a day and a note to what changed of a code, before the days that
// are there.
func (d *document) change(code, day, note string) error {
	_, codes := pair(d.root, "errors")
	_, entry := pair(codes, code)
	_, days := pair(entry, "changed")
	switch {
	case days == nil && entry != nil && flow(entry):
		q := quotes(entry)
		return d.stamp(code, "changed", "{"+q+day+q+": "+note+"}")
	case days == nil && entry != nil:
		indent := strings.Repeat(" ", entry.Content[0].Column-1+d.step())
		return d.stamp(code, "changed", d.newline()+indent+day+": "+note)
	case days == nil || len(days.Content) == 0:
		return fmt.Errorf("code %q is not under errors with its facts", code)
	case flow(days):
		q := quotes(days)
		at := d.offset(days.Content[0])
		d.edit(at, at, q+day+q+": "+note+", ")
	default:
		at := d.comment(d.lineStart(d.offset(days.Content[0])))
		d.edit(at, at, strings.Repeat(" ", days.Content[0].Column-1)+day+": "+note+d.newline())
	}
	return nil
}
