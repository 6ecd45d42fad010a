package catalogref

import (
	"strconv"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// conditions returns what keys of an object demand of each other.
func conditions(object string) []schema {
	switch object {
	case "catalog":
		return []schema{
			{AnyOf: []schema{has("extends"), {Required: []string{"roles"}, Properties: members{{"roles", has("internal")}}}}},
			{AnyOf: []schema{has("docs_base_url"), {Properties: members{{"errors", schema{Others: ptr(has("doc_url"))}}}}}},
			{Properties: members{{"statuses", schema{Names: &schema{Not: &schema{Enum: roleStatuses()}}}}, {"errors", schema{MaxProperties: format.MaxCodes}}}},
		}
	case "entry":
		return []schema{
			{If: is("status", 401), Then: ptr(has("challenge")), Else: hasNot("challenge")},
			{If: is("concealed", true), Then: &schema{AllOf: []schema{*hasNot("params"), *hasNot("details"), {Not: is("retry", "after_delay")}}}},
		}
	case "parameter":
		return []schema{closedSet()}
	case "field":
		return append(examples(),
			closedSet(),
			schema{If: is("sensitive", true), Then: &schema{AllOf: []schema{*hasNot("example"), *hasNot("sensitive_when")}}},
			schema{If: ptr(has("sensitive_when")), Then: is("optional", true)},
		)
	}
	return nil
}

// examples hold the example of a field to the field's type.
func examples() []schema {
	text := schema{Type: "string", Pattern: format.FreeText.Pattern()}
	index := schema{Type: "integer", Minimum: new(int)}
	types := members{
		{"string", text},
		{"integer", schema{Type: "integer"}},
		{"number", schema{Type: "number"}},
		{"boolean", schema{Type: "boolean"}},
		{"date", schema{Type: "string", Pattern: `^\d{4}-\d{2}-\d{2}$`}},
		{"datetime", schema{Type: "string", Pattern: `^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}`}},
		{"path", schema{Type: "array", MinItems: 1, Items: &schema{AnyOf: []schema{text, index}}}},
		{"strings", schema{Type: "array", MinItems: 1, Items: &text}},
	}
	var all []schema
	for _, t := range types {
		all = append(all, schema{If: is("type", t.name), Then: &schema{Properties: members{{"example", t.value}}}})
	}
	return all
}

// closedSet allows values for the type string alone.
func closedSet() schema { return schema{If: ptr(has("values")), Then: is("type", "string")} }

func has(key string) schema { return schema{Required: []string{key}} }

func hasNot(key string) *schema { return &schema{Not: ptr(has(key))} }

// is is true where a key is there and has a value.
func is(key string, value any) *schema {
	return &schema{Required: []string{key}, Properties: members{{key, schema{Const: value}}}}
}

func ptr(s schema) *schema { return &s }

// roleStatuses are the statuses that roles cover.
func roleStatuses() []any {
	var all []any
	for _, kind := range model.RoleKinds() {
		all = append(all, strconv.Itoa(kind.Status))
	}
	return all
}
