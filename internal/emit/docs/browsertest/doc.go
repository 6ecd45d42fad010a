// Package browsertest tests the documentation site in a browser: Chromium,
// headless, driven over its debugging protocol, and with checkers from npm. It
// is a module of its own so that nobody inherits what it needs:
//
//	apt-get install chromium
//	npm ci
//	go test ./...
//
// Where one of them is missing tests are skipped, or fail if CI=true.
package browsertest
