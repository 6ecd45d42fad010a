package rendertest

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/asterwise/errcat/render"
)

// stranger says which line of a service's set-up is likely to be missing where
// a response is what Echo or net/http answer by themselves, and "" for any
// other response.
func stranger(resp *http.Response, raw []byte) string {
	body, _ := plain(resp.Header, raw)
	seen := resp.Header.Get(render.HeaderRequestID) != ""
	switch {
	case isEchos(body) && seen:
		return "this is the answer of Echo's own error handler: an HTTPErrorHandler that is set after echov4.Install must call the one that it replaces"
	case isEchos(body):
		return "this is the answer of Echo itself: call echov4.Install on the Echo instance that serves the request"
	case isPlain(resp, body) && seen:
		return "this is the answer of http.Error: return an error of the catalog instead, or call mw.Error"
	case isPlain(resp, body):
		return "this is the answer of net/http itself: put mw.Wrap around the handler that the server has"
	}
	return ""
}

// isEchos reports whether a body has the form of Echo's DefaultHTTPErrorHandler:
// a message, and with Echo's Debug an error.
func isEchos(body []byte) bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return false
	}
	_, message := members["message"]
	_, debug := members["error"]
	return message && (len(members) == 1 || len(members) == 2 && debug)
}

// isPlain reports whether a response has the form of http.Error.
func isPlain(resp *http.Response, body []byte) bool {
	return resp.StatusCode >= 400 && strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") &&
		resp.Header.Get("X-Content-Type-Options") == "nosniff" && strings.HasSuffix(string(body), "\n")
}
