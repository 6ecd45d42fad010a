package echo4

import (
	"fmt"
	"slices"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// Middleware of a group or a route is inside of what Install adds, so that
// errors pass it before they are answered. With echov4.Recover behind it, the
// line that Install's documentation has, recorders see what they see in e.Use.
func TestMatrixGroups(t *testing.T) {
	table := newTable("Recorders of a group, echov4.Recover behind them", "Status on the wire, status recorded, records of the observer")
	defer table.print(t)
	for _, r := range recorders {
		t.Run(r.name, func(t *testing.T) {
			table.row(r.name)
			mw, told := r.use(t)
			s := start(t, func(e *echo.Echo, renderer *render.Renderer) {
				g := e.Group("/group", append(mw, echov4.Recover(renderer))...)
				for _, f := range failures {
					if f.handler != nil {
						g.GET(f.path(), f.handler)
					}
				}
			})
			for _, f := range failures {
				a := s.get(t, "/group"+f.path())
				faults := a.faults(&f)
				got, want := told(), []int{f.status}
				if f.cut() {
					want = []int{r.cut}
				}
				if !slices.Equal(got, want) {
					faults = append(faults, fmt.Sprintf("recorded, not %d", want))
				}
				table.cell(fmt.Sprintf("%d %d %d", a.status, got, len(a.records)), faults)
				if len(faults) > 0 {
					t.Errorf("%s: %q; answer %v; recorded %d", f.name, faults, a, got)
				}
			}
		})
	}
}

// An instance as services have it: everything at once, in the two orders that
// people write.
func TestMatrixStacks(t *testing.T) {
	table := newTable("All recorders at once", "Status on the wire, statuses recorded, records of the observer")
	defer table.print(t)
	for _, name := range []string{"as listed", "the other way round"} {
		t.Run(name, func(t *testing.T) {
			table.row(name)
			var all []echo.MiddlewareFunc
			var told []func() []int
			order := slices.Clone(recorders)
			if name != "as listed" {
				slices.Reverse(order)
			}
			for _, r := range order {
				mw, f := r.use(t)
				all, told = append(all, mw...), append(told, f)
			}
			s := serve(t, func(e *echo.Echo) { e.Use(all...) })
			for _, f := range failures {
				a := s.get(t, f.path())
				faults := a.faults(&f)
				var seen []int
				for i, take := range told {
					got := take()
					seen = append(seen, got...)
					// Logger returns no error to those outside of it, so that
					// echoprometheus may see a 200 that was cut as one.
					ofCut := f.cut() && slices.Equal(got, []int{order[i].cut})
					if !ofCut && !slices.Equal(got, []int{f.status}) {
						faults = append(faults, fmt.Sprintf("%s: not %d", order[i].name, f.status))
					}
				}
				if slices.Contains(a.spans, false) && f.records() > 0 {
					faults = append(faults, "span of the observer")
				}
				table.cell(fmt.Sprintf("%d %d %d", a.status, seen, len(a.records)), faults)
				if len(faults) > 0 {
					t.Errorf("%s: %q; answer %v", f.name, faults, a)
				}
			}
		})
	}
}
