// Package deps holds the import law of this module, as tests. What a service
// links stays small, and data flows one way, only as long as nobody imports
// what is convenient:
//
//   - the run time (catalog, render, middleware) uses the standard library, a
//     UUID package, and Echo in the one package that is for Echo;
//   - the build time (internal, cmd) reads and writes files, and only the
//     loader knows YAML;
//   - generated Go is the only thing that crosses.
package deps
