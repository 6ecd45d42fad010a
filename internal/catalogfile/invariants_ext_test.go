package catalogfile_test

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/model"
)

var (
	codeForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	bidi     = regexp.MustCompile("[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")
)

// checkInvariants asserts what every accepted catalog satisfies. It is
// written from the format's definition, not from the loader.
func checkInvariants(t *testing.T, c *model.Catalog) {
	t.Helper()
	internal := false
	known := map[string]bool{}
	overridden := map[string]bool{} // by a catalog visited before
	for each := range c.All() {
		for _, e := range each.Errors {
			if known[e.Code] && !e.Overrides && !overridden[e.Code] {
				t.Errorf("code %q is in two catalogs", e.Code)
			}
			known[e.Code] = true
			overridden[e.Code] = overridden[e.Code] || e.Overrides
			checkAliases(t, each, e)
		}
		for _, r := range each.Roles {
			internal = internal || r.Name == "internal"
		}
	}
	if !internal {
		t.Error("role internal is not bound")
	}
	if !regexp.MustCompile(`^[a-z][a-z0-9-]*$`).MatchString(c.Domain.Value) {
		t.Errorf("domain is %q", c.Domain.Value)
	}
	if base := c.DocsBaseURL.Value; base != "" {
		checkURL(t, base)
		if !strings.HasSuffix(base, "/") {
			t.Errorf("base URL is %q", base)
		}
	}
	if c.Package.Value == "" {
		t.Error("there is no package")
	}
	if !slices.IsSortedFunc(c.Errors, func(a, b *model.Error) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("errors are not sorted")
	}
	for _, e := range c.Errors {
		checkEntry(t, c, e)
		for _, code := range append(seeAlso(e), useOf(e)...) {
			if !known[code.Value] || code.Value == e.Code {
				t.Errorf("%q refers to %q", e.Code, code.Value)
			}
		}
	}
	for _, r := range c.Retired {
		if known[r.Code] || !codeForm.MatchString(r.Code) {
			t.Errorf("code %q is retired", r.Code)
		}
	}
	for _, r := range c.Roles {
		e := c.Lookup(r.Code.Value)
		if e == nil || e.Deprecated != nil || slices.ContainsFunc(e.Params, func(p model.Param) bool { return p.Client }) {
			t.Errorf("role %q names %q", r.Name, r.Code.Value)
			continue
		}
		if !slices.Contains(model.RoleKinds(), model.RoleKind{Name: r.Name, Status: e.Status}) {
			t.Errorf("role %q has status %d", r.Name, e.Status)
		}
	}
	for _, b := range c.Statuses {
		e := c.Lookup(b.Code.Value)
		if e == nil || e.Status != b.Status || slices.ContainsFunc(model.RoleKinds(), func(k model.RoleKind) bool { return k.Status == b.Status }) {
			t.Errorf("status %d names %q", b.Status, b.Code.Value)
		}
	}
}

// checkAliases asserts that the aliases of an entry lead to it alone.
func checkAliases(t *testing.T, c *model.Catalog, e *model.Error) {
	t.Helper()
	for _, alias := range e.Aliases {
		for _, other := range c.Errors {
			if strings.EqualFold(alias, other.Code) || other != e && slices.ContainsFunc(other.Aliases, func(a string) bool { return strings.EqualFold(a, alias) }) {
				t.Errorf("alias %q of %q also leads to %q", alias, e.Code, other.Code)
			}
		}
	}
}

func useOf(e *model.Error) []model.Text {
	if e.Deprecated == nil || e.Deprecated.Use.Value == "" {
		return nil
	}
	return []model.Text{e.Deprecated.Use}
}

func checkEntry(t *testing.T, c *model.Catalog, e *model.Error) {
	t.Helper()
	if !codeForm.MatchString(e.Code) || len(e.Code) > 80 {
		t.Errorf("code is %q", e.Code)
	}
	if e.Status < 400 || e.Status > 599 || (e.Status == 401) != (e.Challenge.Value != "") {
		t.Errorf("%q has status %d and challenge %q", e.Code, e.Status, e.Challenge.Value)
	}
	if category, found := c.CategoryOf(e); !found || category.Title == "" {
		t.Errorf("%q has category %q", e.Code, e.Category.Value)
	}
	checkLine(t, e.Message.Text, 199)
	checkLine(t, e.Title.Value, 80)
	checkURL(t, e.DocURL.Value)
	if e.Pos.Line < 1 || e.Pos.Col < 1 || e.StatusPos.Line < 1 || e.Message.Pos.Line < 1 || e.Retry.Pos.Line < 1 {
		t.Errorf("%q has no position: %+v", e.Code, e)
	}
	if d := e.Retry.Default; d != 0 && (e.Retry.Kind != "after_delay" || d < time.Second || d > 24*time.Hour || d%time.Second != 0) {
		t.Errorf("%q has retry advice %+v", e.Code, e.Retry)
	}
	if e.Concealed && (len(e.Params) > 0 || len(e.Details) > 0 || e.Retry.Kind == "after_delay" && e.Retry.Default == 0) {
		t.Errorf("%q is not concealed", e.Code)
	}
	if e.Effect != "none" && e.Effect != "unknown" {
		t.Errorf("%q has effect %q", e.Code, e.Effect)
	}
	checkPlaceholders(t, e)
	for _, d := range e.Details {
		if d.SensitiveWhen != "" && !d.Optional {
			t.Errorf("field %q of %q is not optional", d.Name, e.Code)
		}
		checkName(t, d.Name)
	}
	checkItem(t, e)
}

