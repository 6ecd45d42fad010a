package docs

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/url"
	"strings"
)

// policy returns the Content-Security-Policy of a page: nothing but its own
// style sheet and scripts, by their hashes. A page is whole in itself, so that
// it works from a file as well as from a server. A live one may also listen to
// the server that it came from.
func policy(live bool, style string, scripts ...string) string {
	rules := []string{"default-src 'none'", "style-src " + hash(style), "script-src", "img-src data:", "base-uri 'self'", "form-action 'none'"}
	for _, script := range scripts {
		rules[2] += " " + hash(script)
	}
	if live {
		rules = append(rules, "connect-src 'self'")
	}
	return strings.Join(rules, "; ")
}

// sharedPolicy is policy for pages whose style sheet and script are files of
// the same site, but for one script.
func sharedPolicy(script string) string {
	return "default-src 'none'; style-src 'self'; script-src 'self' " + hash(script) + "; img-src data:; base-uri 'self'; form-action 'none'"
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// icon is the picture in the browser's tab; without it browsers ask for one.
func icon() template.URL {
	return template.URL("data:image/svg+xml," + url.PathEscape(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22" fill="none" stroke="#5a6cf0" stroke-width="2.4" stroke-linecap="round">`+
			`<rect x="1.5" y="1.5" width="19" height="19" rx="6"/><path d="M11 6v6M11 15.8v.1"/></svg>`))
}
