// Command upstream shows what becomes of the errors of another service. It runs
// two services on 127.0.0.1: charts, and the ephemeris that it asks, which fails
// in every way that an upstream can.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/examples/upstream/charterr"
	"github.com/asterwise/errcat/render"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "listen on `host:port`; port 0 takes a free one")
	flag.Parse()
	if err := run(context.Background(), *addr, os.Stdout, slog.New(slog.NewTextHandler(os.Stderr, nil))); err != nil {
		fmt.Fprintf(os.Stderr, "upstream: %v\n", err)
		os.Exit(1)
	}
}

// run serves until it fails, or ctx is done.
func run(ctx context.Context, addr string, stdout io.Writer, logger *slog.Logger) error {
	all, err := catalog.Merge(apierr.Catalog(), charterr.Catalog())
	if err != nil {
		return err
	}
	front, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("%w; name another address with -addr, such as 127.0.0.1:0 for any free port", err)
	}
	defer front.Close()
	back, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer back.Close()
	failed := make(chan error, 2)
	go func() {
		failed <- http.Serve(back, ephemeris(render.New(all, &render.Options{Observer: render.Observers()})))
	}()
	service := &charts{ephemeris: "http://" + back.Addr().String(), catalog: all, patience: time.Second}
	go func() {
		failed <- http.Serve(front, service.handler(render.New(all, &render.Options{Observer: render.Log(logger)})))
	}()
	for _, w := range ways() {
		fmt.Fprintf(stdout, "curl -i http://%s/v1/charts/%s   # the ephemeris answers with %s\n", front.Addr(), w.name, w.what)
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return nil
	}
}
