package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
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

// syncBuffer is what the command prints to.
type syncBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

// startServe serves a catalog until the test ends.
func startServe(t *testing.T, text string) (path, url string, stderr *syncBuffer) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "catalog.yaml")
	write(t, path, text)
	ctx, cancel := context.WithCancel(context.Background())
	stdout, stderr := &syncBuffer{}, &syncBuffer{}
	done := make(chan int)
	go func() { done <- env{strings.NewReader(""), stdout, stderr}.serve(ctx, path, "127.0.0.1:0") }()
	t.Cleanup(func() {
		cancel()
		select {
		case status := <-done:
			if status != exitOK {
				t.Errorf("serve ended with status %d: %s", status, stderr)
			}
		case <-time.After(10 * time.Second):
			t.Error("serve does not end")
		}
	})
	address := regexp.MustCompile(`at (http://127\.0\.0\.1:\d+/)`)
	eventually(t, "the address is printed", func() bool {
		m := address.FindStringSubmatch(stdout.String())
		if m != nil {
			url = m[1]
		}
		return m != nil
	})
	return path, url, stderr
}

func write(t *testing.T, path, text string) {
	t.Helper()
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

// next reads one server-sent event of a kind.
func next(t *testing.T, r *bufio.Scanner, kind string) string {
	t.Helper()
	for r.Scan() {
		if r.Text() == "event: "+kind && r.Scan() {
			return strings.TrimPrefix(r.Text(), "data: ")
		}
	}
	t.Fatalf("the stream ended without an event %q: %v", kind, r.Err())
	return ""
}

func TestServe(t *testing.T) {
	good := func(message string) string { return strings.Replace(servedCatalog, "MESSAGE", message, 1) }
	path, url, stderr := startServe(t, good("First."))
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

	write(t, path, good("The second one."))
	next(t, events, "pages")
	if _, page := get(t, url+"internal_error"); !strings.Contains(page, "The second one.") {
		t.Errorf("the page did not change:\n%s", page)
	}

	write(t, path, strings.Replace(good("Third."), "status: 500", "status: 204", 1))
	if data := next(t, events, "problems"); !strings.Contains(data, "catalog.yaml:8:") || !strings.Contains(data, "204") {
		t.Errorf("problems %s", data)
	}
	if !strings.Contains(stderr.String(), "catalog.yaml:8:") {
		t.Errorf("the terminal shows %q", stderr)
	}
	if _, page := get(t, url+"internal_error/"); !strings.Contains(page, "The second one.") {
		t.Error("the last good page is gone")
	}

	write(t, path, good("The fourth."))
	next(t, events, "pages")
	if data := next(t, events, "problems"); data != `""` {
		t.Errorf("problems are still %s", data)
	}
	if status, page := get(t, url+"nowhere"); status != 404 || !strings.Contains(page, `href="/internal_error/index.html"`) {
		t.Errorf("an unknown address gives %d:\n%s", status, page)
	}
}

func TestServeFromABrokenCatalog(t *testing.T) {
	path, url, _ := startServe(t, "catalog: 2\n<script>alert(1)</script>: x\n")
	status, page := get(t, url)
	if status != 503 || !strings.Contains(page, "catalog.yaml:") || strings.Contains(page, "<script>alert") {
		t.Fatalf("status %d, page:\n%s", status, page)
	}
	write(t, path, strings.Replace(servedCatalog, "MESSAGE", "Well.", 1))
	eventually(t, "the pages appear", func() bool { status, _ := get(t, url); return status == 200 })
}

func TestServeNeedsACatalog(t *testing.T) {
	var stdout, stderr strings.Builder
	if status := run([]string{"serve", "-catalog", filepath.Join(t.TempDir(), "none.yaml")}, nil, &stdout, &stderr); status != exitIO {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}
