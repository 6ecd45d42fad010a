package edit

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// A block is a pair of a block mapping with the comment right above it, without
// the line break at its end.
type block struct {
	code     string
	from, to int
}

// blocks returns the pairs of a block mapping that ends before an offset.
func (d *document) blocks(mapping *yaml.Node, end int) []block {
	var all []block
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		from, to := d.lineStart(d.offset(key)), end
		if i+2 < len(mapping.Content) {
			to = d.lineStart(d.offset(mapping.Content[i+2]))
		}
		b := block{key.Value, d.comment(from), d.trim(from, to, key.Column-1)}
		if i > 0 && b.from < all[len(all)-1].to { // a comment as deep as what it follows is of that
			b.from = from
		}
		all = append(all, b)
	}
	return all
}

// trim returns where the last line between two offsets ends that belongs to a
// pair: neither a blank one nor a comment that is no deeper than its key.
func (d *document) trim(from, to, indent int) int {
	for to > from {
		start := d.lineStart(to - 1)
		line := d.text[start:to]
		if start <= from || !isBlank(line) && !(isComment(line) && indentation(line) <= indent) {
			break
		}
		to = start
	}
	for to > from && (d.text[to-1] == '\n' || d.text[to-1] == '\r') {
		to--
	}
	return to
}

func indentation(line []byte) int {
	n := 0
	for n < len(line) && line[n] == ' ' {
		n++
	}
	return n
}

// after returns where the next key of the top level begins, or the file ends.
func (d *document) after(key *yaml.Node) int {
	for i := 0; i+2 < len(d.root.Content); i += 2 {
		if d.root.Content[i] == key {
			return d.lineStart(d.offset(d.root.Content[i+2]))
		}
	}
	return len(d.text)
}

// placed moves the entry to where the alphabet has it, among the neighbors of
// its category up to the next comment that stands alone, if these were in
// alphabetical order with its old name. What is between entries stays.
func placed(text []byte, q Request, category map[string]string) ([]byte, error) {
	d, err := parse(text)
	if err != nil {
		return nil, err
	}
	key, codes := pair(d.root, "errors")
	if flow(d.root) || flow(codes) {
		return text, nil
	}
	all := d.blocks(codes, d.after(key))
	at := slices.IndexFunc(all, func(b block) bool { return b.code == q.New })
	first, last := at, at
	joined := func(a, b block) bool {
		return category[a.code] == category[b.code] && isBlank(d.text[a.to:b.from])
	}
	for first > 0 && joined(all[first-1], all[first]) {
		first--
	}
	for last+1 < len(all) && joined(all[last], all[last+1]) {
		last++
	}
	names := []string{}
	for _, b := range all[first : last+1] {
		names = append(names, b.code)
	}
	names[at-first] = q.Old
	if !slices.IsSorted(names) {
		return text, nil
	}
	order := slices.Clone(all[first : last+1])
	slices.SortFunc(order, func(a, b block) int {
		if a.code < b.code {
			return -1
		}
		return 1
	})
	for i, b := range order {
		d.edit(all[first+i].from, all[first+i].to, string(d.text[b.from:b.to]))
	}
	return d.apply(), nil
}
