package model

import (
	"strings"

	"github.com/asterwise/errcat/internal/spell"
)

// Name is what identifiers of an error are made from, in every language:
// KeyNotFound for key_not_found, unless the entry has a go_name.
func (e *Error) Name() string {
	if e.GoName.Value != "" {
		return e.GoName.Value
	}
	return spell.Camel(e.Code)
}

// TypeName is the name of an error's type, in every language. A name that ends
// in Error is not made to say so twice: that of validation_error is
// ValidationError.
func (e *Error) TypeName() string { return strings.TrimSuffix(e.Name(), "Error") + "Error" }

// PythonModule is the name of the Python package of the catalog:
// asterwise_errors. A domain begins with a letter.
func (c *Catalog) PythonModule() string { return spell.Snake(c.Domain.Value) + "_errors" }

// NPMPackage is the name of its npm package: asterwise-errors.
func (c *Catalog) NPMPackage() string {
	return strings.ReplaceAll(c.PythonModule(), "_", "-")
}
