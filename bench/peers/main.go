// Command peers measures the error path of errcat against other ways of
// answering with the same information, in one process and in turns.
//
//	go run ./peers [-rounds 12] [-slice 60ms] [-write]
//
// It prints tables; with -write it puts them into README.md, between the two
// comments that mark their place, and writes peers.svg. Read ratios of one run
// only: a nanosecond on a shared machine means little.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	rounds := flag.Int("rounds", 12, "rounds, 3 to 100")
	slice := flag.Duration("slice", 60*time.Millisecond, "time for each case in a round")
	write := flag.Bool("write", false, "write README.md and peers.svg")
	flag.Parse()
	if *rounds < 3 || *rounds > 100 || *slice < time.Millisecond || *slice > time.Second || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "peers: -rounds or -slice out of range, or arguments behind the flags")
		os.Exit(2)
	}
	r, err := run(plan{*rounds, *slice})
	if err == nil {
		fmt.Print(r.markdown())
		if *write {
			err = r.write("README.md", "peers.svg")
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}
