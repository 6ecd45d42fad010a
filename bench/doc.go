// Package bench holds the commands that put errcat under load, break it on
// purpose, and compare it with its peers. It is a module of its own, so that
// nobody who imports errcat inherits what the comparison needs. See README.md.
package bench
