package main

import (
	"fmt"
	"io"
)

// help prints what errcat is, or what one of its verbs does.
func help(e env, args []string) int {
	switch len(args) {
	case 0:
		usage(e.stdout)
		return exitOK
	case 1:
		v, ok := lookup(args[0])
		switch {
		case args[0] == "help" || args[0] == "-h" || args[0] == "-help" || args[0] == "--help":
			fmt.Fprint(e.stdout, "Usage:\n\n\terrcat help [VERB]\n\nHelp explains errcat, or one of its verbs.\n")
			return exitOK
		case ok:
			return v.run(e, []string{"-h"})
		}
		return e.unknownVerb(args[0])
	default:
		e.errorf("help: unexpected argument %q; name one verb", args[1])
		return exitUsage
	}
}

// usage prints the list of verbs.
func usage(w io.Writer) {
	fmt.Fprint(w, `Errcat turns an error catalog, the file catalog.yaml, into Go code and
documentation.

Usage:

	errcat <verb> [flags]

Verbs:

`)
	for _, v := range verbs() {
		fmt.Fprintf(w, "\t%-9s %s\n", v.name, v.summary)
	}
	fmt.Fprint(w, `
Run errcat help <verb> for more about one of them.

Problems go to standard error as file:line:col: message (rule). The exit status
is 0 when all is well, 1 when there are problems or differences, 2 when the
command line is wrong, and 3 when something cannot be read, written or run.
`)
}
