// Package errcat is the error catalog of the Asterwise services. The file
// catalog.yaml holds the facts of every error that their APIs answer with, and
// docs/errors holds the prose, one page per code. The Go code that services
// return errors by is generated from the two.
//
// This package holds the sources of the catalog, for the command errcat. A
// service imports
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
// middleware to have them rendered. What clients may rely on is in
// docs/contract.md, what a catalog file can say in docs/catalog-file.md, and how
// the module is built in docs/design.md.
//
// To add or change a code, edit catalog.yaml, whose first lines say how, and
// the page of the code, and run go generate ./... in this directory. A service
// that has codes of its own keeps a catalog.yaml that extends this one:
//
//	go get -tool github.com/asterwise/errcat/cmd/errcat
//	go tool errcat init
package errcat

//go:generate go run ./cmd/errcat generate
//go:generate go run ./cmd/errcat docs -shared -out examples/keyserver/site
//go:generate go run ./cmd/errcat generate -catalog examples/upstream/catalog.yaml
