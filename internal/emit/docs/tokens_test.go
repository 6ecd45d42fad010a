package docs

import "testing"

// TestWordsInTheirPlace: a word is marked as what it is there, not as what it
// may be elsewhere.
func TestWordsInTheirPlace(t *testing.T) {
	h := &highlighter{}
	for _, c := range []struct{ language, code, want string }{
		{"typescript", `async function get(url) {`, `<span class="k">async</span> <span class="k">function</span> <span class="d">get</span>(url) {`},
		{"typescript", `params.get(a).delete(b)`, `params.get(a).delete(b)`},
		{"typescript", `of(from, type)`, `of(from, type)`},
		{"typescript", `for (const x of all) {`, `<span class="k">for</span> (<span class="k">const</span> x <span class="k">of</span> all) {`},
		{"typescript", `import { a } from b`, `<span class="k">import</span> { a } <span class="k">from</span> b`},
		{"typescript", `[...new Set(a)]`, `[...<span class="k">new</span> Set(a)]`},
		{"typescript", `return (a)`, `<span class="k">return</span> (a)`},
		{"python", `a in b or c is not d`, `a <span class="k">in</span> b <span class="k">or</span> c <span class="k">is</span> <span class="k">not</span> d`},
		{"python", "# Sends it.\ndef send():", "<span class=\"c\"># Sends it.</span>\n<span class=\"k\">def</span> <span class=\"d\">send</span>():"},
		{"go", "// It waits.\nvar a int", "<span class=\"c\">// It waits.</span>\n<span class=\"k\">var</span> a <span class=\"k\">int</span>"},
		{"python", `import os`, `<span class="k">import</span> os`},
	} {
		if got := string(h.highlight(c.language, c.code)); got != c.want {
			t.Errorf("%s: %s\nis  %s\nwant %s", c.language, c.code, got, c.want)
		}
	}
}

// TestFoldedCode: lines are elements, and long ones have places to fold.
func TestFoldedCode(t *testing.T) {
	h := &highlighter{}
	for _, c := range []struct{ language, code, want string }{
		{"json", "{\n  \"a\": \"<b>\"\n}\n", `<span class="line">{
</span><span class="line">  <span class="k">"a"</span>: <span class="s">"&lt;b&gt;"</span>
</span><span class="line">}
</span>`},
		{"json", `"https://x.com/magic_link_email_limit_exceeded"`, `<span class="line"><span class="s">"https://<wbr>x.com/<wbr>magic_<wbr>link_<wbr>email_<wbr>limit_<wbr>exceeded"</span></span>`},
		{"http", "HTTP/1.1 404 Not Found\nX-Request-Id: a\n", `<span class="line"><span class="k">HTTP</span>/<wbr><span class="n">1.1</span> <span class="n">404</span> Not Found
</span><span class="line"><span class="whole">X-Request-Id</span>: a
</span>`},
	} {
		if got := string(h.folded(c.language, c.code)); got != c.want {
			t.Errorf("%s: %s\nis  %s\nwant %s", c.language, c.code, got, c.want)
		}
	}
}
