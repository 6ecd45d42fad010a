package render

import "strconv"

// decimal is strconv.Itoa without an allocation for numbers of three digits,
// which most lengths of envelopes are.
func (r *Renderer) decimal(n int) string {
	if n < 100 || n > 999 {
		return strconv.Itoa(n)
	}
	at := 3 * (n - 100)
	return r.threeDigits[at : at+3]
}

// threeDigits returns the numbers from 100 to 999, one behind the other.
func threeDigits() string {
	b := make([]byte, 0, 3*900)
	for n := 100; n <= 999; n++ {
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return string(b)
}
