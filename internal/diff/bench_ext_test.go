package diff_test

import (
	"fmt"
	"testing"

	"github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/model"
)

// BenchmarkJudge compares catalogs of growing size in which every entry has
// changed: time has to grow with the size, not with its square.
func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		before, after := catalogOf(n, "before"), catalogOf(n, "after")
		b.Run(fmt.Sprintf("codes=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				diff.Judge(before, after)
			}
		})
	}
}

// catalogOf makes a catalog whose every entry has other words, details and a
// page on another side, and each tenth another status, which is accepted.
func catalogOf(n int, side string) *model.Catalog {
	c := &model.Catalog{}
	for i := range n {
		e := &model.Error{Code: fmt.Sprintf("order_%05d_not_found", i), Status: 404, Retry: model.Retry{Kind: "never"}, Effect: "none"}
		e.Message.Text = fmt.Sprintf("Order %d is not here, %s.", i, side)
		e.Details = []model.Field{{Name: "number", Type: "string"}, {Name: "reason", Type: "string", Values: []model.Value{{Name: "sold"}, {Name: "lost"}}}}
		e.Page = &model.Page{Summary: []*model.Node{{Kind: model.Words, Text: e.Message.Text}}}
		if i%10 == 0 && side == "after" {
			e.Status = 410
			c.Breaks = append(c.Breaks, model.Accepted{Rule: "status-changed", Code: e.Code, Reason: "A benchmark."})
		}
		c.Errors = append(c.Errors, e)
	}
	return c
}
