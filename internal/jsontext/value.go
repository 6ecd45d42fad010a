package jsontext

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
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

// AppendPath appends an array of strings and integers (int, uint, or one of 32
// or 64 bits). Any other element is an error.
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
// U+FFFD in place of its escape.
func appendLawful(dst, text []byte) []byte {
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			dst = append(dst, text[i])
			continue
		}
		if i+6 <= len(text) && string(text[i:i+6]) == `\ufffd` {
			dst = utf8.AppendRune(dst, utf8.RuneError)
			i += 5
			continue
		}
		dst = append(dst, text[i], text[i+1]) // both at once: the second may be a backslash
		i++
	}
	return dst
}
