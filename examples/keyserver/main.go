// Keyserver manages API keys for accounts: a small service whose errors all
// come from the catalog.
//
//	go run ./keyserver
//
// It starts on an empty database, prints curl commands to try, and says what
// each will answer. Read it in this order:
//
//	keys.go      handlers; each returns an error, none writes one
//	auth.go      who is calling, and how often
//	body.go      reading a request body: what is wrong with it, in typed errors
//	api.go       the routes
//	nethttp.go   the routes on net/http's ServeMux
//	echo.go      the same routes on Echo
//	store/       the database, which knows nothing of HTTP
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}
