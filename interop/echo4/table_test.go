package echo4

import (
	"fmt"
	"io"
	"log"
	"strings"
	"testing"
)

// A table is a part of the matrix: what was tried, down; how it failed, across.
type table struct {
	title string
	cells string // what a cell says
	head  []string
	rows  [][]string
}

func newTable(title, cells string) *table {
	t := &table{title: title, cells: cells}
	for _, f := range failures {
		t.head = append(t.head, f.name)
	}
	return t
}

func (t *table) row(name string) { t.rows = append(t.rows, []string{name}) }

// cell adds to the last row. Faults stand behind the values, in bold.
func (t *table) cell(text string, faults []string) {
	if len(faults) > 0 {
		text += " **" + strings.Join(faults, ", ") + "**"
	}
	last := &t.rows[len(t.rows)-1]
	*last = append(*last, text)
}

// print shows the table to those who run the tests with -v.
func (t *table) print(tb testing.TB) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s. %s\n\n| |%s|\n|---%s|\n", t.title, t.cells, strings.Join(t.head, "|"), strings.Repeat("|---", len(t.head)))
	for _, row := range t.rows {
		fmt.Fprintf(&b, "|%s|\n", strings.Join(row, "|"))
	}
	tb.Log(b.String())
}

// urlSafe makes a name a segment of a path.
func urlSafe(name string) string {
	return strings.NewReplacer(" ", "-", "(", "-", ")", "").Replace(name)
}

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
