// Package oasdiff is a module of its own for the sake of what it requires. It
// compares errcat diff with oasdiff, which compares OpenAPI documents.
package oasdiff