// checkItem asserts that the item of details in the documentation is one that
// a service can send: the Go type that the kernel encodes for each field, and
// no field missing.
func checkItem(t *testing.T, e *model.Error) {
	t.Helper()
	shown := slices.ContainsFunc(e.Details, func(d model.Field) bool { return d.Example != nil })
	for _, d := range e.Details {
		valid := !shown || d.Optional || d.Sensitive
		switch v := d.Example.(type) {
		case nil:
		case string:
			valid = d.Type == "string" || d.Type == "any" || d.Type == "date" && parses(time.DateOnly, v) || d.Type == "datetime" && parses(time.RFC3339, v)
			checkLine(t, v, len(v))
		case int64:
			valid = d.Type == "integer" || d.Type == "any"
		case float64:
			valid = (d.Type == "number" || d.Type == "any") && !math.IsNaN(v) && !math.IsInf(v, 0)
		case bool:
			valid = d.Type == "boolean" || d.Type == "any"
		case []string:
			valid = d.Type == "strings" && len(v) > 0
		case []any:
			valid = d.Type == "path" && len(v) > 0
			for _, element := range v {
				_, name := element.(string)
				index, isIndex := element.(int64)
				valid = valid && (name || isIndex && index >= 0)
			}
			if d.Type == "any" {
				valid = isJSON(v)
			}
		case map[string]any:
			valid = d.Type == "any" && isJSON(v)
		default:
			valid = false
		}
		if !valid || d.Sensitive && d.Example != nil {
			t.Errorf("example of field %q of %q, type %s, is %#v", d.Name, e.Code, d.Type, d.Example)
		}
	}
}

// isJSON reports whether an example of the type any is made of what the model
// says.
func isJSON(v any) bool {
	switch v := v.(type) {
	case string, int64, float64, bool:
		return true
	case []any:
		return !slices.ContainsFunc(v, func(item any) bool { return !isJSON(item) })
	case map[string]any:
		for _, member := range v {
			if !isJSON(member) {
				return false
			}
		}
		return true
	}
	return false
}

func parses(layout, text string) bool {
	_, err := time.Parse(layout, text)
	return err == nil
}

func checkPlaceholders(t *testing.T, e *model.Error) {
	t.Helper()
	var text strings.Builder
	used := map[string]bool{}
	for i, s := range e.Message.Segments {
		if i > 0 && s.Literal != "" && e.Message.Segments[i-1].Literal != "" {
			t.Errorf("%q has two literal segments in a row: %+v", e.Code, e.Message.Segments)
		}
		if (s.Literal == "") == (s.Param == "") || strings.ContainsAny(s.Literal, "{}") {
			t.Errorf("%q has segment %+v", e.Code, s)
		}
		text.WriteString(s.Literal)
		if s.Param != "" {
			used[s.Param] = true
			text.WriteString("{" + s.Param + "}")
		}
	}
	if text.String() != e.Message.Text {
		t.Errorf("segments of %q are %q, message is %q", e.Code, text.String(), e.Message.Text)
	}
	examples := map[string]bool{}
	for _, x := range e.Example {
		examples[x.Name] = true
	}
	names := map[string]bool{}
	for _, p := range e.Params {
		checkName(t, p.Name)
		if names[p.Name] || p.Type == "" || p.Client != used[p.Name] || p.Client && !examples[p.Name] {
			t.Errorf("parameter %+v of %q", p, e.Code)
		}
		names[p.Name] = true
	}
	for name := range used {
		if !names[name] && (name != "retry_after" || e.Retry.Default == 0) {
			t.Errorf("placeholder %q of %q", name, e.Code)
		}
	}
}

func checkName(t *testing.T, name string) {
	t.Helper()
	if !codeForm.MatchString(name) {
		t.Errorf("name is %q", name)
	}
}

func checkLine(t *testing.T, s string, limit int) {
	t.Helper()
	n := utf8.RuneCountInString(s)
	if n < 1 || n > limit || !utf8.ValidString(s) || strings.TrimSpace(s) != s ||
		strings.IndexFunc(s, unicode.IsControl) >= 0 || bidi.MatchString(s) {
		t.Errorf("text is %q", s)
	}
}

func checkURL(t *testing.T, s string) {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.String() != s {
		t.Errorf("URL is %q", s)
	}
}

func seeAlso(e *model.Error) []model.Text {
	if e.Page == nil {
		return nil
	}
	return slices.Clone(e.Page.SeeAlso)
}
