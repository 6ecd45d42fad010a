package catalogfile

import (
	"path"
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

func (f *file) readOutputs(outputs field) {
	o, _ := f.object(outputs, "", "outputs.", f.keys.outputs)
	out := &f.catalog.Outputs
	out.Pos = f.pos(outputs.key)
	for _, p := range o.fields {
		switch p.name {
		case "outputs.go":
			out.Go = f.output(p, "catalog/apierr")
		case "outputs.schema":
			out.Schema = f.outputFile(p, ".json", "catalog.schema.json")
		case "outputs.reference":
			out.Reference = f.outputFile(p, ".md", "docs/catalog-file.md")
		case "outputs.typescript":
			out.TypeScript = f.output(p, "gen/typescript")
		case "outputs.python":
			out.Python = f.output(p, "gen/python")
		case "outputs.openapi":
			out.OpenAPI = f.output(p, "gen/openapi")
		case "outputs.jsonschema":
			out.JSONSchema = f.output(p, "gen/jsonschema/responses")
		}
	}
}

// output reads a path below the file's directory.
func (f *file) output(p field, example string) model.Text {
	text, ok := f.line(p, "a path such as "+example)
	if ok && !format.PathForm.Fits(text.Value) {
		f.add(p.value, ruleOutput, "%s is %s; write a path below the directory of this file, with slashes and without .., such as %s", p, clip(text.Value), example)
		return model.Text{}
	}
	return text
}

// outputFile reads the path of a file with a certain ending.
func (f *file) outputFile(p field, ending, example string) model.Text {
	text := f.output(p, example)
	if text.Value != "" && path.Ext(text.Value) != ending {
		f.add(p.value, ruleOutput, "%s is %s; name a file that ends in %s, such as %s", p, clip(text.Value), ending, example)
		return model.Text{}
	}
	return text
}

// checkApart keeps outputs and pages out of each other's way.
func (f *file) checkApart() {
	out := f.catalog.Outputs
	first := map[string]string{}
	for _, p := range []struct {
		name string
		path model.Text
	}{
		{"pages", f.catalog.Pages}, {"outputs.go", out.Go}, {"outputs.schema", out.Schema}, {"outputs.reference", out.Reference},
		{"outputs.typescript", out.TypeScript}, {"outputs.python", out.Python}, {"outputs.openapi", out.OpenAPI}, {"outputs.jsonschema", out.JSONSchema},
	} {
		at := strings.ToLower(p.path.Value)
		if other, taken := first[at]; taken && at != "" {
			f.problems.Add(p.path.Pos, ruleOutput, "%s is the path of %s; name another", p.name, other)
			continue
		}
		first[at] = p.name
	}
}
