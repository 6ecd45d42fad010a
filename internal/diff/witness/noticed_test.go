package witness

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// A slip is something wrong in what a program gets, and the one witness that has
// to notice it. So no witness passes whatever comes, and none is taken out
// without a test that fails.
type slip struct {
	witness string
	pair    string // in which nothing is wrong
	make    func(x *task, c *call)
}

func slips() []slip {
	body := func(a *answer, old, other string) { a.Body = strings.ReplaceAll(a.Body, old, other) }
	return []slip{
		{"code", "status-changed", func(_ *task, c *call) { body(&c.Answer, `"order_gone",`, `"order_lost",`) }},
		{"code", "status-changed", func(_ *task, c *call) { body(&c.Answer, `"success":false`, `"success":true`) }},
		{"status", "status-changed", func(_ *task, c *call) { c.Answer.Status = 410 }},
		{"retry", "status-changed", func(_ *task, c *call) { c.Meant.Retry = "after_change" }},
		{"effect", "status-changed", func(_ *task, c *call) { c.Meant.Effect = "unknown" }},
		{"repeat", "status-changed", func(_ *task, c *call) { c.Meant.Right = map[string]bool{"GET": true, "POST": false} }},
		{"repeat", "effect-lost", func(_ *task, c *call) { c.Meant.Right = map[string]bool{"GET": false, "POST": true} }},
		{"repeat", "effect-lost", func(_ *task, c *call) { c.Meant.Right = map[string]bool{"GET": true, "POST": false} }},
		{"details", "field-retyped", func(_ *task, c *call) { body(&c.Answer, `"Quito"`, `4711`) }},
		{"details", "field-retyped", func(_ *task, c *call) { body(&c.Answer, `"Quito"`, `"Lima"`) }},
		{"details", "field-retyped", func(_ *task, c *call) { body(&c.Answer, `"number"`, `"numero"`) }},
		{"details", "field-retyped", func(_ *task, c *call) { body(&c.Answer, `[{"number":"Quito"}]`, `[]`) }},
		{"details", "field-retyped", func(_ *task, c *call) { body(&c.Answer, `[{"number":"Quito"}]`, `null`) }},
		{"message", "parameter-removed", func(_ *task, c *call) { body(&c.Answer, "4711", "4712") }},
		{"page", "status-changed", func(_ *task, c *call) { body(&c.Answer, "/errors/", "/mistakes/") }},
		{"page", "status-changed", func(_ *task, c *call) { body(&c.Answer, "https:", "http:") }},
		{"oauth", "oauth-changed", func(_ *task, c *call) { body(&c.ByOAuth, "invalid_grant", "invalid_scope") }},
		{"oauth", "oauth-changed", func(_ *task, c *call) { c.ByOAuth = c.Answer }},
		{"concealment", "status-changed", func(_ *task, c *call) { delete(c.Answer.Header, clue) }},
		{"concealment", "concealment-lifted", func(_ *task, c *call) { body(&c.Again, `[]`, `[{}]`) }},
		{"concealment", "concealment-lifted", func(_ *task, c *call) { c.Again.Status = 403 }},
		{"concealment", "concealment-lifted", func(_ *task, c *call) { c.Again.Header[clue] = "other one" }},
		{"concealment", "concealment-lifted", func(_ *task, c *call) { c.Again.Body += " " }},
		{"reserved", "code-reused", func(x *task, _ *call) { body(&x.Others[0], "internal_error", "order_gone") }},
		{"unknown", "status-changed", func(x *task, _ *call) { x.Others[0].Body = "{" }},
	}
}

func TestSlips(t *testing.T) {
	clean := map[string]pair{}
	for _, p := range pairs(t) {
		clean[p.name] = p
	}
	var wrong []pair
	for _, s := range slips() {
		wrong = append(wrong, clean[s.pair+", unchanged"])
	}
	work := tasks(wrong)
	for i, s := range slips() {
		x := &work[i]
		x.Name += string(rune('a' + i))
		before := len(x.Calls)
		s.make(x, x.Calls[slices.IndexFunc(x.Calls, func(c *call) bool { return c.Code == "order_gone" || before == 1 })])
	}
	for _, l := range languages() {
		t.Run(l.name, func(t *testing.T) {
			f := l.run(t, l.text(t), work)
			seen := map[string]bool{}
			for i, s := range slips() {
				seen[s.witness] = true
				if names := f.names(work[i].Name); !slices.Equal(names, []string{s.witness}) {
					t.Errorf("slip %d should be noticed by %s alone, and is by %q", i, s.witness, f[work[i].Name])
				}
			}
			known := map[string]bool{}
			for line := range strings.Lines(string(l.text(t))) {
				for _, before := range []string{`fail("`, `push(["`, `append(["`, `[2]string{"`} {
					if _, rest, ok := strings.Cut(line, before); ok {
						name, _, _ := strings.Cut(rest, `"`)
						known[name] = true
					}
				}
			}
			if !maps.Equal(seen, known) {
				t.Errorf("slips for %q, witnesses are %q", slices.Sorted(maps.Keys(seen)), slices.Sorted(maps.Keys(known)))
			}
		})
	}
}
