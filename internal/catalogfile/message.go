package catalogfile

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// readMessage reads the message and splits it at its placeholders; whether
// the placeholders are right is judged when the parameters are known.
func (f *file) readMessage(e *entry, p field) {
	if f.cut(p, true) {
		e.noMessage = true
		return
	}
	text, ok := f.line(p, "a message")
	if !ok {
		e.noMessage = true
		return
	}
	finished := f.expand(p, text.Value)
	e.Message = model.Message{Text: finished, Pos: text.Pos}
	if n := utf8.RuneCountInString(finished); n > format.MaxMessage {
		f.add(p.value, ruleLength, "%s has %d characters; shorten it to at most %d", p, n, format.MaxMessage)
		e.noMessage = true
	}
	for rest := text.Value; rest != ""; {
		offset := len(text.Value) - len(rest)
		literal, _, _ := cutAny(rest, "{}")
		if literal != "" {
			e.literal(literal, offset)
			rest = rest[len(literal):]
			continue
		}
		if ref, found := mentionAt(rest, 0); found {
			value := f.facts.values[ref.name]
			if value == "" {
				e.noMessage = true // said already
				return
			}
			e.literal(value, offset)
			rest = rest[ref.end:]
			continue
		}
		end := strings.IndexByte(rest, '}')
		if rest[0] == '}' || end < 0 || !isName(rest[1:end]) {
			f.problems.Add(f.within(p.value, offset), rulePlaceholder,
				"%s has a brace that is no part of a {placeholder}; a placeholder is a lower-case name in braces, and messages have no other braces", p)
			e.noMessage = true
			return
		}
		e.segment(model.Segment{Param: rest[1:end]}, offset)
		rest = rest[end+1:]
	}
}

// literal adds text to the message. What a fact says becomes one with the
// words around it.
func (e *entry) literal(s string, place int) {
	if e.noMessage {
		return // too long: nobody reads it
	}
	if n := len(e.Message.Segments); n > 0 && e.Message.Segments[n-1].Param == "" {
		e.Message.Segments[n-1].Literal += s
		return
	}
	e.segment(model.Segment{Literal: s}, place)
}

func (e *entry) segment(s model.Segment, place int) {
	e.Message.Segments = append(e.Message.Segments, s)
	e.places = append(e.places, place)
}

func cutAny(s, chars string) (before, after string, found bool) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", false
}

// within returns the position of the brace at an offset of a scalar's text.
func (r *reader) within(n *yaml.Node, offset int) diag.Pos {
	t := r.trace(n)
	return t.at(offset)
}

// checkMessage compares the placeholders with the parameters.
func (f *file) checkMessage(e *entry, o object) {
	message, found := o.get("message")
	if !found || e.noMessage || e.noParams {
		return
	}
	used := map[string]bool{}
	for i, s := range e.Message.Segments {
		if s.Param != "" && !used[s.Param] {
			f.checkPlaceholder(e, message, s.Param, e.places[i])
		}
		used[s.Param] = true
	}
	for _, p := range e.Params {
		if p.Client && !used[p.Name] {
			f.problems.Add(p.Pos, ruleUnusedParam, "parameter %s of %s is for clients but not in the message; write {%s} there or remove expose: client", clip(p.Name), e.label, p.Name)
		}
	}
}

func (f *file) checkPlaceholder(e *entry, message field, name string, offset int) {
	pos := f.within(message.value, offset)
	if name == format.ReservedParam {
		if !e.noRetry && e.Retry.Default == 0 {
			f.problems.Add(pos, rulePlaceholder, "%s has {retry_after} but the entry has no default wait; add one such as retry: {after: 60s}", message)
		}
		return
	}
	i := slices.IndexFunc(e.Params, func(p model.Param) bool { return p.Name == name })
	switch {
	case i < 0:
		names := clientParams(e)
		remedy := "; declare it under params with expose: client"
		f.problems.Add(pos, rulePlaceholder, "%s has {%s}, which is no parameter%s", message, name, f.spell.suggest(name, names, remedy))
	case !e.Params[i].Client:
		f.problems.Add(pos, rulePlaceholder, "%s has {%s}, which is a parameter for logs; add expose: client to it or take it out of the message", message, name)
	}
}

// clientParams returns the names that a message may use.
func clientParams(e *entry) []string {
	var names []string
	for _, p := range e.Params {
		if p.Client {
			names = append(names, p.Name)
		}
	}
	if e.Retry.Default > 0 {
		names = append(names, format.ReservedParam)
	}
	return names
}
