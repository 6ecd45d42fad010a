package render

import (
	"math"
	"strconv"
	"testing"
)

func TestDecimal(t *testing.T) {
	r := &Renderer{threeDigits: threeDigits()}
	for n := range 2000 {
		if got := r.decimal(n); got != strconv.Itoa(n) {
			t.Fatalf("%d is written %q", n, got)
		}
	}
	for _, n := range []int{-1, math.MinInt, math.MaxInt} {
		if got := r.decimal(n); got != strconv.Itoa(n) {
			t.Errorf("%d is written %q", n, got)
		}
	}
}
