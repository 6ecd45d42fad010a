package output

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// context is how many equal lines a diff shows around a difference.
const context = 3

// Diff returns what changes from a to b as a unified diff, nothing when they
// are equal. It is not always the shortest one, but made in n·log n.
func Diff(nameA string, a []byte, nameB string, b []byte) []byte {
	if bytes.Equal(a, b) {
		return nil
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", nameA, nameB)
	edits := script(lines(a), lines(b))
	lineA, lineB, done := 1, 1, 0 // where the edits from done on stand
	for start := 0; start < len(edits); {
		if edits[start].op == ' ' {
			start++
			continue
		}
		from, end, to := hunk(edits, start)
		for _, e := range edits[done:from] { // all of them are equal lines
			lineA += e.countA()
			lineB += e.countB()
		}
		var sizeA, sizeB int
		for _, e := range edits[from:to] {
			sizeA += e.countA()
			sizeB += e.countB()
		}
		fmt.Fprintf(&out, "@@ -%s +%s @@\n", span(lineA, sizeA), span(lineB, sizeB))
		for _, e := range edits[from:to] {
			out.WriteByte(e.op)
			out.WriteString(e.line)
			if !strings.HasSuffix(e.line, "\n") {
				out.WriteString("\n\\ No newline at end of file\n")
			}
		}
		lineA, lineB, done, start = lineA+sizeA, lineB+sizeB, to, end
	}
	return out.Bytes()
}

// hunk returns the edits to show around the difference that begins at start:
// those between from and to. The last difference among them ends at end.
func hunk(edits []edit, start int) (from, end, to int) {
	from, end = max(0, start-context), start
	for i := start; i < len(edits) && i <= end+2*context; i++ {
		if edits[i].op != ' ' {
			end = i + 1
		}
	}
	return from, end, min(len(edits), end+context)
}

func span(line, size int) string {
	if size == 0 { // the line before
		line--
	}
	if size == 1 {
		return fmt.Sprint(line)
	}
	return fmt.Sprintf("%d,%d", line, size)
}

// An edit is a line that stays (' '), goes ('-') or comes ('+').
type edit struct {
	op   byte
	line string
}

func (e edit) countA() int {
	if e.op == '+' {
		return 0
	}
	return 1
}

func (e edit) countB() int {
	if e.op == '-' {
		return 0
	}
	return 1
}

// script returns the edits that make b of a. It keeps the lines at both ends,
// lines that each have once, as far as they are in the same order, and equal
// lines around those (the idea of "patience diff").
func script(a, b []string) []edit {
	var edits []edit
	x, y := 0, 0 // done so far
	for _, anchor := range append(anchors(a, b), pair{len(a), len(b)}) {
		if anchor.a < x || anchor.b < y {
			continue
		}
		i, j := anchor.a, anchor.b
		for i > x && j > y && a[i-1] == b[j-1] {
			i, j = i-1, j-1
		}
		for ; x < i; x++ {
			edits = append(edits, edit{'-', a[x]})
		}
		for ; y < j; y++ {
			edits = append(edits, edit{'+', b[y]})
		}
		for x < len(a) && y < len(b) && a[x] == b[y] {
			edits = append(edits, edit{' ', a[x]})
			x, y = x+1, y+1
		}
	}
	return edits
}

// A pair is the place of a line in both texts.
type pair struct{ a, b int }

// anchors returns the start of both texts and the longest increasing sequence
// of the lines that each has exactly once.
func anchors(a, b []string) []pair {
	type count struct{ inA, inB, a, b int }
	counts := map[string]*count{}
	at := func(line string) *count {
		if counts[line] == nil {
			counts[line] = &count{}
		}
		return counts[line]
	}
	for i, line := range a {
		at(line).inA++
		at(line).a = i
	}
	for j, line := range b {
		at(line).inB++
		at(line).b = j
	}
	var unique []pair // in the order of a
	for _, line := range a {
		if c := counts[line]; c.inA == 1 && c.inB == 1 {
			unique = append(unique, pair{c.a, c.b})
		}
	}
	return append([]pair{{0, 0}}, increasing(unique)...)
}

// increasing returns a longest subsequence of pairs whose b increases.
func increasing(pairs []pair) []pair {
	var (
		ends = []int{}                 // ends[n]: index of the lowest end of a sequence of n+1 pairs
		prev = make([]int, len(pairs)) // the pair before, -1 for none
	)
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p.b, func(end, b int) int { return pairs[end].b - b })
		prev[i] = -1
		if n > 0 {
			prev[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	var sequence []pair
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = prev[i] {
			sequence = append(sequence, pairs[i])
		}
	}
	slices.Reverse(sequence)
	return sequence
}

func lines(text []byte) []string {
	all := strings.SplitAfter(string(text), "\n")
	if last := len(all) - 1; all[last] == "" {
		all = all[:last]
	}
	return all
}
