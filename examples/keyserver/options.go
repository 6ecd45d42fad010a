package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

type options struct {
	addr      string
	db        string // "" for a temporary file
	framework string // one of frameworks
}

// frameworks returns what the service can run on.
func frameworks() []string { return []string{"echo", "echov5", "nethttp"} }

// parseOptions reads the command line. It writes help to stdout if asked to,
// and then returns [flag.ErrHelp].
func parseOptions(args []string, stdout io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("keyserver", flag.ContinueOnError)
	flags.StringVar(&opts.addr, "addr", "127.0.0.1:8080", "listen on `host:port`; port 0 takes a free one")
	flags.StringVar(&opts.db, "db", "", "keep the data in this SQLite `file`, to which every start adds sample accounts\n(default a temporary file, removed at the end)")
	flags.StringVar(&opts.framework, "framework", "echo", "serve with `"+strings.Join(frameworks(), "|")+"`")
	flags.SetOutput(io.Discard) // errors are the caller's to report
	flags.Usage = func() {}

	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		fmt.Fprint(stdout, "Keyserver serves API-key management over HTTP, on an SQLite database.\n\nUsage: keyserver [flags]\n\n")
		flags.PrintDefaults()
		return options{}, err
	case err != nil:
		return options{}, err
	case flags.NArg() > 0:
		return options{}, fmt.Errorf("unexpected argument %q; there are only flags", flags.Arg(0))
	case !slices.Contains(frameworks(), opts.framework):
		return options{}, fmt.Errorf("unknown framework %q; use %s", opts.framework, strings.Join(frameworks(), ", "))
	}
	return opts, nil
}
