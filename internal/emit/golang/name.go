package golang

import "strings"

// camel returns the Go form of a snake_case name: key_not_found becomes
// KeyNotFound, ip_rate_limit becomes IPRateLimit.
func camel(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		switch {
		case word == "":
		case initialism(word):
			b.WriteString(strings.ToUpper(word))
		case plural(word):
			b.WriteString(strings.ToUpper(word[:len(word)-1]))
			b.WriteByte('s')
		case word == "oauth":
			b.WriteString("OAuth")
		default:
			b.WriteString(strings.ToUpper(word[:1]))
			b.WriteString(word[1:])
		}
	}
	return b.String()
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

// isName reports whether a name has a Go form: letters, digits and
// underscores, a letter first.
func isName(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '_'):
		default:
			return false
		}
	}
	return name != ""
}

// isExported reports whether a name is an exported Go identifier in ASCII.
func isExported(name string) bool {
	return isName(name) && 'A' <= name[0] && name[0] <= 'Z'
}
