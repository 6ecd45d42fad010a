package docs

import (
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// facts are the short answers at the top of a page.
func facts(e *model.Error) []Fact {
	list := newRetryBox(e).facts()
	if e.OAuth != "" {
		list = append(list, Fact{Label: "OAuth 2.0", Short: code(e.OAuth), Long: words("OAuth endpoints return this instead (RFC 6749).")})
	}
	if e.Since != "" {
		list = append(list, Fact{Label: "Since", Short: words(e.Since), Long: words("Older versions of the API do not return this code.")})
	}
	if len(e.Aliases) > 0 {
		list = append(list, Fact{Label: "Also known as", Short: words(strings.Join(e.Aliases, ", ")), Long: words("Older versions of the API used these names or numbers.")})
	}
	return list
}

// count is a number of things.
func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.Itoa(n) + " " + unit + "s"
}
