// Command weight measures what a catalog costs the service that links it: for
// catalogs of several sizes the bytes a code adds to a stripped binary, the
// compile time and the archive of the generated package, the time of a lookup,
// and what happens at start-up.
//
//	go run ./weight [-codes 46,100,1000,5000] [-runs 5] [-write]
//
// It makes the catalogs up, has the errcat command generate their packages in
// temporary modules, builds programs with them for linux/amd64 and runs those,
// with a build cache of its own that it removes again. The first build fills
// that cache, which takes a minute; 5,000 codes take ten. It prints
// tables; with -write it puts them into README.md, between the two comments
// that mark their place.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	codes := flag.String("codes", "46,100,1000,5000", fmt.Sprintf("sizes of catalogs, %d to %d codes", minCodes, maxCodes))
	runs := flag.Int("runs", 5, "compilations of a package, and a quarter of the rounds of lookups, 1 to 50; medians are printed")
	write := flag.Bool("write", false, "write README.md")
	flag.Parse()
	sizes, err := parseSizes(*codes)
	if err != nil || *runs < 1 || *runs > 50 || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "weight: -codes or -runs out of range, or arguments behind the flags")
		os.Exit(2)
	}
	if err := run(sizes, *runs, *write); err != nil {
		fmt.Fprintln(os.Stderr, "weight:", err)
		os.Exit(1)
	}
}

func parseSizes(list string) ([]int, error) {
	var sizes []int
	for _, word := range strings.Split(list, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < minCodes || n > maxCodes {
			return nil, fmt.Errorf("%q is not a number from %d to %d", word, minCodes, maxCodes)
		}
		sizes = append(sizes, n)
	}
	return sizes, nil
}

func run(sizes []int, runs int, write bool) error {
	shop, err := openWorkshop(ownCache)
	if err != nil {
		return err
	}
	defer shop.close()
	r, err := shop.measureAll(sizes, runs)
	if err != nil {
		return err
	}
	fmt.Print(r.markdown())
	if write {
		return r.write("README.md")
	}
	return nil
}
