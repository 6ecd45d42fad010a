package format

import (
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// TestKeys holds the table to its form: an editor, a terminal and a page show
// what it says.
func TestKeys(t *testing.T) {
	for _, o := range Objects() {
		seen := map[string]bool{}
		for _, k := range o.Keys {
			if seen[k.Name] {
				t.Errorf("%s%s is there twice", o.Path, k.Name)
			}
			seen[k.Name] = true
			if !NameForm.Fits(k.Name) || k.Since < 1 || k.Since > Version || !strings.HasPrefix(k.Example, k.Name+":") {
				t.Errorf("%s%s: name, version or example is wrong: %+v", o.Path, k.Name, k)
			}
			if o.Name != "roles" && !strings.HasSuffix(k.Doc, ".") || k.Doc == "" {
				t.Errorf("%s%s is not explained in sentences: %q", o.Path, k.Name, k.Doc)
			}
			if k.Limits != "" && !strings.HasSuffix(k.Limits, ".") {
				t.Errorf("%s%s has limits that are no sentences: %q", o.Path, k.Name, k.Limits)
			}
			if k.Required && k.Default != "" {
				t.Errorf("%s%s is required and has a default", o.Path, k.Name)
			}
			for _, text := range []string{k.Doc, k.Limits, k.Default} {
				if strings.Count(text, "`")%2 != 0 || strings.ContainsAny(text, "\n<") {
					t.Errorf("%s%s: %q is not one line of Markdown", o.Path, k.Name, text)
				}
			}
		}
	}
}

func TestWords(t *testing.T) {
	for name, words := range map[string][]Word{
		"level": Levels(), "retry": Retries(), "effect": Effects(), "expose": Exposures(), "params": ParamTypes(), "details": FieldTypes(), "oauth": OAuthCodes(), "role": roleWords(),
	} {
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w.Name] || !NameForm.Fits(w.Name) || w.Doc == "" {
				t.Errorf("%s: %+v is there twice, no word or not explained", name, w)
			}
			seen[w.Name] = true
		}
	}
	if roles := Roles().Names(); len(roles) != len(model.RoleKinds()) {
		t.Errorf("roles are %q", roles)
	}
	for _, s := range Sections() {
		if s.Holds == "" || s.Doc == "" {
			t.Errorf("section %q is not explained", s.Title)
		}
	}
}

// TestTaken: what is taken is what a code could be otherwise.
func TestTaken(t *testing.T) {
	for _, code := range CodeForm.Taken() {
		if !CodeForm.Fits(code) || Taken(code) == "" {
			t.Errorf("%q could be no code anyway, or is refused without a reason", code)
		}
	}
	for _, code := range []string{"con", "prn", "aux", "nul", "com0", "com9", "lpt9", "index", "readme", "errors", "llms", "sitemap", "robots"} {
		if Taken(code) == "" {
			t.Errorf("%q is not taken", code)
		}
	}
	for _, code := range []string{"key_not_found", "con_failed", "com10", "console", "error"} {
		if Taken(code) != "" {
			t.Errorf("%q is taken", code)
		}
	}
}

// TestForms has texts that fit and texts that do not for each form.
func TestForms(t *testing.T) {
	for form, texts := range map[Form][2][]string{
		FreeText:      {{"x", "a b", "é"}, {"", " a", "a ", "a\nb", "a\tb", "a\u2028b"}},
		CodeForm:      {{"a", "a1_b2", strings.Repeat("k", 80)}, {"", "A", "a__b", "a_", "_a", "1a", "a-b", strings.Repeat("k", 81)}},
		NameForm:      {{"a", strings.Repeat("k", 64)}, {"", strings.Repeat("k", 65)}},
		DomainForm:    {{"a", "a-1-"}, {"", "A", "1a", "a_b"}},
		PackageForm:   {{"apierr", "a_1"}, {"", "Api", "a-b", "1a"}},
		GoNameForm:    {{"Key", "K_1"}, {"", "key", "Schlüssel", "K-1"}},
		ValueForm:     {{"a", "A1", "a.b", "a-b_c"}, {"", "1a", "a b", "a_", "_a", "a..b"}},
		StatusForm:    {{"400", "599"}, {"", "399", "600", "4000", "4xx"}},
		ChallengeForm: {{"Bearer", `Bearer realm="a b", error="x"`, "Basic dXNlcg=="}, {"", "=x", "Bearer  x", `Bearer realm="x`, "Bearer é", "Bearer "}},
		URLForm: {{"https://a", "https://a.b/", "https://a-b.c:8080/x/y.z~_-!$&'()*+,;=:@%20"},
			{"", "http://a/", "https://", "https:///x", "https://a/?b", "https://a/#b", "https://u@a/", "https://a/b c", "https://a/%zz", "https://a/../b", "https://a/b/.", "https://-a/", "https://é/"}},
		BaseForm:    {{"https://a/", "https://a/b/"}, {"https://a", "https://a/b", "https://a/?/"}},
		LinkForm:    {{"https://a", "https://a/b?c=d&e=?#f/g?"}, {"mailto:a@b", "http://a", "https://a/#b#c"}},
		PathForm:    {{"a", "a/b", ".a/..b"}, {"", ".", "..", "./a", "a/../b", "/a", "a/", "a//b", `a\b`, "C:a"}},
		WaitForm:    {{"60s", "1m30s", "24h", "1.5h"}, {"", "60", "s", "60000ms", "-5s", "1d", "5 s"}},
		DateForm:    {{"2026-05-25", "0001-12-31"}, {"", "2026-5-25", "2026-13-01", "2026-00-10", "2026-05-32", "26-05-25", "2026-05-25T00:00:00Z"}},
		CommandForm: {{"{code}", "curl -i http://a/{code}", "a {code} b {code}"}, {"", "curl", "{ code }", " {code}", "{code} ", "a\n{code}"}},
		WhenForm:    {{"a key is gone", "API keys are off", "x", "{facts.n} keys are gone", "whenever it is"}, {"", "A key", "The key", "a key.", "when it is", "a\nb", " a"}},
	} {
		for _, s := range texts[0] {
			if !form.Fits(s) {
				t.Errorf("%q is no %s", s, form.Name())
			}
		}
		for _, s := range texts[1] {
			if form.Fits(s) {
				t.Errorf("%q is a %s", s, form.Name())
			}
		}
	}
}
