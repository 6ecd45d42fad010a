// Package errcat is the error catalog of the Asterwise services: one file,
// catalog.yaml, says everything about every error that their APIs answer with,
// and the Go code that services return errors by is generated from it.
//
// This package holds that file, as [Source], and no more. A service imports
//
//   - catalog/apierr, the generated errors: apierr.NewKeyNotFound(),
//     apierr.CodeKeyNotFound, apierr.Catalog();
//   - middleware/echov4 or middleware, which turn a returned error, a panic or
//     an unknown route into the standard envelope with a request ID, in Echo
//     and in net/http;
//   - catalog, for what all generated packages share: catalog.CodeOf asks any
//     error for its code, catalog.Merge joins catalogs;
//   - render, to set how errors are rendered, observed and logged.
//
// Start at catalog/apierr to return errors and at middleware/echov4 or
// middleware to have them rendered.
//
// To add or change a code, edit catalog.yaml, whose first lines say how, and
// run go generate ./... in this directory. A service that has codes of its own
// keeps a catalog.yaml that extends this one, and generates its package with
// the command:
//
//	go get -tool github.com/asterwise/errcat/cmd/errcat
//	go tool errcat generate
package errcat

import _ "embed"

//go:generate go run ./cmd/errcat generate
//go:generate go run ./cmd/errcat docs -shared -out examples/keyserver/site

// Source is the text of catalog.yaml, for programs that show or check the
// catalog itself. Services need the generated code alone.
//
//go:embed catalog.yaml
var Source string
