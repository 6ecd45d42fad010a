package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/asterwise/errcat/internal/spell"
)

// flags are the flags of one verb.
type flags struct {
	*flag.FlagSet
	e    env
	text string // what the verb does, at length

	operands string // what the verb takes besides flags, "" for nothing
}

// newFlags returns an empty set. The text explains the verb, in lines of its
// own.
func newFlags(e env, name, text string) *flags {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.Discard) // we say it in our own words
	set.Usage = func() {}
	return &flags{FlagSet: set, e: e, text: text}
}

// catalogFlag adds the flag that every verb has.
func (f *flags) catalogFlag() *string {
	return f.String("catalog", "catalog.yaml", "read the catalog from `FILE`")
}

// given reports whether a flag was set.
func (f *flags) given(name string) bool {
	found := false
	f.Visit(func(g *flag.Flag) { found = found || g.Name == name })
	return found
}

// parse reads the arguments of a verb that takes flags only. Where the verb
// must not run, ok is false and the status is the one to exit with.
func (f *flags) parse(args []string) (status int, ok bool) {
	err := f.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		f.help(f.e.stdout)
		return exitOK, false
	case err != nil:
		f.e.errorf("%s: %s", f.Name(), f.explain(err))
		return exitUsage, false
	case f.NArg() > 0:
		hint := fmt.Sprintf("run errcat help %s", f.Name())
		if arg := f.Arg(0); f.Lookup("catalog") != nil && isYAML(arg) {
			hint = "did you mean -catalog " + arg + "?"
		}
		f.e.errorf("%s: unexpected argument %q; %s", f.Name(), f.Arg(0), hint)
		return exitUsage, false
	}
	return exitOK, true
}

// explain returns the text for an error of the flag package.
func (f *flags) explain(err error) string {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return fmt.Sprintf("%v; run errcat help %s", err, f.Name())
	}
	var names []string
	f.VisitAll(func(g *flag.Flag) { names = append(names, g.Name) })
	hint := fmt.Sprintf("run errcat help %s", f.Name())
	if near := new(spell.Speller).Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean -%s?", near)
	}
	return fmt.Sprintf("unknown flag -%s; %s", name, hint)
}

// help prints the help text of the verb.
func (f *flags) help(w io.Writer) {
	fmt.Fprintf(w, "Usage:\n\n\terrcat %s", f.Name())
	f.VisitAll(func(g *flag.Flag) {
		value, _ := flag.UnquoteUsage(g)
		fmt.Fprintf(w, " [%s]", strings.TrimSpace("-"+g.Name+" "+value))
	})
	if f.operands != "" {
		fmt.Fprintf(w, " %s", f.operands)
	}
	fmt.Fprintf(w, "\n\n%s\n", strings.TrimSpace(f.text))
	any := false
	f.VisitAll(func(*flag.Flag) { any = true })
	if any {
		fmt.Fprint(w, "\nFlags:\n\n")
		f.SetOutput(w)
		f.PrintDefaults()
	}
}

func isYAML(name string) bool {
	return strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// didYouMean returns the end of a message about an unknown word.
func didYouMean(word string, names []string) string {
	if near := new(spell.Speller).Nearest(word, names); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
