package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const serveHelp = `
Serve shows the documentation of a catalog in the browser while the catalog is
edited: pages reload when it, a catalog that it extends, or a page changes.
Problems appear in the browser and on standard error; the last good pages stay
until you fix them.

To stop it, press Ctrl+C.
`

// serve is the verb.
func serve(e env, args []string) int {
	f := newFlags(e, "serve", serveHelp)
	path := f.catalogFlag()
	addr := f.String("addr", "127.0.0.1:0", "listen on `ADDRESS`; port 0 is any free one")
	if status, ok := f.parse(args); !ok {
		return status
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return e.serve(ctx, *path, *addr)
}

// serve serves until ctx ends.
func (e env) serve(ctx context.Context, path, addr string) int {
	if _, err := os.Stat(path); err != nil { // a wrong name, not a wrong catalog
		_, status := e.load(path)
		return status
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		e.errorf("serve: %v; name another address with -addr, such as 127.0.0.1:0 for any free port", err)
		return exitIO
	}
	fmt.Fprintf(e.stdout, "serving %s at http://%s/\n", path, listener.Addr())
	p := newPreview(path, func(problems string, earlier bool) {
		if problems == "" {
			fmt.Fprintln(e.stdout, "pages are up to date")
			return
		}
		fmt.Fprintln(e.stderr, problems)
		shown := "there are no pages yet"
		if earlier {
			shown = "the last good pages stay"
		}
		e.errorf("%s; %s", count(1+strings.Count(problems, "\n"), "problem", "problems"), shown)
	})
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	p.watch(ctx)
	server.Close()
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		e.errorf("serve: %v", err)
		return exitIO
	}
	return exitOK
}
