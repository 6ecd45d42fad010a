package find

import (
	"regexp"
	"strings"
)

// names are what entries are called.
type names struct {
	exact    map[string][]int // in lower case
	squashed map[string][]int // of codes and aliases, see [squash]
}

// newNames collects the names of entries. One that two have is that of the
// stronger claim: a code, then an alias, then an OAuth value, which several can
// share.
func newNames(entries []Entry) names {
	n := names{map[string][]int{}, map[string][]int{}}
	claims := []func(Entry) []string{
		func(e Entry) []string { return []string{e.Code} },
		func(e Entry) []string { return e.Names },
		func(e Entry) []string { return []string{e.OAuth} },
	}
	for _, claim := range claims {
		found := map[string][]int{}
		for i, e := range entries {
			for _, name := range claim(e) {
				if name = strings.ToLower(name); name != "" {
					found[name] = append(found[name], i)
				}
			}
		}
		for name, owners := range found {
			if n.exact[name] == nil {
				n.exact[name] = owners
			}
		}
	}
	for i, e := range entries {
		for _, name := range append([]string{e.Code}, e.Names...) {
			if key := squash(name); n.squashed[key] == nil {
				n.squashed[key] = []int{i}
			}
		}
	}
	return n
}

// named returns the entries that have a name, in any style; those of Go's
// identifiers have a word more in front or behind.
func (n names) named(name string) []int {
	name = strings.TrimSpace(name)
	if entries := n.exact[strings.ToLower(name)]; entries != nil {
		return entries
	}
	if !identifier.MatchString(name) {
		return nil
	}
	if entries := n.squashed[squash(name)]; entries != nil {
		return entries
	}
	if camel.MatchString(name) {
		return n.squashed[squash(suffix.ReplaceAllString(prefix.ReplaceAllString(name, ""), ""))]
	}
	return nil
}

var (
	identifier = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	camel      = regexp.MustCompile(`^[A-Za-z]*[a-z][A-Z][A-Za-z0-9]*$`)
	prefix     = regexp.MustCompile(`^(?:Code|New|Is|Err)`)
	suffix     = regexp.MustCompile(`(?:Error|Exception|Params|Details?)$`)
	mention    = regexp.MustCompile(`[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*`)
	telling    = regexp.MustCompile(`[A-Za-z0-9][_-][A-Za-z0-9]|[a-z][A-Z]|^[A-Za-z]+[0-9]+$`)
)

// The points of a name.
const (
	held      = 40000
	mentioned = 20000
)

// find returns the entries that a text names, and their points.
func (n names) find(text string, p Pasted) ([]int, int) {
	for _, code := range p.Codes {
		if entries := n.named(code); entries != nil {
			return entries, held
		}
	}
	if entries := n.exact[strings.ToLower(strings.Trim(strings.TrimSpace(text), "\"'`"))]; entries != nil {
		return entries, mentioned
	}
	if len(p.Codes) > 0 {
		text = p.Text
	}
	for _, token := range mention.FindAllString(cut(text, MaxText), -1) {
		if telling.MatchString(token) {
			if entries := n.named(token); entries != nil {
				return entries, mentioned
			}
		}
	}
	return nil, 0
}
