package model

import "slices"

// Any reports whether any output is wanted.
func (o Outputs) Any() bool {
	return slices.ContainsFunc([]Text{o.Go, o.Schema, o.Reference, o.TypeScript, o.Python, o.OpenAPI, o.JSONSchema},
		func(t Text) bool { return t.Value != "" })
}
