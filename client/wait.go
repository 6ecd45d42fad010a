package client

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longest is the longest wait that is told from a longer one.
const longest = math.MaxInt32 * time.Second

// headerWait reads Retry-After (RFC 9110 §10.2.3): seconds in digits, or a
// date, which is compared with the response's own Date, so that a client's
// wrong clock does not matter. It is 0 where the header names no wait.
func headerWait(header http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if len(header.Values("Retry-After")) > 1 {
		return 0
	}
	if value != "" && strings.Trim(value, "0123456789") == "" {
		seconds, err := strconv.ParseUint(value, 10, 31)
		if err != nil {
			return longest
		}
		return time.Duration(seconds) * time.Second
	}
	then, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		now = date
	}
	return wholeSeconds(then.Sub(now).Seconds())
}

// bodyWait reads the envelope's "retry_after": a number of seconds, rounded up.
func bodyWait(value json.RawMessage) time.Duration {
	if len(value) == 0 || strings.IndexByte("0123456789", value[0]) < 0 {
		return 0
	}
	seconds, _ := strconv.ParseFloat(string(value), 64) // infinite where it is out of range
	return wholeSeconds(seconds)
}

func wholeSeconds(seconds float64) time.Duration {
	switch {
	case !(seconds > 0):
		return 0
	case seconds >= longest.Seconds():
		return longest
	default:
		return time.Duration(math.Ceil(seconds)) * time.Second
	}
}
