package spell

import (
	"strings"
	"unicode"
)

// Camel returns the Go form of a snake_case name: key_not_found becomes
// KeyNotFound, ip_rate_limit becomes IPRateLimit.
func Camel(name string) string { return joined(name, "") }

// Title returns the form of a snake_case name in a heading: api_key_missing
// becomes API Key Missing.
func Title(name string) string { return joined(name, " ") }

func joined(name, space string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		if word == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(space)
		}
		b.WriteString(capital(word))
	}
	return b.String()
}

// capital returns a word with its first letter, or all of an initialism, in
// capitals.
func capital(word string) string {
	switch {
	case initialism(word):
		return strings.ToUpper(word)
	case plural(word):
		return strings.ToUpper(word[:len(word)-1]) + "s"
	case word == "oauth":
		return "OAuth"
	default:
		return strings.ToUpper(word[:1]) + word[1:]
	}
}

// initialism reports whether a word is written in capitals.
//
// The list decides identifiers in the code of every service: a word added to
// it, or taken from it, renames constants and types that others already use.
// It must never change; the go_name of an entry is there for the rest.
func initialism(word string) bool {
	switch word {
	case "acl", "api", "ascii", "cidr", "cors", "cpu", "csrf", "css", "csv", "dns", "eof", "grpc", "guid",
		"html", "http", "https", "id", "ip", "json", "jwt", "mfa", "oidc", "otp", "pdf", "qps", "ram", "rpc",
		"saml", "sla", "sms", "smtp", "sql", "ssh", "ssl", "sso", "tcp", "tls", "totp", "ttl", "udp", "ui",
		"uid", "uri", "url", "utc", "utf8", "uuid", "vat", "vm", "xml", "xsrf", "xss", "yaml":
		return true
	}
	return false
}

// plural reports whether a word is the plural of an initialism. It is as
// fixed as [initialism].
func plural(word string) bool {
	switch word {
	case "acls", "apis", "guids", "ids", "ips", "jwts", "otps", "pdfs", "uids", "uris", "urls", "uuids", "vms":
		return true
	}
	return false
}

// Snake returns a name in any style as lower-case words joined by
// underscores: NoSuchBucket becomes no_such_bucket, APIKey becomes api_key.
// Characters other than ASCII letters and digits separate words.
func Snake(name string) string {
	runes := []rune(strings.ReplaceAll(name, "OAuth", "Oauth"))
	var b strings.Builder
	apart := false // a separator stood before
	for i, r := range runes {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			apart = true
			continue
		}
		if b.Len() > 0 && (apart || beginsWord(runes, i)) {
			b.WriteByte('_')
		}
		apart = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// beginsWord reports whether a capital at i begins a word: it follows a small
// letter or a digit, or it is the last of several capitals.
func beginsWord(runes []rune, i int) bool {
	if i == 0 || !unicode.IsUpper(runes[i]) {
		return false
	}
	before := runes[i-1]
	if unicode.IsLower(before) || unicode.IsDigit(before) {
		return true
	}
	return unicode.IsUpper(before) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
}
