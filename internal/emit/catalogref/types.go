package catalogref

import (
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/format"
)

// manyWords is how many words are listed apart from their key.
const manyWords = 12

// typeOf says in words what can stand behind a key.
func typeOf(v format.Value) string {
	switch v.Kind {
	case format.Choice:
		if len(v.Words) > manyWords {
			return "one of the words below"
		}
		return "one of " + codes(format.Names(v.Words))
	case format.Integer:
		return integerType(v)
	case format.Boolean:
		return "`true` or `false`"
	case format.Scalar:
		return "a text, a number, `true` or `false`"
	case format.Any:
		return "any value"
	case format.List:
		return "a list, each item " + typeOf(*v.Elem)
	case format.Map:
		return fmt.Sprintf("a mapping of %s to %s", article(v.Form.Name()), typeOf(*v.Elem))
	case format.Record:
		return "a mapping, whose keys are below"
	case format.Either:
		var all []string
		for _, option := range v.Options {
			all = append(all, typeOf(option))
		}
		return strings.Join(all, ", or ")
	default:
		return lineType(v)
	}
}

func integerType(v format.Value) string {
	switch {
	case v.Min == v.Max && v.Max > 0:
		return fmt.Sprintf("`%d`", v.Max)
	case v.Max > 0:
		return fmt.Sprintf("a whole number, %d–%d", v.Min, v.Max)
	default:
		return "a whole number"
	}
}

func lineType(v format.Value) string {
	text := "a text of one line"
	if v.Form != format.FreeText {
		text = article(v.Form.Name())
	}
	if v.Facts && v.Max > 0 {
		return fmt.Sprintf("%s, at most %d characters", text, v.Max)
	}
	return text
}

func article(noun string) string {
	if strings.HasPrefix(noun, "https") {
		return "an " + noun
	}
	return "a " + noun
}

func codes(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "`" + w + "`"
	}
	return strings.Join(quoted, ", ")
}

// words returns the words of a value, however deep they are.
func words(v format.Value) []format.Word {
	all := v.Words
	for _, option := range v.Options {
		all = append(all, words(option)...)
	}
	if v.Elem != nil {
		all = append(all, words(*v.Elem)...)
	}
	return all
}

// forms returns the forms that keys ask for, each once, in the order of their
// definition.
func forms() []format.Form {
	used := map[format.Form]bool{}
	var visit func(v format.Value)
	visit = func(v format.Value) {
		if v.Kind == format.Line || v.Kind == format.Map {
			used[v.Form] = true
		}
		for _, option := range v.Options {
			visit(option)
		}
		if v.Elem != nil {
			visit(*v.Elem)
		}
	}
	for _, o := range format.Objects() {
		for _, k := range o.Keys {
			visit(k.Value)
		}
	}
	var all []format.Form
	for f := format.FreeText + 1; f <= format.WhenForm; f++ {
		if used[f] {
			all = append(all, f)
		}
	}
	return all
}
