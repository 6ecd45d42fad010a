package main

import (
	"fmt"
	"io"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/catalogref"
	"github.com/asterwise/errcat/internal/spell"
)

// A topic is something to explain that is no verb.
type topic struct {
	name    string
	summary string // what it explains, for the list of topics
	text    func() string
}

// topics returns them in the order of the help text.
func topics() []topic {
	return []topic{
		{"catalog", "every key of catalog files, and the rules", func() string { return catalogref.Help(catalogfile.Rules()) }},
		{"page", "the pages of codes", catalogref.PageHelp},
		{"rules", "what errcat verify checks", verifyRules},
	}
}

// help prints what errcat is, or explains a verb or a topic.
func help(e env, args []string) int {
	switch len(args) {
	case 0:
		usage(e.stdout)
		return exitOK
	case 1:
		v, ok := lookup(args[0])
		switch {
		case args[0] == "help" || args[0] == "-h" || args[0] == "-help" || args[0] == "--help":
			fmt.Fprint(e.stdout, "Usage:\n\n\terrcat help [VERB or TOPIC]\n\nHelp explains errcat, one of its verbs, or a topic.\n")
			return exitOK
		case ok:
			return v.run(e, []string{"-h"})
		}
		var names []string
		for _, t := range topics() {
			if t.name == args[0] {
				fmt.Fprint(e.stdout, t.text())
				return exitOK
			}
			names = append(names, t.name)
		}
		if near := new(spell.Speller).Nearest(args[0], names); near != "" {
			e.errorf("unknown topic %q; did you mean errcat help %s?", args[0], near)
			return exitUsage
		}
		return e.unknownVerb(args[0])
	default:
		e.errorf("help: unexpected argument %q; name one verb or topic", args[1])
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
	fmt.Fprint(w, "\nTopics:\n\n")
	for _, t := range topics() {
		fmt.Fprintf(w, "\t%-9s %s\n", t.name, t.summary)
	}
	fmt.Fprint(w, `
Run errcat help <verb or topic> for more about one of them.

Problems go to standard error as file:line:col: message (rule). The exit status
is 0 when all is well, 1 when there are problems or differences, 2 when the
command line is wrong, and 3 when something cannot be read, written or run.
`)
}
