// Command soak keeps a service under mixed load for a while and checks every
// response completely: typed errors with and without details, wrapped errors,
// panics, unknown routes, wrong methods, cut streams, successes; HTTP/1.1 and
// HTTP/2, with and without compression, on Echo and on net/http.
//
// Every request carries random markers, in the places that clients may see,
// and random secrets, in those they may not. A response that holds a marker of
// another request, or any secret, is wrong.
//
//	go run ./soak [-seconds 60] [-clients 16] [-framework echo|echov5|nethttp|all]
//
// It serves and asks on 127.0.0.1 only, ends by itself, prints its figures,
// and exits with 1 if anything was wrong.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/asterwise/errcat/bench/internal/service"
)

func main() {
	seconds := flag.Int("seconds", 60, "how long to run, 1 to 3600")
	clients := flag.Int("clients", 16, "concurrent clients, 1 to 256")
	framework := flag.String("framework", "all", "echo, echov5, nethttp or all")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random load")
	flag.Parse()
	frameworks, err := service.Parse(*framework)
	if err == nil && (*seconds < 1 || *seconds > 3600 || *clients < 1 || *clients > 256 || flag.NArg() > 0) {
		err = fmt.Errorf("-seconds %d -clients %d: out of range, or arguments behind the flags", *seconds, *clients)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(2)
	}
	load := Load{Clients: *clients, For: time.Duration(*seconds) * time.Second, Frameworks: frameworks, Seed: *seed}
	report, err := load.Run(context.Background(), os.Stderr)
	fmt.Print(report)
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}
