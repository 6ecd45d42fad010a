package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/examples/keyserver/store"
	"github.com/asterwise/errcat/render"
)

// run is the program: it serves until ctx is done. It returns 0 if all went
// well, 1 if not, and 2 if the command line is wrong.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	opts, err := parseOptions(args, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "keyserver: %v\nRun keyserver -h for its flags.\n", err)
		return 2
	}
	if err := serve(ctx, opts, stdout, slog.New(slog.NewTextHandler(stderr, nil))); err != nil {
		fmt.Fprintf(stderr, "keyserver: %v\n", err)
		return 1
	}
	return 0
}

// serve opens what the service needs, serves, and closes it all again.
func serve(ctx context.Context, opts options, stdout io.Writer, logger *slog.Logger) (err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", opts.addr)
	if err != nil {
		return fmt.Errorf("%w; name another address with -addr, such as 127.0.0.1:0 for any free port", err)
	}
	defer listener.Close() // again, if the server has: that does no harm

	path, known := opts.db, newSecrets()
	if path == "" {
		known = knownSecrets()
		dir, err := os.MkdirTemp("", "keyserver-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "keys.db")
	}
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	sample, err := addSample(ctx, db, known)
	if err != nil {
		return err
	}
	renderer := render.New(apierr.Catalog(), &render.Options{Observer: render.Log(logger)})
	service := &api{db: db}
	var handler http.Handler
	switch opts.framework {
	case "echo":
		handler = onEcho(service, renderer)
	case "echov5":
		handler = onEchoV5(service, renderer)
	case "nethttp":
		handler = onMux(service, renderer)
	}
	if _, err := io.WriteString(stdout, greeting(listener.Addr(), opts.framework, path, sample)); err != nil {
		return err
	}
	return serveUntil(ctx, newServer(handler, logger), listener, logger)
}
