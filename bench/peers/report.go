package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/asterwise/errcat/bench/internal/section"
)

// markdown returns the tables.
func (r *results) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s/%s, %d processors; %d rounds of %v per case, in turns; medians; ± is half the distance between the quartiles.\n\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, r.procs, r.rounds, r.slice)
	r.targets(&b)

	b.WriteString("\n**One error response**, `GET /v1/keys/{id}` → 404 `key_not_found`, in process:\n\n")
	b.WriteString("| | ns | ± | × errcat on Echo | × errcat on net/http | B | allocs |\n|---|--:|--:|--:|--:|--:|--:|\n")
	for _, row := range r.errors {
		fmt.Fprintf(&b, "| %s | %s | %.2f | %.2f | %d | %.0f |\n", row.name, r.time(row), row.over(find(r.errors, ownEcho)), row.over(find(r.errors, ownHTTP)), row.bytes, row.allocs)
	}
	b.WriteString("\n**Encoding alone**, with a fresh ID and time; the ID is from the same function for all:\n\n")
	b.WriteString("| | no details | | | 5 details | | | 20 details | | |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n| | ns | × | allocs | ns | × | allocs | ns | × | allocs |\n")
	for i := range r.encode[0] {
		fmt.Fprintf(&b, "| %s |", r.encode[0][i].name)
		for _, n := range sizes() {
			row := r.encode[n][i]
			fmt.Fprintf(&b, " %.0f | %.2f | %.0f |", row.median(), row.over(r.encode[n][0]), row.allocs)
		}
		b.WriteString("\n")
	}
	b.WriteString("\nThe parts that no encoder can do without: ")
	for i, row := range r.parts {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %.0f ns", row.name, row.median())
	}
	fmt.Fprintf(&b, "; together %.0f ns.\n", r.sum())

	r.plain(&b, "Panics", r.panics)
	r.plain(&b, "Success: what the middleware costs a request that does not fail", r.success)

	fmt.Fprintf(&b, "\n**Parallel**, time per operation of all goroutines together:\n\n| | 1 processor, ns | %d processors, ns | scaling |\n|---|--:|--:|--:|\n", r.procs)
	for i := range r.one {
		fmt.Fprintf(&b, "| %s | %.0f | %.0f | %.2f |\n", r.one[i].name, r.one[i].median(), r.all[i].median(), r.one[i].over(r.all[i]))
	}
	return b.String()
}

func (r *results) plain(b *strings.Builder, title string, rows []row) {
	fmt.Fprintf(b, "\n**%s**:\n\n| | ns | ± | B | allocs |\n|---|--:|--:|--:|--:|\n", title)
	for _, row := range rows {
		fmt.Fprintf(b, "| %s | %s | %d | %.0f |\n", row.name, r.time(row), row.bytes, row.allocs)
	}
}

func (r *results) time(row row) string {
	return fmt.Sprintf("%.0f | %.0f %%", row.median(), 50*row.spread())
}

// sum returns the floor of encoding.
func (r *results) sum() float64 {
	sums := make([]float64, r.rounds)
	for _, part := range r.parts {
		for i, ns := range part.ns {
			sums[i] += ns
		}
	}
	return median(sums)
}

// targets compares the run with what the project has set itself.
func (r *results) targets(b *strings.Builder) {
	b.WriteString("| target | is | met |\n|---|--:|:-:|\n")
	line := func(what string, is float64, format string, met bool) {
		word := "yes"
		if !met {
			word = "**no**"
		}
		fmt.Fprintf(b, "| %s | "+format+" | %s |\n", what, is, word)
	}
	for _, own := range []string{ownEcho, ownHTTP} {
		x := find(r.errors, own).over(find(r.errors, theFloor))
		line(own+": an error ≤ 3 × the floor of the same run", x, "%.2f ×", x <= 3)
	}
	x := fastest(r.peers()).over(find(r.errors, ownEcho))
	line("ahead of every peer that does as much; the fastest takes", x, "%.2f ×", x >= 1)
	x = fastest(r.encode[0][1:]).over(r.encode[0][0])
	line("encoding: ahead of every library; the fastest takes", x, "%.2f ×", x >= 1)
	x = fastest(r.encode[20][1:]).over(r.encode[20][0])
	line("encoding 20 items of details: likewise", x, "%.2f ×", x >= 1)
	x = find(r.panics, "Echo's Recover, panic").over(find(r.panics, ownEcho+", panic"))
	line("a panic: ≥ 10 × faster than Echo's Recover", x, "%.1f ×", x >= 10)
	for _, pair := range [][2]string{{ownEcho, "Echo, bare"}, {ownHTTP, "net/http, bare"}} {
		own, bare := find(r.success, pair[0]), find(r.success, pair[1])
		line("success, "+pair[0]+": ≤ 1,000 ns over the bare handler", own.median()-bare.median(), "%.0f ns", own.median()-bare.median() <= 1000)
	}
}

// peers are the rows of those that do as much as errcat: the same by hand, and
// frameworks with errors of their own.
func (r *results) peers() []row {
	var rows []row
	for _, row := range r.errors {
		for _, name := range []string{"Echo, the same by hand", "huma", "goa", "connect", "kratos"} {
			if strings.HasPrefix(row.name, name) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func fastest(rows []row) row {
	best := rows[0]
	for _, r := range rows {
		if r.median() < best.median() {
			best = r
		}
	}
	return best
}

// write puts the tables into the README and draws the plot.
func (r *results) write(readme, plot string) error {
	text := fmt.Sprintf("\nRun of %s with %s.\n\n%s\n![error responses, time of each](%s)\n\n",
		time.Now().UTC().Format(time.DateOnly), versions(), r.markdown(), plot)
	if err := section.Replace(readme, "peers", text); err != nil {
		return err
	}
	return os.WriteFile(plot, []byte(r.svg()), 0o644)
}

// versions names the peers as they are linked in.
func versions() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown versions"
	}
	var names []string
	for _, m := range info.Deps {
		for _, want := range []string{"labstack/echo", "danielgtaylor/huma", "go-kratos/kratos", "connectrpc.com/connect", "goa.design/goa", "segmentio/encoding", "goccy/go-json", "bytedance/sonic", "google/uuid"} {
			if strings.Contains(m.Path, want) && !strings.Contains(m.Path, want+"/loader") {
				names = append(names, strings.TrimPrefix(m.Path, "github.com/")+" "+m.Version)
			}
		}
	}
	return strings.Join(names, ", ")
}
