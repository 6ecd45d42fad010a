package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/asterwise/errcat/internal/spell"
)

// The exit statuses.
const (
	exitOK       = 0
	exitFindings = 1 // the catalog has problems, or files differ from it
	exitUsage    = 2
	exitIO       = 3 // something could not be read, written or run
)

// A verb is what the command can do.
type verb struct {
	name    string
	summary string // what it does, for the list of verbs
	run     func(e env, args []string) int
}

// verbs returns them in the order of the help text.
func verbs() []verb {
	return []verb{
		{"diff", "compare a catalog with an earlier one", diffVerb},
		{"docs", "write the documentation of a catalog", docsVerb},
		{"explain", "say what an error is and how to fix it", explain},
		{"generate", "write what the outputs of a catalog name", generate},
		{"help", "explain errcat, or one of its verbs", help},
		{"init", "start the catalog of a service", initVerb},
		{"lint", "look at a catalog as a careful reviewer would", lintVerb},
		{"list", "print the codes of a catalog", list},
		{"rename", "rename a code and all that refers to it", renameVerb},
		{"serve", "show the documentation while the catalog is edited", serve},
		{"verify", "check recorded responses against the contract and a catalog", verifyVerb},
		{"version", "print the version of errcat", version},
	}
}

// env is what the command works with.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
}

// run runs the command and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := env{stdin, stdout, stderr}
	if len(args) == 0 {
		usage(e.stderr)
		return exitUsage
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help":
		return help(e, args[1:])
	}
	if v, ok := lookup(name); ok {
		return v.run(e, args[1:])
	}
	return e.unknownVerb(name)
}

func lookup(name string) (verb, bool) {
	for _, v := range verbs() {
		if v.name == name {
			return v, true
		}
	}
	return verb{}, false
}

func (e env) unknownVerb(name string) int {
	noun := "verb"
	if strings.HasPrefix(name, "-") {
		noun = "flag"
	}
	var names []string
	for _, v := range verbs() {
		names = append(names, v.name)
	}
	hint := "run errcat help for the list of verbs"
	if near := new(spell.Speller).Nearest(strings.TrimLeft(name, "-"), names); near != "" {
		hint = fmt.Sprintf("did you mean errcat %s?", near)
	}
	e.errorf("unknown %s %q; %s", noun, name, hint)
	return exitUsage
}

// errorf prints a line about the run as a whole.
func (e env) errorf(format string, args ...any) {
	fmt.Fprintf(e.stderr, "errcat: "+format+"\n", args...)
}
