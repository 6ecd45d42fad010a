// Package interop tests errcat beside the middleware that services already
// have: loggers, metrics, traces, limiters, compressors, each the real package
// and behind a real server. There is nothing to import here. It is a module of
// its own, so that nobody who imports errcat inherits what the tests need.
//
//	go -C interop test ./...
//	go -C interop test -run Matrix -v ./... # prints the tables
package interop
