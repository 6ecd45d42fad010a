package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/lint"
	"github.com/asterwise/errcat/internal/model"
)

// BenchmarkCheck looks at catalogs of growing size, whose messages are much
// alike, as those of large catalogs are: time has to grow with the size, not
// with its square.
func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		c := catalogOf(n)
		b.Run(fmt.Sprintf("codes=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				lint.Check(c)
			}
		})
	}
}

// TestCheckInLinearTime: five times the codes take less than fifteen times the
// allocations, which do not depend on the machine.
func TestCheckInLinearTime(t *testing.T) {
	few, many := catalogOf(200), catalogOf(1000)
	a := testing.AllocsPerRun(1, func() { lint.Check(few) })
	b := testing.AllocsPerRun(1, func() { lint.Check(many) })
	if b > 15*a {
		t.Errorf("%.0f allocations for 200 codes, %.0f for 1,000", a, b)
	}
}

// catalogOf makes a catalog with pages. Every tenth message is a twin of the
// first, and every see-also goes one way.
func catalogOf(n int) *model.Catalog {
	c := &model.Catalog{Categories: []model.Category{{Key: "orders"}}}
	words := func(format string, args ...any) []*model.Node {
		return []*model.Node{{Kind: model.Words, Text: fmt.Sprintf(format, args...)}}
	}
	for i := range n {
		e := &model.Error{Code: fmt.Sprintf("order_%05d_not_found", i), Status: 404, Retry: model.Retry{Kind: "never"}, Effect: "none", Concealed: i%2 == 0}
		e.Pos.Line = n - i
		e.Category.Value = "orders"
		e.Message.Text = fmt.Sprintf("The order with the number %d was not found in this account. Check it and send the request again.", i)
		if i%10 == 0 {
			e.Message.Text = "The order was not found in this account. Check the number and send the request again."
		}
		e.Page = &model.Page{
			Summary: words("There is no order %d in this account.", i), Meaning: words("."), When: words("."), LearnMore: words("."),
			QuickFix: words("."), Recovery: words("."), Avoid: words("."),
			Samples: []model.Sample{{Language: "go", Code: strings.Repeat("if err != nil { return err }\n", 40) + e.Code}},
			SeeAlso: []model.Text{{Value: fmt.Sprintf("order_%05d_not_found", (i+1)%n)}},
		}
		c.Errors = append(c.Errors, e)
	}
	return c
}
