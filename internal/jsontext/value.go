package jsontext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendFloat appends a number as encoding/json does, which follows ECMAScript
// (ECMA-262 §6.1.6.1.20): exponents for very large and very small values only,
// and e-09 written as e-9. A NaN or an infinity is an error.
func AppendFloat(dst []byte, f float64) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return dst, fmt.Errorf("encode the number %v: it has no JSON form", f)
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	dst = strconv.AppendFloat(dst, f, format, -1, 64)
	if n := len(dst); format == 'e' && n >= 4 && dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' {
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst, nil
}

// maxWhole is 2⁵³, up to which a float64 holds every integer.
const maxWhole = 1 << 53

// AppendPath appends an array of strings and integers: int, uint, or one of 32
// or 64 bits, and what decoders make of an integer, a json.Number or a whole
// float64 of up to 2⁵³. Any other element is an error.
func AppendPath(dst []byte, path []any) ([]byte, error) {
	dst = append(dst, '[')
	for i, element := range path {
		if i > 0 {
			dst = append(dst, ',')
		}
		switch v := element.(type) {
		case string:
			dst = AppendString(dst, v)
		case int:
			dst = strconv.AppendInt(dst, int64(v), 10)
		case int32:
			dst = strconv.AppendInt(dst, int64(v), 10)
		case int64:
			dst = strconv.AppendInt(dst, v, 10)
		case uint:
			dst = strconv.AppendUint(dst, uint64(v), 10)
		case uint32:
			dst = strconv.AppendUint(dst, uint64(v), 10)
		case uint64:
			dst = strconv.AppendUint(dst, v, 10)
		case float64:
			if v != math.Trunc(v) || math.Abs(v) > maxWhole {
				return dst, fmt.Errorf("element %d of a path is %v; use a whole number of at most 2^53, or an int", i, v)
			}
			dst = strconv.AppendInt(dst, int64(v), 10)
		case json.Number:
			digits := strings.TrimPrefix(string(v), "-")
			if digits == "" || strings.Trim(digits, "0123456789") != "" || digits[0] == '0' && v != "0" {
				return dst, fmt.Errorf("element %d of a path is the number %q; use an integer", i, v)
			}
			dst = append(dst, v...)
		default:
			return dst, fmt.Errorf("element %d of a path is a %T; use a string or an int", i, element)
		}
	}
	return append(dst, ']'), nil
}

// AppendValue appends any value that encoding/json can encode.
func AppendValue(dst []byte, v any) ([]byte, error) {
	switch v := v.(type) { // what decoders produce, without reflection
	case nil:
		return append(dst, "null"...), nil
	case string:
		return AppendString(dst, v), nil
	case bool:
		return strconv.AppendBool(dst, v), nil
	case float64:
		return AppendFloat(dst, v)
	}
	text, err := json.Marshal(v)
	return appendLawful(dst, text), err
}

// appendLawful appends what encoding/json has written, with the character
// U+FFFD in place of its escape, and of each byte that is not UTF-8:
// encoding/json passes on those that a json.RawMessage or a MarshalJSON method
// has written.
func appendLawful(dst, text []byte) []byte {
	for len(text) > 0 {
		size := 1
		switch c := text[0]; {
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(text)
			dst = utf8.AppendRune(dst, r) // of what is not UTF-8: RuneError, size 1
		case c != '\\':
			dst = append(dst, c)
		case bytes.HasPrefix(text, []byte(`\ufffd`)):
			size = len(`\ufffd`)
			dst = utf8.AppendRune(dst, utf8.RuneError)
		default: // both at once: the second may be a backslash
			size = min(2, len(text))
			dst = append(dst, text[:size]...)
		}
		text = text[size:]
	}
	return dst
}
