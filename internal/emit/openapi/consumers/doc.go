// Package consumers holds the OpenAPI components to validators, and to the code
// generators that clients use: what each makes of the documents is the table in
// docs/clients.md. It is a module of its own so that nobody inherits what it
// needs:
//
//	npm ci
//	go test ./...
//
// Where npm's packages are missing tests are skipped, or fail if CI=true.
package consumers
