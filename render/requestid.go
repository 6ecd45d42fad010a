package render

import "net/http"

// MaxRequestID is the length of the longest request ID that is taken over
// from a client, in bytes.
const MaxRequestID = 128

// ValidRequestID reports whether s may serve as a request ID: 1 to 128
// characters from A–Z a–z 0–9 . _ ~ : + / = @ - (contract §3). Such an ID
// can stand in a header, a URL, a log line and an HTML page as it is.
func ValidRequestID(s string) bool {
	if s == "" || len(s) > MaxRequestID {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '.', c == '_', c == '~', c == ':', c == '+', c == '/', c == '=', c == '@', c == '-':
		default:
			return false
		}
	}
	return true
}

// requestID returns the ID that the exchange already has, "" if it needs a
// fresh one. Neither header is ever echoed unless it is valid.
func (r *Renderer) requestID(response, request http.Header) string {
	sent := single(request[HeaderRequestID])
	given := single(response[HeaderRequestID])
	switch {
	case given != "" && !(r.ignoreID && given == sent): // an outer middleware may just repeat the client's
		return given
	case r.ignoreID:
		return ""
	}
	return sent
}

// single returns the only value of a header if it is a valid ID.
func single(values []string) string {
	if len(values) != 1 || !ValidRequestID(values[0]) {
		return ""
	}
	return values[0]
}
