package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const servedCatalog = `catalog: 2
domain: test
package: testerr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
categories: {here: Here}
errors:
  internal_error: {status: 500, category: here, title: Internal Error, message: MESSAGE}
`

// served returns the catalog with a message.
func served(message string) string { return strings.Replace(servedCatalog, "MESSAGE", message, 1) }

// A terminal is what a verb that goes on running prints, both streams in one.
type terminal struct{ lines chan string }

// waitFor returns the next line that has a text in it. It waits as long as it
// takes: the test ends by the timeout of go test where there is none.
func (o *terminal) waitFor(t *testing.T, text string) string {
	t.Helper()
	var before []string
	for line := range o.lines {
		if strings.Contains(line, text) {
			return line
		}
		before = append(before, line)
	}
	t.Fatalf("never: %q; printed:\n%s", text, strings.Join(before, "\n"))
	return ""
}

// startServe serves a catalog until the test ends.
func startServe(t *testing.T, path string) (url string, out *terminal) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	out = &terminal{make(chan string, 1000)}
	done := make(chan int, 1)
	go func() {
		done <- env{strings.NewReader(""), w, w}.serve(ctx, path, "127.0.0.1:0")
		w.Close()
	}()
	go func() {
		for lines := bufio.NewScanner(r); lines.Scan(); {
			out.lines <- lines.Text()
		}
		close(out.lines)
	}()
	t.Cleanup(func() {
		cancel()
		if status := <-done; status != exitOK {
			t.Errorf("serve ended with status %d", status)
		}
	})
	line := out.waitFor(t, " at http://")
	return line[strings.Index(line, "http://"):], out
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// next reads server-sent events until one of a kind whose data has text in it.
func next(t *testing.T, r *bufio.Scanner, kind, text string) {
	t.Helper()
	for r.Scan() {
		if r.Text() == "event: "+kind && r.Scan() && strings.Contains(r.Text(), text) {
			return
		}
	}
	t.Fatalf("the stream ended without an event %q with %q: %v", kind, text, r.Err())
}

func TestServe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.yaml")
	write(t, path, served("First."))
	url, out := startServe(t, path)
	out.waitFor(t, "pages are up to date")
	_, page := get(t, url+"internal_error/")
	live := regexp.MustCompile(`data-live="([^"]*)"`).FindStringSubmatch(page)
	if !strings.Contains(page, "First.") || live == nil {
		t.Fatalf("page:\n%s", page)
	}
	resp, err := http.Get(strings.TrimSuffix(url, "/") + live[1])
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	events := bufio.NewScanner(resp.Body)

	write(t, path, served("The second one."))
	next(t, events, "pages", "")
	if _, page := get(t, url+"internal_error"); !strings.Contains(page, "The second one.") {
		t.Errorf("the page did not change:\n%s", page)
	}

	write(t, path, strings.Replace(served("Third."), "status: 500", "status: 204", 1))
	next(t, events, "problems", "status 204")
	// What the browser shows is on the terminal already.
	out.waitFor(t, "catalog.yaml:8:")
	out.waitFor(t, "1 problem; the last good pages stay")
	if _, page := get(t, url+"internal_error/"); !strings.Contains(page, "The second one.") {
		t.Error("the last good page is gone")
	}

	write(t, path, served("The fourth."))
	next(t, events, "pages", "")
	next(t, events, "problems", `data: ""`)
	if status, page := get(t, url+"nowhere"); status != 404 || !strings.Contains(page, `<base href="/">`) || !strings.Contains(page, `href="internal_error/index.html"`) {
		t.Errorf("an unknown address gives %d:\n%s", status, page)
	}
}

// Whatever is wrong at the start, pages appear as soon as it is mended.
func TestServeFromABrokenCatalog(t *testing.T) {
	extends := "extends: [./shared]\n" + strings.Replace(served("Well."), "roles: {internal: internal_error}\n", "", 1)
	shared := strings.NewReplacer("domain: test", "domain: shared", "internal_error", "shared_error").Replace(served("Shared."))
	pages := "pages: docs\n" + served("Well.")
	const prose = "# Internal Error\n\nSomething went wrong.\n"
	for _, test := range []struct {
		name, catalog, shared string // "" for a file that is not there
		problem               string
		mend                  string // which file
	}{
		{"the catalog", "catalog: 2\n<script>alert(1)</script>: x\n", "", "catalog.yaml:2:", "catalog.yaml"},
		{"a broken catalog that it extends", extends, "catalog: 2\n", "shared/catalog.yaml", "shared/catalog.yaml"},
		{"a missing catalog that it extends", extends, "", "does not exist", "shared/catalog.yaml"},
		{"the directory of its pages", pages, "", "does not exist", "docs/internal_error.md"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "catalog.yaml")
			write(t, path, test.catalog)
			if test.shared != "" {
				write(t, filepath.Join(dir, "shared/catalog.yaml"), test.shared)
			}
			url, out := startServe(t, path)
			out.waitFor(t, test.problem)
			out.waitFor(t, "there are no pages yet")
			status, page := get(t, url)
			if status != 503 || !strings.Contains(page, "catalog.yaml:") || strings.Contains(page, "<script>alert") {
				t.Fatalf("status %d, page:\n%s", status, page)
			}
			good := served("Well.")
			switch test.mend {
			case "shared/catalog.yaml":
				good = shared
			case "docs/internal_error.md":
				good = prose
			}
			write(t, filepath.Join(dir, test.mend), good)
			out.waitFor(t, "pages are up to date")
			if status, page := get(t, url); status != 200 {
				t.Errorf("status %d, page:\n%s", status, page)
			}
		})
	}
}

// A catalog of a module that nothing requires yet is found when go.mod says so.
func TestStampsOfModules(t *testing.T) {
	dir := t.TempDir()
	catalog := filepath.Join(dir, "service", "catalog.yaml")
	write(t, catalog, "")
	for _, name := range []string{"service/go.mod", "go.mod", "go.work"} {
		seen := moduleStamps(catalog)
		if seen.changed() {
			t.Fatal("changed before anything has")
		}
		write(t, filepath.Join(dir, name), "")
		if !seen.changed() {
			t.Errorf("%s was not noticed", name)
		}
	}
}

// A directory changes with the files in it.
func TestStampsOfADirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pages")
	page := filepath.Join(dir, "a.md")
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"it appears", func() { write(t, page, "one") }},
		{"a page changes", func() { write(t, page, "longer") }},
		{"a page appears", func() { write(t, filepath.Join(dir, "b.md"), "two") }},
		{"a page goes", func() { os.Remove(page) }},
		{"it goes", func() { os.RemoveAll(dir) }},
	} {
		seen := stamps{}
		seen.add(dir)
		step.do()
		if !seen.changed() {
			t.Errorf("%s, and nothing is noticed", step.name)
		}
	}
}

func TestServeNeedsACatalog(t *testing.T) {
	var stdout, stderr strings.Builder
	if status := run([]string{"serve", "-catalog", filepath.Join(t.TempDir(), "none.yaml")}, nil, &stdout, &stderr); status != exitIO {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}

func TestServeOnAPortThatIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	path := filepath.Join(t.TempDir(), "catalog.yaml")
	write(t, path, served("Well."))
	var stdout, stderr strings.Builder
	status := run([]string{"serve", "-catalog", path, "-addr", l.Addr().String()}, nil, &stdout, &stderr)
	if status != exitIO || !strings.Contains(stderr.String(), "name another address with -addr") {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}
