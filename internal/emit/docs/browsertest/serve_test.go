package browsertest

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestServe edits a catalog while a page of it is open.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	tool := filepath.Join(dir, "errcat")
	build := exec.Command("go", "build", "-o", tool, "./cmd/errcat")
	build.Dir = "../../../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	path := filepath.Join(dir, "catalog.yaml")
	put := func(status, message string) {
		text := `catalog: 2
domain: test
package: testerr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
categories: {here: Here}
errors:
  internal_error: {status: ` + status + `, category: here, title: Internal Error, message: "` + message + `"}
`
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("500", "First.")
	p := open(t)
	server := exec.CommandContext(p, tool, "serve", "-catalog", path)
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		if err := server.Wait(); err != nil {
			t.Errorf("serve ended with %v after an interrupt", err)
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	base := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(line)

	const lead = `document.getElementById("message").textContent`
	const problems = `(document.querySelector(".problems") || {textContent: ""}).textContent`
	p.do(chromedp.Navigate(base + "internal_error/"))
	want(p, lead, "First.")
	put("500", "The second one.")
	want(p, lead, "The second one.")
	put("200", "<img src=x onerror=alert(1)>")
	want(p, `(`+problems+`).includes("status 200")`, true)
	want(p, lead, "The second one.")
	put("500", "Third, and good again.")
	want(p, lead, "Third, and good again.")
	want(p, problems, "")
	for _, message := range p.messages {
		if !strings.Contains(message, "ERR_") { // the stream breaks off when a page goes
			t.Errorf("console: %s", message)
		}
	}
}
