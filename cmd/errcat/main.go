// Command errcat turns an error catalog into Go code.
//
// Usage:
//
//	errcat <verb> [flags]
//
// The verbs are listed by errcat help, and explained by errcat help <verb>.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
