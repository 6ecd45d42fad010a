package edit

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strconv"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
	"gopkg.in/yaml.v3"
)

// catalogText returns the catalog file as it has to be.
func catalogText(text []byte, c *model.Catalog, q Request, w words) ([]byte, error) {
	category := map[string]string{}
	for _, e := range c.Errors {
		category[e.Code] = e.Category.Value
	}
	category[q.New] = category[q.Old]
	for _, step := range []func([]byte) ([]byte, error){
		func(text []byte) ([]byte, error) { return dated(text, q) },
		func(text []byte) ([]byte, error) { return renamed(text, q, w) },
		func(text []byte) ([]byte, error) { return placed(text, q, category) },
		func(text []byte) ([]byte, error) { return reserved(text, q, goAlias(c, q)) },
	} {
		var err error
		if text, err = step(text); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// goAlias returns the Go name of the old code, "" where the new one has the
// same or no Go package wants one.
func goAlias(c *model.Catalog, q Request) string {
	name := c.Lookup(q.Old).Name()
	if c.Outputs.Go.Value == "" || name == spell.Camel(q.New) {
		return ""
	}
	return name
}

// dated takes out of the entry what is about its old name: its go_name, since
// the new Go name is made of the new code and the old one stays as an alias, and
// the release that brought it.
func dated(text []byte, q Request) ([]byte, error) {
	d, err := parse(text)
	if err != nil {
		return nil, err
	}
	_, codes := pair(d.root, "errors")
	_, entry := pair(codes, q.Old)
	if key, value := pair(entry, "go_name"); key != nil {
		d.remove(entry, key, value)
	}
	if _, value := pair(entry, "since"); value != nil && q.Since != "" {
		d.edit(d.offset(value), d.end(value), release(q.Since))
	}
	return d.apply(), nil
}

// renamed changes the key of the entry, what refers to it, and the texts that
// name it.
func renamed(text []byte, q Request, w words) ([]byte, error) {
	d, err := parse(text)
	if err != nil {
		return nil, err
	}
	_, codes := pair(d.root, "errors")
	key, _ := pair(codes, q.Old)
	if key == nil {
		return nil, fmt.Errorf("code %q is not under errors", q.Old)
	}
	if err := d.swap(key, q); err != nil {
		return nil, err
	}
	var nodes []node
	scalars(d.root, "", &nodes)
	d.comments(0, d.offset(nodes[0].Node), w)
	for i, n := range nodes {
		at := len(d.text) // where the next one begins
		if i+1 < len(nodes) {
			at = d.offset(nodes[i+1].Node)
		}
		switch {
		case n.is(references()...) && n.Value == q.Old:
			if err := d.swap(n.Node, q); err != nil {
				return nil, err
			}
			d.comments(d.end(n.Node), at, w)
		case n.is(proses()...):
			d.reword(d.offset(n.Node), at, w)
		case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0:
			d.comments(d.end(n.Node), at, w)
		}
	}
	return d.apply(), nil
}

// references are the keys whose value is a code. Those of `breaks` are about an
// earlier catalog, in which the code has its old name.
func references() []string {
	return []string{"/roles/*", "/statuses/*", "/retired/*/successor", "/lint/*/code", "/errors/*/deprecated/use"}
}

// proses are the keys whose value is a text, or an address, that may name a
// code. Items of lists have paths of "#".
func proses() []string {
	return []string{
		"/facts/*", "/links/*", "/retired/*", "/retired/*/note", "/breaks/*/reason", "/lint/*/reason",
		"/errors/*/message", "/errors/*/when", "/errors/*/affects", "/errors/*/doc_url",
		"/errors/*/params/*/doc", "/errors/*/params/*/values/[^#]*",
		"/errors/*/details/*/doc", "/errors/*/details/*/values/[^#]*",
	}
}

// A node is a scalar with the path to it; that of a key is "".
type node struct {
	*yaml.Node
	path string
}

func (n node) is(patterns ...string) bool {
	for _, pattern := range patterns {
		if ok, _ := path.Match(pattern, n.path); ok {
			return true
		}
	}
	return false
}

// scalars collects the scalars of a document in their order.
func scalars(n *yaml.Node, at string, all *[]node) {
	switch n.Kind {
	case yaml.ScalarNode:
		*all = append(*all, node{n, at})
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			*all = append(*all, node{n.Content[i], ""})
			scalars(n.Content[i+1], at+"/"+n.Content[i].Value, all)
		}
	default:
		for _, item := range n.Content {
			scalars(item, at+"/#", all)
		}
	}
}

// swap puts the new code in the place of a scalar that is the old one.
func (d *document) swap(n *yaml.Node, q Request) error {
	from := d.offset(n)
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		from++
	}
	if !bytes.HasPrefix(d.text[from:], []byte(q.Old)) {
		return refuse("code %q at line %d is not written as it is; write it in plain letters", q.Old, n.Line)
	}
	d.edit(from, from+len(q.Old), q.New)
	return nil
}

// reword renames the code in a part of the file. A placeholder in braces is a
// parameter.
func (d *document) reword(from, to int, w words) {
	part := d.text[from:to]
	placeholder := func(before, behind []byte) bool { return lastByte(before) == '{' && firstByte(behind) == '}' }
	if now := w.replace(part, placeholder); !bytes.Equal(now, part) {
		d.edit(from, to, string(now))
	}
}

var comment = regexp.MustCompile(`(?m)(?:^|[ \t])#.*$`)

// comments renames the code in the comments of a part of the file that holds no
// text.
func (d *document) comments(from, to int, w words) {
	if from >= to {
		return
	}
	for _, at := range comment.FindAllIndex(d.text[from:to], -1) {
		d.reword(from+at[0], from+at[1], w)
	}
}

var plainRelease = regexp.MustCompile(`^(\d{4}-\d\d-\d\d|v\d+(\.\d+)*)$`)

// release returns a version or a date as a YAML scalar.
func release(since string) string {
	if plainRelease.MatchString(since) {
		return since
	}
	return quoted(since)
}

// quoted returns a text in double quotes, as YAML and JSON read it.
func quoted(text string) string { return strconv.Quote(text) }
