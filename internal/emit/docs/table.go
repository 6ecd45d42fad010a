package docs

import (
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/asterwise/errcat/internal/model"
)

// tables list what varies in the response of a code.
func tables(e *model.Error) []*Table {
	var list []*Table
	if t := paramTable(e); len(t.Rows) > 0 {
		list = append(list, t)
	}
	if t := detailTable(e); len(t.Rows) > 0 {
		list = append(list, t)
	}
	for _, param := range e.Params {
		if param.Client && described(param.Values) {
			list = append(list, valueTable(param.Name, param.Values))
		}
	}
	for _, field := range e.Details {
		if !field.Sensitive && described(field.Values) {
			list = append(list, valueTable(field.Name, field.Values))
		}
	}
	return list
}

// paramTable lists the values that the message varies with.
func paramTable(e *model.Error) *Table {
	t := &Table{Caption: "Values in the message", Head: []string{"Name", "Type", "Meaning"}}
	for _, param := range e.Params {
		if param.Client {
			t.Rows = append(t.Rows, []Text{code(param.Name), words(param.Type), sentences(param.Doc.Nodes, oneOf(param.Values))})
		}
	}
	for _, s := range e.Message.Segments {
		if s.Param == "retry_after" {
			t.Rows = append(t.Rows, []Text{code("retry_after"), words("integer"), say("Seconds to wait: the same number as the response's `retry_after`.")})
			break
		}
	}
	return t
}

// detailTable lists the fields of a detail item.
func detailTable(e *model.Error) *Table {
	t := &Table{Caption: "Fields of each item of details", Head: []string{"Field", "Type", "Meaning"}}
	for _, field := range e.Details {
		if field.Sensitive {
			continue // clients never see it
		}
		var absent Text
		switch {
		case field.SensitiveWhen != "":
			absent = words("Left out where there is none or where it is sensitive.")
		case field.Optional:
			absent = words("Left out where there is none.")
		}
		t.Rows = append(t.Rows, []Text{code(field.Name), words(typeName(field.Type)), sentences(field.Doc.Nodes, oneOf(field.Values), absent)})
	}
	return t
}

// described reports whether the values of a closed set have a table: those of
// which the catalog says nothing stand in a sentence.
func described(set []model.Value) bool {
	for _, v := range set {
		if len(v.Doc.Nodes) > 0 {
			return true
		}
	}
	return false
}

// valueTable lists the values of a closed set.
func valueTable(name string, set []model.Value) *Table {
	t := &Table{Caption: "Values of " + name, Head: []string{"Value", "Meaning"}}
	for _, v := range set {
		t.Rows = append(t.Rows, []Text{code(v.Name), v.Doc.Nodes})
	}
	return t
}

// oneOf lists the values of a set that has no table.
func oneOf(set []model.Value) Text {
	if len(set) == 0 || described(set) {
		return nil
	}
	text := words("One of ")
	for i, v := range set {
		if i > 0 {
			text = join(text, words(", "))
		}
		text = join(text, code(v.Name))
	}
	return join(text, words("."))
}

// sentences puts texts behind each other, with spaces between them.
func sentences(texts ...Text) Text {
	var all Text
	for _, text := range texts {
		if len(all) > 0 && len(text) > 0 {
			all = join(all, words(" "))
		}
		all = join(all, text)
	}
	return all
}

// typeName says what a client reads in JSON.
func typeName(kind string) string {
	switch kind {
	case "path":
		return "array of strings and integers"
	case "strings":
		return "array of strings"
	case "date":
		return "date, YYYY-MM-DD"
	case "datetime":
		return "time, RFC 3339"
	case "any":
		return "any JSON value"
	default:
		return kind
	}
}

// languageName is how people call a language: as it is written where it is not
// known.
func languageName(language string) string {
	if lexer := lexers.Get(language); lexer != nil {
		return lexer.Config().Name
	}
	return language
}
