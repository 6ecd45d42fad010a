// Keyserver manages API keys for accounts: a small service whose errors all
// come from the catalog. From the root of the repository:
//
//	go -C examples run ./keyserver
//
// It starts on an empty database, prints curl commands to try, and says what
// each will answer. Its log, with what clients are not told, goes to standard
// error. To read the source, begin here:
//
//	keys.go      handlers; each returns an error, none writes one
//	keyspec.go   checking input: every field at fault, in one error
//	body.go      reading a request body, and what can be wrong with it
//	auth.go      who is calling, and how often
//	try.go       any error of the catalog, to see what it looks like
//	api.go       the routes
//	nethttp.go   the routes on net/http
//	echo.go      the same routes on Echo v4
//	echov5.go    and on Echo v5
//	docs.go      the pages of site/, which errcat docs writes
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
