// Command mutate asks whether the tests would notice. It puts one fault at a
// time into a copy of the sources, such as a header reset that is skipped, or
// a buffer that is shared, and runs the tests, which have to fail.
//
//	go run ./mutate [-root ..] [-run regexp] [-jobs 1] [-timeout 90s] [-skip regexp] [-list]
//
// It prints a table with the test that caught each fault, and exits with 1 if
// a fault survived, does not apply to the sources any more, or does not
// compile. The working tree is never touched.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"time"
)

func main() {
	root := flag.String("root", "..", "root of the errcat module")
	run := flag.String("run", "", "only faults whose name matches")
	jobs := flag.Int("jobs", 1, "faults tried at the same time, 1 to 16")
	timeout := flag.Duration("timeout", 90*time.Second, "limit for the tests of one fault")
	skip := flag.String("skip", "^$", "tests not to run, such as those that fail anyway")
	list := flag.Bool("list", false, "print the faults and stop")
	flag.Parse()
	pattern, err := regexp.Compile(*run)
	if err != nil || *jobs < 1 || *jobs > 16 || *timeout <= 0 || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "mutate: bad -run, -jobs or -timeout, or arguments behind the flags;", err)
		os.Exit(2)
	}
	var chosen []fault
	for _, f := range faults() {
		if pattern.MatchString(f.name) {
			chosen = append(chosen, f)
		}
	}
	if *list {
		for _, f := range chosen {
			fmt.Printf("%-28s %s\n", f.name, f.breaks)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	results, err := try(ctx, *root, chosen, options{*jobs, *timeout, *skip})
	fmt.Print(table(results))
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}
