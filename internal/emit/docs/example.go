package docs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/asterwise/errcat/internal/emit/example"
	"github.com/asterwise/errcat/internal/model"
)

// A shownExample is a response of a service, as package render writes it, laid
// out for reading.
type shownExample struct {
	head string // status and the headers that matter to a client
	body string // indented
}

// newExample lays out the example response of an entry.
func newExample(e *model.Error) (shownExample, error) {
	response := example.Of(e)
	var body bytes.Buffer
	if err := json.Indent(&body, response.Body, "", "  "); err != nil {
		return shownExample{}, fmt.Errorf("render the example of %q: %w", e.Code, err)
	}
	return shownExample{head: head(response), body: flat(body.String()) + "\n"}, nil
}

// A list of scalars that json.Indent has spread over lines. Strings have no
// line ends, so it cannot begin inside of one.
var scalars = regexp.MustCompile(`\[\n[^\[\]{}]*\n *\]`)

// flat puts lists of scalars back on one line: they are paths, mostly.
func flat(indented string) string {
	return scalars.ReplaceAllStringFunc(indented, func(list string) string {
		lines := strings.Split(list, "\n")
		for i := range lines {
			lines[i] = strings.TrimLeft(lines[i], " ")
		}
		return "[" + strings.Join(lines[1:len(lines)-1], " ") + "]"
	})
}

// head is the status line and the headers, without those that say nothing of
// the error.
func head(r example.Response) string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(fmt.Sprintf("HTTP/1.1 %d %s", r.Status, http.StatusText(r.Status))) + "\n")
	for _, name := range []string{"Content-Type", "WWW-Authenticate", "Retry-After", "X-Request-Id"} {
		if value := r.Header.Get(name); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	return b.String()
}
