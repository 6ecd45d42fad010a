package example

import (
	"log/slog"
	"slices"
	"strconv"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/internal/model"
)

// params are the example values of the client-visible parameters, in the form
// that generated code gives them.
type params map[string]string

func newParams(e *model.Error) params {
	values := params{}
	for _, param := range e.Params {
		for _, x := range e.Example {
			if param.Client && x.Name == param.Name {
				values[param.Name] = paramText(param.Type, x.Value)
			}
		}
	}
	return values
}

// paramText is a value from the file as generated code puts it into a message.
func paramText(kind, value string) string {
	switch kind {
	case "number":
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
	case "datetime":
		if t, err := time.Parse(time.RFC3339, value); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return value
}

func (p params) Attrs() []slog.Attr { return nil }

func (p params) ClientText(name string) (string, bool) {
	text, ok := p[name]
	return text, ok
}

// A detail is an item of details with the examples of its fields. A field
// without one is optional; it is left out, as where a service has nothing to
// say.
type detail []model.Field

// shown reports whether there is an item to show. A catalog without examples
// has none: made-up values are nothing that a service sends.
func (d detail) shown() bool {
	return slices.ContainsFunc(d, func(field model.Field) bool { return field.Example != nil })
}

func (d detail) AppendJSON(dst []byte) ([]byte, error) {
	o := wire.NewObject(dst)
	for _, field := range d {
		key := field.Name
		if _, text := field.Example.(string); field.Type == "any" && field.Example != nil && !text {
			o.Any(key, field.Example)
			continue
		}
		switch v := field.Example.(type) {
		case string:
			appendText(&o, key, field.Type, v)
		case int64:
			o.Int(key, v)
		case float64:
			o.Float(key, v)
		case bool:
			o.Bool(key, v)
		case []string:
			o.Strings(key, v)
		case []any:
			o.Path(key, v)
		}
	}
	return o.Close()
}

func appendText(o *wire.Object, key, kind, text string) {
	switch kind {
	case "date":
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			o.Date(key, catalog.DateOf(t))
		}
	case "datetime":
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			o.Time(key, t)
		}
	default:
		o.String(key, text)
	}
}
