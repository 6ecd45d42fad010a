package samples

import (
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// TestRunStaysHere: a sample that would leave this machine does not, and is
// reported.
func TestRunStaysHere(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]string{
		"python":     "import httpx\n\ndef get():\n    httpx.get(\"https://elsewhere.example/\", timeout=10)\n",
		"typescript": "export async function get(): Promise<void> {\n  await fetch(\"https://elsewhere.example/\");\n}\n",
		"go":         "package asterwise\n\nimport (\n\t\"context\"\n\t\"net/http\"\n)\n\nfunc Get(ctx context.Context) error {\n\treq, err := http.NewRequestWithContext(ctx, \"GET\", \"https://elsewhere.example/\", nil)\n\tif err == nil {\n\t\t_, err = http.DefaultClient.Do(req)\n\t}\n\treturn err\n}\n",
		"bash":       "curl -sS --max-time 10 https://elsewhere.example/\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			languages := languages()
			i := slices.IndexFunc(languages, func(l language) bool { return l.name == name })
			s := newStub(t)
			r := &run{
				id:        "1",
				subject:   &subject{sample: sample{Name: name + "_stray", Code: code}, language: name, entry: &model.Error{Code: "a_code"}},
				situation: situations()[1],
			}
			s.runs[r.id] = r
			r.result = languages[i].run(t, s.URL, []*run{r})[r.id]
			s.mu.Lock()
			stray := strings.Join(s.stray, "\n")
			s.stray = nil
			s.mu.Unlock()
			if said := stray + strings.Join(r.faults(), "\n"); !strings.Contains(said, "elsewhere.example") {
				t.Errorf("nobody says that the sample goes elsewhere, but %q", said)
			}
		})
	}
}
