package main

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
)

// svg draws the error responses as bars, the fastest first, with the quartiles
// as whiskers.
func (r *results) svg() string {
	rows := slices.Clone(r.errors)
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.median(), b.median()) })
	const (
		left, width = 270, 760
		step, bar   = 30, 18
	)
	slowest := rows[len(rows)-1]
	scale := (width - left - 130) / (slowest.median() * (1 + slowest.spread()))
	height := 60 + step*len(rows)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="13" role="img">`+"\n", width, height, width, height)
	b.WriteString("<title>Time and allocations of one error response</title>\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", width, height)
	fmt.Fprintf(&b, `<text x="10" y="24" font-weight="bold" fill="#1f2933">One error response, nanoseconds (allocations)</text>`+"\n")
	for i, row := range rows {
		y := 44 + step*i
		fill := "#9aa5b1"
		switch {
		case row.name == theFloor:
			fill = "#d3dae1"
		case strings.HasPrefix(row.name, "errcat"):
			fill = "#2f6f4f"
		}
		x := float64(left) + row.median()*scale
		half := row.median() * row.spread() / 2 * scale
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end" fill="#1f2933">%s</text>`+"\n", left-8, y+14, html.EscapeString(row.name))
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", left, y, row.median()*scale, bar, fill)
		fmt.Fprintf(&b, `<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#1f2933"/>`+"\n", x-half, y+bar/2, x+half, y+bar/2)
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" fill="#1f2933">%.0f (%.0f)</text>`+"\n", x+half+6, y+14, row.median(), row.allocs)
	}
	b.WriteString("</svg>\n")
	return b.String()
}
