package docs

import (
	"strings"
	"testing"
)

func TestIdentifiers(t *testing.T) {
	for text, want := range map[string]string{
		"retry_after":                         "retry_after",
		"magic_link_email_limit_exceeded":     "magic_<wbr>link_<wbr>email_<wbr>limit_<wbr>exceeded",
		"in X-API-Key, or Retry-After.":       `in <span class="whole">X-API-Key</span>, or <span class="whole">Retry-After</span>.`,
		"a well-formed key is aw_ and more":   "a well-formed key is aw_ and more",
		"on 2026-05-25.":                      `on <span class="whole">2026-05-25</span>.`,
		"2026-05-25T12:34:56Z":                "2026-05-25T12:34:56Z",
		"<b> & __proto__":                     "&lt;b&gt; &amp; __proto__",
		"<magic_link_email_limit_exceeded>\"": "&lt;magic_<wbr>link_<wbr>email_<wbr>limit_<wbr>exceeded&gt;&#34;",
		"":                                    "",
	} {
		var b strings.Builder
		writeText(&b, text)
		if b.String() != want {
			t.Errorf("%q is %s, want %s", text, b.String(), want)
		}
	}
}

// TestCodeInSentence: an address that is longer than a line is folded between
// its parts.
func TestCodeInSentence(t *testing.T) {
	for text, want := range map[string]string{
		"retry_after":                   `<code class="whole">retry_after</code>`,
		"GET /v1/keys":                  `<code>GET /v1/keys</code>`,
		"https://api.asterwise.com/v1":  `<code>https://<wbr>api.asterwise.com/<wbr>v1</code>`,
		"https://example.com/a?<b>\"&c": `<code>https://<wbr>example.com/<wbr>a?&lt;b&gt;"&amp;c</code>`,
	} {
		w := &htmlProse{}
		w.code(text)
		if w.String() != want {
			t.Errorf("%q is %s, want %s", text, w.String(), want)
		}
	}
}
