package catalogfile

import (
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// readAliases reads older names and numbers of a code.
func (f *file) readAliases(e *entry, aliases field) {
	for _, item := range f.list(aliases) {
		alias := model.Text{Value: item.value.Value, Pos: f.pos(item.value)}
		if !number(item.value) {
			var ok bool
			if alias, ok = f.line(item, "an older name or number"); !ok {
				continue
			}
		}
		e.Aliases = append(e.Aliases, alias.Value)
		e.aliases = append(e.aliases, alias)
	}
}

// linkAliases holds aliases to leading to one code, whatever the case of their
// letters.
func (f *file) linkAliases(s *scope) {
	taken := map[string]diag.Pos{}
	for name, pos := range s.aliases {
		taken[name] = pos
	}
	codes := map[string]diag.Pos{}
	for code, owner := range s.codes {
		codes[code] = owner.catalog.Lookup(code).Pos
	}
	for _, e := range f.entries {
		codes[strings.ToLower(e.Code)] = e.Pos
	}
	for _, e := range f.entries {
		if pos, found := s.aliases[e.Code]; found {
			f.problems.Add(e.Pos, ruleAliases, "code %s is an alias at %s; take it out there or choose another code", e.label, pos)
		}
		for _, alias := range e.aliases {
			name := strings.ToLower(alias.Value)
			if pos, found := codes[name]; found {
				f.problems.Add(alias.Pos, ruleAliases, "alias %s of %s is the code at %s; remove it", clip(alias.Value), e.label, pos)
			} else if pos, found := taken[name]; found {
				f.problems.Add(alias.Pos, ruleAliases, "alias %s of %s is one already at %s; an alias leads to one code, so remove one of them", clip(alias.Value), e.label, pos)
			} else {
				taken[name] = alias.Pos
			}
		}
	}
}
