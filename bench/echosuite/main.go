// Command echosuite runs Echo's own tests twice: as they are, and with errcat
// installed in every instance that echo.New returns. What works with Echo has
// to work with Echo and errcat.
//
// Tests of the text of error bodies cannot pass, since that text is what
// errcat replaces. These and a few more are listed, each with its reason, in
// the files expected*.go. The command exits with 1 if any other test fails, or
// if a listed one passes.
//
//	go run ./echosuite
//
// It takes the source of the Echo versions that this module requires, works on
// copies in a temporary directory, and ends by itself. Echo's tests serve and
// ask on this machine only.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "echosuite: there are no flags and no arguments")
		os.Exit(2)
	}
	failed := false
	for _, s := range suites() {
		report, err := s.run()
		fmt.Print(report)
		if err != nil {
			fmt.Fprintln(os.Stderr, "echosuite:", err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}
