package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// npm returns the path of a file of an installed package.
func npm(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		missing(t, "%s is not installed: run npm ci in internal/emit/docs/browsertest", name)
	}
	return path
}

// TestAccessibility runs axe-core over pages of each kind.
func TestAccessibility(t *testing.T) {
	axe, err := os.ReadFile(npm(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	base := served(t)
	p := open(t)
	p.do(chromedp.Navigate(base), chromedp.Evaluate(`sessionStorage.setItem("errcat-pasted", '{"code":"burst_limit_exceeded","id":"req_1","wait":7}')`, nil))
	for _, width := range []int64{1400, 360} {
		for _, scheme := range []string{"light", "dark"} {
			p.do(chromedp.EmulateViewport(width, 900), prefer(scheme))
			for _, name := range []string{"", "?q=404", "key_not_found/", "validation_error/", "burst_limit_exceeded/", "internal_error/", "nothing/"} {
				p.do(chromedp.Navigate(base+name), chromedp.Evaluate(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil),
					chromedp.Evaluate(string(axe), nil))
				var report struct {
					Passed     int
					Violations []struct {
						ID, Impact, Help string
						Nodes            []struct{ HTML, FailureSummary string }
					}
				}
				var text string
				p.do(chromedp.Evaluate(`axe.run().then(r => JSON.stringify({passed: r.passes.length, violations: r.violations}))`, &text, func(e *runtime.EvaluateParams) *runtime.EvaluateParams {
					return e.WithAwaitPromise(true)
				}))
				if err := json.Unmarshal([]byte(text), &report); err != nil {
					t.Fatal(err)
				}
				if report.Passed < 20 {
					t.Errorf("page %q passed %d rules only; was it there?", name, report.Passed)
				}
				for _, v := range report.Violations {
					message := fmt.Sprintf("page %q, %s, %d wide: %s: %s (%s)", name, scheme, width, v.Impact, v.Help, v.ID)
					for _, n := range v.Nodes {
						message += "\n\t" + n.HTML + "\n\t\t" + n.FailureSummary
					}
					t.Error(message)
				}
			}
		}
	}
}

// TestValidity runs an HTML validator over all pages.
func TestValidity(t *testing.T) {
	tool := npm(t, ".bin/html-validate")
	config, err := filepath.Abs("html-validate.json")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), tool, "--config", config, "--ext", "html", ".")
	cmd.Dir = written(t, nil)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestSchema checks errors.json against its schema.
func TestSchema(t *testing.T) {
	ajv := npm(t, "ajv/dist/2020.js")
	const script = `
const Ajv = require(process.argv[1]).default;
const fs = require("fs");
const read = name => JSON.parse(fs.readFileSync(name, "utf8"));
const validate = new Ajv({strict: true, allowUnionTypes: true, validateFormats: false}).compile(read("errors.schema.json"));
const list = read("errors.json");
if (!validate(list)) { console.error(validate.errors); process.exit(1); }
list.errors[0].status = 204;
if (validate(list)) { console.error("the schema allows status 204"); process.exit(1); }
`
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node is not installed")
	}
	cmd := exec.CommandContext(context.Background(), node, "-e", script, ajv)
	cmd.Dir = written(t, nil)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
