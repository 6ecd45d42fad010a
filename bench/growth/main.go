// Command growth measures how the errcat command grows with the number of
// codes: time and peak memory of its verbs, each run as a process of its own.
//
//	go run ./growth [-codes 100,1000,5000] [-rounds 3] [-limit 5m] [-root ..] [-write]
//
// It makes catalogs in a temporary module, builds the command, and prints
// tables; with -write it puts them into README.md, between the two comments
// that mark their place. What each verb gave is checked. Nothing is left
// behind.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	codes := flag.String("codes", "100,1000,5000", "numbers of codes, rising, 54 to 5000 each")
	rounds := flag.Int("rounds", 3, "rounds, 1 to 20")
	limit := flag.Duration("limit", 5*time.Minute, "time that one process may take")
	root := flag.String("root", "..", "root of the errcat module")
	write := flag.Bool("write", false, "write README.md")
	flag.Parse()
	sizes, err := parseSizes(*codes)
	if err != nil || *rounds < 1 || *rounds > 20 || *limit <= 0 || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "growth: -codes, -rounds or -limit out of range, or arguments behind the flags;", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r, err := run(ctx, plan{*root, sizes, *rounds, *limit})
	if err == nil {
		fmt.Print(r.markdown())
		if *write {
			err = r.write("README.md")
		}
	}
	if err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}

// parseSizes reads numbers of codes.
func parseSizes(list string) ([]int, error) {
	var sizes []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		if n < minCodes || n > maxCodes {
			return nil, fmt.Errorf("%d codes are too few or too many; use %d to %d", n, minCodes, maxCodes)
		}
		sizes = append(sizes, n)
	}
	if !slices.IsSorted(sizes) || len(slices.Compact(slices.Clone(sizes))) != len(sizes) {
		return nil, fmt.Errorf("the numbers of codes %s do not rise", list)
	}
	return sizes, nil
}
