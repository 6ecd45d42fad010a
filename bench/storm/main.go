// Command storm measures the error path from end to end: requests per second
// and latencies over 127.0.0.1, of errcat, of Echo's default error handler and
// of a bare handler that writes fixed bytes, under a normal load (one request
// of twenty fails) and in a storm (all fail).
//
//	go run ./storm [-seconds 1] [-rounds 7] [-clients 8]
//
// Client and server share the machine, so that the ratios understate what the
// server alone would show. It prints a table, ends by itself, and exits with 1
// if a response had the wrong status or memory grew.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	seconds := flag.Float64("seconds", 1, "time for each service in a round, 0.1 to 60")
	rounds := flag.Int("rounds", 7, "rounds, 1 to 100")
	clients := flag.Int("clients", 8, "connections, 1 to 256")
	flag.Parse()
	if *seconds < 0.1 || *seconds > 60 || *rounds < 1 || *rounds > 100 || *clients < 1 || *clients > 256 || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "storm: a flag is out of range, or arguments behind the flags")
		os.Exit(2)
	}
	text, err := run(time.Duration(*seconds*float64(time.Second)), *rounds, *clients)
	fmt.Print(text)
	if err != nil {
		fmt.Fprintln(os.Stderr, "storm:", err)
		os.Exit(1)
	}
}
