package witness

import (
	"fmt"
	"slices"

	"github.com/asterwise/errcat/internal/model"
)

// A call is a failure that a service could tell by its old catalog, and what it
// answers by the new one.
type call struct {
	What string `json:"what"` // for people: "order_gone, reason=lost"

	// What the old catalog says of it.
	Code      string         `json:"code"`
	Class     string         `json:"class"`  // the generated class
	Detail    string         `json:"detail"` // the generated type of an item of details, "" for none
	Status    int            `json:"status"`
	Page      string         `json:"page"`
	OAuth     string         `json:"oauth"` // of the old answer on an endpoint of OAuth 2.0
	Concealed bool           `json:"concealed"`
	Item      map[string]any `json:"item"`  // of the details, nil for none
	Texts     []string       `json:"texts"` // the parameters that are in the message

	// What the new service answers, for two causes, and on an endpoint of OAuth
	// 2.0.
	Answer  answer `json:"answer"`
	Again   answer `json:"again"`
	ByOAuth answer `json:"by_oauth"`

	// What has happened by the new catalog.
	Meant meant `json:"meant"`

	least  bool              // the service says no more than it has to
	types  map[string]string // of the members of Item
	params map[string]string // by name, those in the message
}

// meant is what is true of a failure whatever a client makes of it.
type meant struct {
	Retry  string          `json:"retry"`
	Effect string          `json:"effect"`
	Right  map[string]bool `json:"right"` // by method: whether to repeat the request is right
}

func meaning(e *model.Error) meant {
	helps := map[string]bool{"never": false, "after_change": false, "after_delay": true, "backoff": true}[e.Retry.Kind]
	return meant{e.Retry.Kind, e.Effect, map[string]bool{"GET": helps, "POST": helps && e.Effect == "none"}}
}

// calls returns the failures that an old service tells apart for clients: each
// code with all of its details, with as few as it may have, and with each value
// of each closed set.
func calls(c *model.Catalog) []*call {
	var all []*call
	for _, e := range c.Errors {
		full, least := newCall(e, ""), newCall(e, "no more than there has to be")
		all = append(all, full)
		if least.least = true; len(least.Item) > 0 {
			all = append(all, least)
		}
		for _, f := range e.Details {
			if f.Sensitive {
				continue
			}
			if absent(f) {
				delete(least.Item, f.Name)
			}
			for _, v := range f.Values {
				x := newCall(e, f.Name+"="+v.Name)
				x.Item[f.Name] = v.Name
				all = append(all, x)
			}
		}
		for _, p := range e.Params {
			for _, v := range p.Values {
				if _, seen := full.params[p.Name]; seen {
					x := newCall(e, p.Name+"="+v.Name)
					x.params[p.Name] = v.Name
					all = append(all, x)
				}
			}
		}
	}
	for _, x := range all {
		for _, text := range x.params {
			x.Texts = append(x.Texts, text)
		}
		slices.Sort(x.Texts)
	}
	return all
}

func newCall(e *model.Error, with string) *call {
	x := &call{What: e.Code, Code: e.Code, Class: e.TypeName(), Status: e.Status, Page: e.DocURL.Value, Concealed: e.Concealed, params: map[string]string{}}
	if with != "" {
		x.What += ", " + with
	}
	for _, f := range e.Details {
		if f.Sensitive {
			continue
		}
		if x.Item == nil {
			x.Item, x.types, x.Detail = map[string]any{}, map[string]string{}, e.Name()+"Detail"
		}
		x.Item[f.Name], x.types[f.Name] = made(f.Type, f.Values), f.Type
	}
	for _, name := range shown(e) {
		i := slices.IndexFunc(e.Params, func(p model.Param) bool { return p.Name == name })
		x.params[name] = fmt.Sprint(made(e.Params[i].Type, e.Params[i].Values))
	}
	return x
}

// settle gives members whose set was open a value that a closed one has: an open
// set promises none that has to come.
func (x *call) settle(now *model.Catalog) {
	e := now.Lookup(x.Code)
	if e == nil {
		return
	}
	for _, f := range e.Details {
		if x.types[f.Name] == "string" && x.Item[f.Name] == made("string", nil) && f.Type == "string" && len(f.Values) > 0 {
			x.Item[f.Name] = f.Values[0].Name
		}
	}
}

func absent(f model.Field) bool { return f.Optional || f.SensitiveWhen != "" }

// shown are the parameters that the message has.
func shown(e *model.Error) []string {
	var names []string
	for _, s := range e.Message.Segments {
		if s.Param != "" && s.Param != "retry_after" {
			names = append(names, s.Param)
		}
	}
	return names
}

// made is a value of a type: one that stands in no message by chance.
func made(kind string, values []model.Value) any {
	if len(values) > 0 {
		return values[0].Name
	}
	switch kind {
	case "integer":
		return 4711
	case "number":
		return 47.11
	case "boolean":
		return true
	case "date":
		return "2026-05-25"
	case "datetime":
		return "2026-05-25T12:34:56Z"
	case "path":
		return []any{"body", 0}
	case "strings":
		return []string{"Quito"}
	case "any":
		return map[string]any{"place": "Quito"}
	}
	return "Quito"
}
