package main

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/bench/internal/section"
)

// results are what one run measured.
type results struct {
	runs    int
	minimal *weight // of a catalog with one code
	sizes   []*weight
}

// perCode is what a code adds to a program: how much the program is larger
// than the same one with the minimal catalog, divided by the codes more.
func (r *results) perCode(m *weight, program string) float64 {
	return float64(m.binary[program]-r.minimal.binary[program]) / float64(m.codes-1)
}

// markdown returns the tables.
func (r *results) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, linux/amd64; medians of %d compilations and %d rounds of lookups, in turns.\n\n", runtime.Version(), r.runs, 4*r.runs)
	r.targets(&b)

	b.WriteString("\n**A stripped binary**: bytes per code, against the same program with a catalog of one code:\n\n")
	b.WriteString("| codes | never made | of it text | made | made, with a cause |\n|--:|--:|--:|--:|--:|\n")
	for _, m := range r.sizes {
		fmt.Fprintf(&b, "| %d | %.0f | %.0f | %.0f | %.0f |\n", m.codes, r.perCode(m, never),
			float64(m.text-r.minimal.text)/float64(m.codes-1), r.perCode(m, makes), r.perCode(m, causes))
	}

	b.WriteString("\n**Compiling the generated package**, one processor's time, and the prototype:\n\n")
	b.WriteString("| codes | ms | ms per code | archive, KiB per code | prototype, ms per code | its archive | × prototype |\n|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, m := range r.sizes {
		n := float64(m.codes)
		fmt.Fprintf(&b, "| %d | %d | %.1f | %.1f | %.1f | %.1f | %.2f |\n", m.codes, m.compile.time.Milliseconds(),
			m.compile.perCode(n), float64(m.compile.archive)/1024/n, m.bare.perCode(n), float64(m.bare.archive)/1024/n, m.ratio)
	}

	b.WriteString("\n**Lookup by code**, each code once in random order:\n\n")
	b.WriteString("| codes | ns | map, ns | × map |\n|--:|--:|--:|--:|\n")
	for _, m := range r.sizes {
		fmt.Fprintf(&b, "| %d | %.1f | %.1f | %.2f |\n", m.codes, m.checked.Index, m.checked.Map, m.checked.Ratio)
	}
	return b.String()
}

func (c compilation) perCode(codes float64) float64 {
	return float64(c.time) / float64(time.Millisecond) / codes
}

// targets compares the run with what the project has set itself: what is worst
// of all sizes, and the lookup in the largest catalog.
func (r *results) targets(b *strings.Builder) {
	b.WriteString("| target, at every size | worst | met |\n|---|--:|:-:|\n")
	line := func(what, format string, limit float64, of func(*weight) float64) {
		worst := of(r.sizes[0])
		for _, m := range r.sizes[1:] {
			worst = max(worst, of(m))
		}
		word := "yes"
		if worst > limit {
			word = "**no**"
		}
		fmt.Fprintf(b, "| %s | "+format+" | %s |\n", what, worst, word)
	}
	line("≤ 400 bytes for a code that is never made", "%.0f", 400, func(m *weight) float64 { return r.perCode(m, never) })
	line("≤ 2,048 bytes for one that is made", "%.0f", 2048, func(m *weight) float64 { return r.perCode(m, makes) })
	line("compile time ≤ 1 × the prototype's", "%.2f", 1, func(m *weight) float64 { return m.ratio })
	largest := slices.MaxFunc(r.sizes, func(a, b *weight) int { return cmp.Compare(a.codes, b.codes) })
	line(fmt.Sprintf("lookup ≤ 30 ns at %d codes", largest.codes), "%.1f", 30, func(*weight) float64 { return largest.checked.Index })
	line("constructors that take nothing allocate nothing", "%.0f", 0, func(m *weight) float64 { return m.checked.Allocs })
	line("no package of ours in `GODEBUG=inittrace=1`", "%.0f", 0, func(m *weight) float64 { return float64(len(m.inits)) })
}

// write puts the tables into the README.
func (r *results) write(readme string) error {
	return section.Replace(readme, "weight", fmt.Sprintf("\nRun of %s.\n\n%s\n", time.Now().UTC().Format(time.DateOnly), r.markdown()))
}
