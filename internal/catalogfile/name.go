package catalogfile

import (
	"go/token"
	"io/fs"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
)

// maxName is the length of the longest code and the longest name.
const maxName = 64

// snake reports whether s is lower-case words joined by underscores:
// ^[a-z][a-z0-9]*(_[a-z0-9]+)*$, at most 64 characters.
func snake(s string) bool {
	return s != "" && len(s) <= maxName && s[0] >= 'a' && s[0] <= 'z' && only(s, "_") &&
		!strings.HasSuffix(s, "_") && !strings.Contains(s, "__")
}

// only reports whether s consists of lower-case letters, digits and extra.
func only(s, extra string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte(extra, c) < 0 {
			return false
		}
	}
	return true
}

// domain reports whether s names a domain: ^[a-z][a-z0-9-]*$.
func domain(s string) bool {
	return s != "" && len(s) <= maxName && s[0] >= 'a' && s[0] <= 'z' && only(s, "-")
}

// goPackage reports whether s is the name of a Go package that others can
// import.
func goPackage(s string) bool {
	return s != "" && len(s) <= maxName && s[0] >= 'a' && s[0] <= 'z' && only(s, "_") && !token.IsKeyword(s) && s != "main"
}

// exported reports whether s is an exported Go identifier in ASCII.
func exported(s string) bool {
	return s != "" && len(s) <= maxName && s[0] >= 'A' && s[0] <= 'Z' && only(strings.ToLower(s), "_") && ascii(s)
}

func ascii(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// challenge reports whether s looks like a challenge: an authentication
// scheme, then parameters or a token in printable ASCII (RFC 9110 §11.3).
func challenge(s string) bool {
	scheme, rest, spaced := strings.Cut(s, " ")
	return ascii(s) && authScheme.MatchString(scheme) && (!spaced || rest != "" && rest[0] != ' ' && strings.Count(rest, `"`)%2 == 0)
}

var authScheme = regexp.MustCompile("^[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]*$")

// below reports whether s is a slash-separated path to a directory below the
// one it is relative to, in its shortest form.
func below(s string) bool {
	return fs.ValidPath(s) && s != "." && !strings.ContainsAny(s, `\:`) && filepath.IsLocal(s)
}

// webFault says what is wrong with an absolute https URL that a person or a
// program opens as it is; "" for nothing.
func webFault(s string) string {
	u, err := url.Parse(s)
	switch {
	case !ascii(s) || strings.ContainsAny(s, " \"<>\\^`{|}"):
		return "has a character that URLs cannot hold; percent-encode it"
	case err != nil:
		return "is not a URL; write https://host/path"
	case u.Scheme != "https" || !strings.HasPrefix(s, "https://"):
		return "is not an https URL; write https://host/path"
	case u.User != nil:
		return "holds a user name; remove it"
	case !hostName.MatchString(u.Host):
		return "has no valid host; write https://host/path"
	case u.RawQuery != "" || u.ForceQuery:
		return `has a query; remove "?" and what follows`
	case strings.Contains(s, "#"):
		return `has a fragment; remove "#" and what follows`
	case dotSegment.MatchString(u.Path):
		return `has "." or ".." as a part of its path; write the path that is meant`
	}
	return ""
}

var (
	hostName   = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?$`)
	dotSegment = regexp.MustCompile(`(^|/)\.\.?(/|$)`)
)
