package catalogfile

import (
	"net/url"
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// isName reports whether s can be the name of a parameter and the like.
func isName(s string) bool { return format.NameForm.Fits(s) }

func (r *reader) badName(f field, what string) {
	r.add(f.key, ruleName, "%s %s is not a name; use lower-case words joined by underscores, at most %d characters", what, clip(f.key.Value), format.MaxName)
}

func ascii(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// web reads an address that a person or a program opens as it is.
func (r *reader) web(f field, form format.Form) model.Text {
	text, ok := r.line(f, "an https URL")
	if ok && !form.Fits(text.Value) {
		r.add(f.value, ruleURL, "%s is %s, which %s", f, clip(text.Value), webFault(text.Value, form))
		return model.Text{}
	}
	return text
}

// webFault says what is wrong with an address that does not have a form.
func webFault(s string, form format.Form) string {
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
	case !format.URLForm.Fits("https://" + u.Host):
		return "has no valid host; write https://host/path"
	case form != format.LinkForm && (u.RawQuery != "" || u.ForceQuery):
		return `has a query; remove "?" and what follows`
	case form != format.LinkForm && strings.Contains(s, "#"):
		return `has a fragment; remove "#" and what follows`
	case form == format.BaseForm && !strings.HasSuffix(s, "/"):
		return "does not end in a slash; write " + clip(s+"/")
	case strings.Contains(u.Path+"/", "/../"), strings.Contains(u.Path+"/", "/./"):
		return `has "." or ".." as a part of its path; write the path that is meant`
	default:
		return "is not a URL; write https://host/path"
	}
}
