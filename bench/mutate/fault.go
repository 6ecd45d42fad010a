package main

// A fault is a mistake that somebody could make in the sources.
type fault struct {
	name   string
	breaks string // what goes wrong with it
	race   bool   // only the race detector sees it for sure
	edits  []edit
}

// An edit replaces a text that is in a file exactly once.
type edit struct{ file, old, new string }

// faults returns all of them, the kernel's first.
func faults() []fault {
	var all []fault
	for _, part := range [][]fault{kernelFaults(), decisionFaults(), responseFaults(), writerFaults(), routeFaults(), adapterFaults()} {
		all = append(all, part...)
	}
	return all
}
