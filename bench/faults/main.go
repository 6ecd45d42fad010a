// Command faults breaks connections in every way that a client can, and shows
// that a service comes through it: each response is whole or visibly cut, the
// next request is answered as if nothing had been, and goroutines and heap are
// back where they were.
//
//   - connections cut by the client after k bytes, for every k up to the
//     length of the response, and of the request
//   - clients that read a large response slowly, or not at all
//   - requests that the client cancels while the handler runs
//   - clients that send a header or a body one byte at a time
//
// Usage:
//
//	go run ./faults [-framework echo|echov5|nethttp|all] [-rounds 3] [-stride 1]
//
// It serves and asks on 127.0.0.1 only, ends by itself, prints its figures,
// and exits with 1 if anything was wrong.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/asterwise/errcat/bench/internal/service"
)

func main() {
	framework := flag.String("framework", "all", "echo, echov5, nethttp or all")
	rounds := flag.Int("rounds", 3, "how often to do it all, 1 to 1000")
	stride := flag.Int("stride", 1, "cut after every k-th byte only, 1 to 1000")
	flag.Parse()
	frameworks, err := service.Parse(*framework)
	if err == nil && (*rounds < 1 || *rounds > 1000 || *stride < 1 || *stride > 1000 || flag.NArg() > 0) {
		err = fmt.Errorf("-rounds %d -stride %d: out of range, or arguments behind the flags", *rounds, *stride)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		os.Exit(2)
	}
	for _, framework := range frameworks {
		report, err := Plan{Framework: framework, Rounds: *rounds, Stride: *stride, Slow: 16}.Run(os.Stderr)
		fmt.Print(report)
		if err != nil {
			fmt.Fprintln(os.Stderr, "faults:", err)
			os.Exit(1)
		}
	}
}
