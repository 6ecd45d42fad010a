package browsertest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/errdocs"
	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// missing skips a test for lack of a tool, or fails it where all tools have to
// be there.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

func catalog(t *testing.T) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Load("../../../../catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func site(t *testing.T, opts *docs.SiteOptions) docs.Files {
	t.Helper()
	files, err := docs.Site(catalog(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// written returns a directory with the site.
func written(t *testing.T, opts *docs.SiteOptions) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range site(t, opts) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// served returns the address of the site below a path that it does not know
// of; it ends in a slash.
func served(t *testing.T) string { return serve(t, site(t, nil), "/some/where/") }

func serve(t *testing.T, files docs.Files, path string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle(path, http.StripPrefix(path, errdocs.Handler(files, nil)))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + path
}

// A page is a tab of a fresh browser that has nothing to remember.
type page struct {
	context.Context
	t *testing.T

	mu       sync.Mutex
	messages []string // errors of the console
	requests []string
}

func open(t *testing.T) *page {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "chromium is not installed: apt-get install chromium")
	}
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	for _, name := range []string{"no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(name, true))
	}
	temp, err := os.MkdirTemp("", "browser") // Chromium leaves files behind, some after its end
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(temp) })
	options = append(options, chromedp.Env("TMPDIR="+temp), chromedp.UserDataDir(filepath.Join(temp, "profile")), chromedp.ExecPath(path), chromedp.WSURLReadTimeout(60*time.Second))
	ctx, cancelBrowser := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelBrowser)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(cancelTab)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	p := &page{Context: ctx, t: t}
	chromedp.ListenTarget(ctx, p.listen)
	p.do(log.Enable(), network.Enable())
	return p
}

func (p *page) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		p.messages = append(p.messages, event.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.APITypeError || event.Type == runtime.APITypeWarning {
			p.messages = append(p.messages, "console."+string(event.Type))
		}
	case *log.EventEntryAdded:
		if event.Entry.Level == log.LevelError || event.Entry.Level == log.LevelWarning {
			p.messages = append(p.messages, event.Entry.Text+" "+event.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, event.Request.URL)
	}
}

func (p *page) do(actions ...chromedp.Action) {
	p.t.Helper()
	if err := chromedp.Run(p, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval returns the value of a JavaScript expression.
func eval[T any](p *page, expression string) T {
	p.t.Helper()
	var value T
	p.do(chromedp.Evaluate(expression, &value))
	return value
}

// want compares the value of an expression. What happens after an event may
// take a moment, and while a page loads there is nothing to ask.
func want[T comparable](p *page, expression string, value T) {
	p.t.Helper()
	var got T
	var err error
	for range 1000 {
		if err = chromedp.Run(p, chromedp.Evaluate(expression, &got)); err == nil && got == value {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Errorf("%s is %v (%v), want %v", expression, got, err, value)
}

// quiet makes sure that the console has no errors and that nothing was loaded
// from elsewhere.
func (p *page) quiet(origin string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, message := range p.messages {
		p.t.Errorf("console: %s", message)
	}
	for _, url := range p.requests {
		if !strings.HasPrefix(url, origin) && !strings.HasPrefix(url, "data:") && url != "about:blank" {
			p.t.Errorf("request to %s", url)
		}
	}
	if len(p.requests) == 0 {
		p.t.Error("no request was seen")
	}
}
