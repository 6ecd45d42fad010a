package catalogfile

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// readExample reads the example values: parameter: scalar.
func (f *file) readExample(e *entry, example field) {
	pairs, ok := f.members(example, e.label)
	e.noExample = e.noExample || !ok
	for _, p := range pairs {
		name := p.name
		p.name, p.of = fmt.Sprintf("example of parameter %s of %s", clip(name), e.label), ""
		value, ok := f.raw(p, "a value")
		if !ok {
			e.noExample = true
			continue
		}
		e.Example = append(e.Example, model.Example{Name: name, Value: value, Pos: f.pos(p.value)})
		e.examples = append(e.examples, p)
	}
}

// checkExample compares the examples with the parameters.
func (f *file) checkExample(e *entry) {
	if e.noParams {
		return
	}
	var names []string
	params := make(map[string]model.Param, len(e.Params))
	for _, p := range e.Params {
		names = append(names, p.Name)
		params[p.Name] = p
	}
	given := make(map[string]bool, len(e.Example))
	for i, p := range e.examples {
		name := e.Example[i].Name
		given[name] = true
		param, found := params[name]
		if !found {
			f.add(p.key, ruleExample, "example of %s has a value for %s, which is no parameter%s", e.label, clip(name), f.spell.suggest(name, names, "; remove it or declare the parameter"))
			continue
		}
		if !f.exampleFits(p, param.Type) || !f.ofSet(p, param.Values) {
			e.noExample = true
		}
	}
	for _, p := range e.Params {
		if p.Client && !given[p.Name] && !e.noExample {
			f.problems.Add(p.Pos, ruleExample, "parameter %s of %s has no example value; the documentation needs one, add it under example", clip(p.Name), e.label)
			e.noExample = true
		}
	}
	f.checkFilled(e)
}

// exampleFits reports whether a value is valid for a type, and complains.
func (r *reader) exampleFits(p field, kind string) bool {
	n, s := p.value, p.value.Value
	switch kind {
	case "string":
		_, ok := r.line(p, "a value")
		return ok
	case "boolean":
		if plain(n) && (s == "true" || s == "false") {
			return true
		}
		r.add(n, ruleExample, "%s is %s; write true or false", p, describe(n))
	case "integer":
		if i, err := strconv.ParseInt(s, 10, 64); plain(n) && err == nil && strconv.FormatInt(i, 10) == s {
			return true
		}
		r.add(n, ruleExample, "%s is %s; write a whole number", p, describe(n))
	case "number":
		if x, err := strconv.ParseFloat(s, 64); plain(n) && err == nil && strings.Trim(s, "0123456789.eE+-") == "" && !math.IsInf(x, 0) {
			return true
		}
		r.add(n, ruleExample, "%s is %s; write a number", p, describe(n))
	case "date":
		if _, err := time.Parse(time.DateOnly, s); err == nil {
			return true
		}
		r.add(n, ruleExample, "%s is %s; write a date such as 2026-05-25", p, describe(n))
	case "datetime":
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			if _, err := t.MarshalText(); err == nil { // which is stricter about zones
				return true
			}
		}
		r.add(n, ruleExample, "%s is %s; write a time such as 2026-05-25T12:34:56Z", p, describe(n))
	}
	return false
}

// checkFilled measures the message with the example values in it.
func (f *file) checkFilled(e *entry) {
	if e.noMessage || e.noExample || len(e.Example) == 0 {
		return
	}
	length := 0
	for _, s := range e.Message.Segments {
		value := s.Literal
		if s.Param == format.ReservedParam {
			value = strconv.FormatInt(int64(e.Retry.Default/time.Second), 10)
		}
		for _, x := range e.Example {
			if s.Param != "" && s.Param == x.Name {
				value = x.Value
			}
		}
		length += utf8.RuneCountInString(value)
	}
	if length > format.MaxMessage {
		f.problems.Add(e.Message.Pos, ruleLength, "message of %s has %d characters with the example values in it; shorten it to at most %d", e.label, length, format.MaxMessage)
	}
}
