package echo4

import (
	"fmt"
	"slices"
	"testing"

	"github.com/labstack/echo/v4"
)

// Loggers, metrics and traces registered with e.Use tell operators the status
// that the client got, once per request, and our observer hears of each failure
// once.
func TestMatrixRecorders(t *testing.T) {
	table := newTable("Recorders", "Status on the wire, status recorded, records of the observer")
	defer table.print(t)
	for _, r := range recorders {
		t.Run(r.name, func(t *testing.T) {
			table.row(r.name)
			mw, told := r.use(t)
			s := serve(t, func(e *echo.Echo) { e.Use(mw...) })
			for _, f := range failures {
				a := s.get(t, f.path())
				faults := a.faults(&f)
				got, want := told(), []int{f.status}
				if f.cut() {
					want = []int{r.cut}
				}
				if !slices.Equal(got, want) {
					faults = append(faults, fmt.Sprintf("recorded, not %d", want))
				}
				if slices.Contains(a.spans, !r.span) {
					faults = append(faults, "span of the observer")
				}
				table.cell(fmt.Sprintf("%d %d %d", a.status, got, len(a.records)), faults)
				if len(faults) > 0 {
					t.Errorf("%s: %q; answer %v; recorded %d", f.name, faults, a, got)
				}
			}
		})
	}
}
