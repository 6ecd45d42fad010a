package catalog

import (
	"fmt"
	"math"
	"strconv"
)

// appendFloat follows encoding/json, which follows ECMAScript (ECMA-262
// §6.1.6.1.20): exponents for very large and very small values only, and
// e-09 written as e-9.
func appendFloat(b []byte, f float64) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return b, fmt.Errorf("number %v has no JSON form", f)
	}
	if b, ok := appendDecimal(b, f); ok {
		return b, nil
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	b = strconv.AppendFloat(b, f, format, -1, 64)
	if n := len(b); format == 'e' && n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b, nil
}

// appendDecimal appends a number that people have written: one with up to six
// digits behind the point and fifteen in all. It reports false for any other.
//
// A float64 tells all decimals of fifteen digits apart, and dividing rounds to
// the nearest one. So a decimal that divides to f is the only one of that
// length, and without its last zeros the shortest that reads as f.
func appendDecimal(b []byte, f float64) ([]byte, bool) {
	const point = 1e6 // six digits
	scaled := math.Round(math.Abs(f) * point)
	if scaled == 0 || scaled >= 1e15 || scaled/point != math.Abs(f) {
		return b, false
	}
	if f < 0 {
		b = append(b, '-')
	}
	n := uint64(scaled)
	b = strconv.AppendUint(b, n/point, 10)
	rest := n % point
	if rest == 0 {
		return b, true
	}
	b = append(b, '.')
	for digit := uint64(point / 10); rest > 0; digit /= 10 {
		b = append(b, byte('0'+rest/digit))
		rest %= digit
	}
	return b, true
}
