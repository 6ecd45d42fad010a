// Package openapi writes the components of error responses for a service's own
// OpenAPI document: schemas, responses, headers and examples.
//
// There are three documents, which differ in one schema per status, the one that
// says which codes a response of that status has, and in what becomes of a code
// that is newer than the client (docs/clients.md).
//
// It is a pure function from the model to files. The sections of the contract
// (§) are those of docs/contract.md.
package openapi

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/asterwise/errcat/internal/emit/example"
	"github.com/asterwise/errcat/internal/emit/jsonschema"
	"github.com/asterwise/errcat/internal/model"
)

type object = jsonschema.Object

func m(name string, value any) jsonschema.Member {
	return jsonschema.Member{Name: name, Value: value}
}

func ref(room, name string) object { return object{m("$ref", "#/components/"+room+"/"+name)} }

// A form is one of the documents.
type form struct {
	file    string
	version string // of OpenAPI
	unknown string // what becomes of an unknown code
	union   func(codes []*model.Error) object
}

func forms() []form {
	return []form{
		{"errors-3.1-strict.json", "3.1.0", "A response whose code is not listed breaks its schema.", strict},
		{"errors-3.1-open.json", "3.1.0", "A response whose code is not listed fits the schema `Envelope`.", open},
		{"errors-3.2.json", "3.2.0", "A response whose code is not listed is read by the schema `Envelope`.", openByDefault},
	}
}

// Emit returns the documents by the names of their files. The names of schemas
// are those of Go types, which a catalog that loads has each once.
func Emit(c *model.Catalog) (map[string][]byte, error) {
	examples := map[string]example.Response{}
	for _, e := range c.Errors {
		examples[e.Code] = example.Of(e)
	}
	files := map[string][]byte{}
	for _, f := range forms() {
		text, err := document(c, f, examples).Encode()
		if err != nil {
			return nil, fmt.Errorf("encode %q: %w", f.file, err)
		}
		files[f.file] = text
	}
	return files, nil
}

func document(c *model.Catalog, f form, examples map[string]example.Response) object {
	doc := object{
		m("openapi", f.version),
		m("info", object{
			m("title", c.Domain.Value+" errors"),
			m("version", "unversioned"),
			m("description", jsonschema.Header(c)+"\n\nComponents for the documents of services: the error responses by code and by status. "+f.unknown),
		}),
	}
	if c.DocsBaseURL.Value != "" {
		doc = append(doc, m("externalDocs", object{m("url", c.DocsBaseURL.Value)}))
	}
	return append(doc,
		m("paths", object{}),
		m("components", object{
			m("schemas", schemas(c, f)),
			m("responses", responses(c, examples)),
			m("headers", headers()),
			m("examples", exampleObjects(c, examples)),
		}))
}

// exampleObjects are the bytes of the real renderer.
func exampleObjects(c *model.Catalog, examples map[string]example.Response) object {
	var all object
	for _, e := range c.Errors {
		all = append(all, m(e.Code, object{
			m("summary", e.Title.Value),
			m("value", json.RawMessage(examples[e.Code].Body)),
		}))
	}
	return all
}

// byStatus returns the codes of each status, and the statuses in order.
func byStatus(c *model.Catalog) ([]int, map[int][]*model.Error) {
	codes := map[int][]*model.Error{}
	var statuses []int
	for _, e := range c.Errors {
		if codes[e.Status] == nil {
			statuses = append(statuses, e.Status)
		}
		codes[e.Status] = append(codes[e.Status], e)
	}
	slices.Sort(statuses)
	return statuses, codes
}
