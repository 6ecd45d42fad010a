package docs

import (
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// probe shows the compiled rules of a lexer.
type probe struct{ seen *chroma.CompiledRules }

func (probe) Mutate(*chroma.LexerState) error { return nil }

func (p probe) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	*p.seen = rules
	rules[state] = slices.Delete(rules[state], rule, rule+1)
	return nil
}

// TestPatience looks at the rules of the lexers that samples need: each may
// search long, and the rule that said so is gone.
func TestPatience(t *testing.T) {
	for _, language := range []string{"python", "typescript", "go", "bash", "json"} {
		base, ok := lexers.Get(language).(*chroma.RegexLexer)
		if !ok {
			t.Fatalf("the lexer for %s is of another kind; samples would be plain", language)
		}
		rules := base.MustRules().Clone()
		var compiled chroma.CompiledRules
		rules["root"] = append(rules["root"], chroma.Rule{Pattern: `(?!)`, Mutator: probe{&compiled}})
		probed, err := chroma.NewLexer(base.Config(), func() chroma.Rules { return rules })
		if err != nil {
			t.Fatal(err)
		}
		lexer, err := patient(probed)
		if err != nil {
			t.Fatal(err)
		}
		compiled = nil
		if _, err := lexer.Tokenise(nil, "x"); err != nil {
			t.Fatal(err)
		}
		n := 0
		for state, all := range compiled {
			for _, rule := range all {
				n++
				if _, still := rule.Mutator.(patience); still || rule.Regexp == nil || rule.Regexp.MatchTimeout != matchTimeout {
					t.Errorf("%s: rule %q of state %s is not patient", language, rule.Pattern, state)
				}
			}
		}
		if n < 5 {
			t.Errorf("%s: %d rules were seen", language, n)
		}
	}
}

// TestPatientTokens: the tokens are those of chroma.
func TestPatientTokens(t *testing.T) {
	for language, code := range map[string]string{
		"python":     "import os\n\ndef f(x):\n    \"\"\"Doc.\"\"\"\n    return f\"{x!r}\" + r'\\d' # end\n",
		"typescript": "export async function f(x: string): Promise<void> { return `a${x}`.replace(/[a-z]/g, \"\"); }\n",
		"go":         "package main\n\nfunc main() { _ = `raw` + \"x\\n\" } // end\n",
		"bash":       "curl -sS \"https://x/$ID\" | jq '.error' # end\n",
		"json":       "{\"a\": [1, true, null, \"x\"]}\n",
	} {
		want, err := chroma.Tokenise(chroma.Coalesce(lexers.Get(language)), nil, code)
		if err != nil {
			t.Fatal(err)
		}
		got, err := chroma.Tokenise(newLexer(language), nil, code)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: tokens are %v (%v), want %v", language, got, err, want)
		}
	}
}

func TestHighlight(t *testing.T) {
	var h highlighter
	for _, test := range []struct{ language, text, want string }{
		{"json", "{\"a\": null}\n", `{<span class="k">"a"</span>: <span class="n">null</span>}` + "\n"},
		{"http", "HTTP/1.1 404 Not Found\nContent-Type: application/json\n", `<span class="k">HTTP</span>/<span class="n">1.1</span> <span class="n">404</span> Not Found` + "\nContent-Type: application/json\n"},
		{"http", "HTTP/1.1 499\n", `<span class="k">HTTP</span>/<span class="n">1.1</span> <span class="n">499</span>` + "\n"},
		{"http", "GET / HTTP/1.1\n<b>", "GET / HTTP/1.1\n&lt;b&gt;"},
		{"python", "x = 'a' 'b' # <&>", `x = <span class="s">'a'</span> <span class="s">'b'</span> <span class="c"># &lt;&amp;&gt;</span>`},
		{"", "<&>", "&lt;&amp;&gt;"},
		{"nothing", "<&>", "&lt;&amp;&gt;"},
	} {
		if got := string(h.highlight(test.language, test.text)); strings.TrimRight(got, "\n") != strings.TrimRight(test.want, "\n") {
			t.Errorf("%s %q is\n%s, want\n%s", test.language, test.text, got, test.want)
		}
	}
}
