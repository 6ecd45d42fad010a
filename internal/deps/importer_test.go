package deps

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// An inheritance is what a service gets that imports an adapter of ours: lines
// of its go.sum, modules that version control and scanners see, and bytes of
// its stripped binary.
type inheritance struct {
	sums      int   // lines of go.sum
	modules   int   // of go list -m all, the service's own aside
	kilobytes int64 // by which the same server without errcat is smaller
}

// TestImporter holds the limits. Whoever raises one says in the change what
// for. Lines and modules leave room for two lines, or one module, more than
// there are: a dependency can be exchanged for another one, and not added to
// unnoticed. Bytes leave some percent: that is how much the linkers of the
// supported Go versions differ, and a feature may cost a little. Problem details,
// OAuth's form and what becomes of another service's error cost 16 KiB.
func TestImporter(t *testing.T) {
	for adapter, tt := range map[string]struct {
		limit       inheritance
		plain, with string // a server that answers in JSON, without errcat and with it
	}{
		"middleware": {
			limit: inheritance{sums: 6, modules: 22, kilobytes: 470},
			plain: `package main

import (
	"encoding/json"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/keys/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		json.NewEncoder(w).Encode(map[string]string{"error": "not_found"})
	})
	http.ListenAndServe("127.0.0.1:8080", mux)
}
`,
			with: `package main

import (
	"net/http"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

func main() {
	mw := middleware.New(render.New(apierr.Catalog(), nil))
	mux := http.NewServeMux()
	mux.Handle("GET /v1/keys/{id}", mw.Handler(func(w http.ResponseWriter, r *http.Request) error { return apierr.NewKeyNotFound() }))
	http.ListenAndServe("127.0.0.1:8080", mw.Wrap(mux))
}
`,
		},
		"middleware/echov4": {
			limit: inheritance{sums: 37, modules: 28, kilobytes: 490},
			plain: `package main

import "github.com/labstack/echo/v4"

func main() {
	e := echo.New()
	e.GET("/v1/keys/:id", func(c echo.Context) error { return echo.ErrNotFound })
	e.Start("127.0.0.1:8080")
}
`,
			with: `package main

import (
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
	"github.com/labstack/echo/v4"
)

func main() {
	e := echo.New()
	echov4.Install(e, render.New(apierr.Catalog(), nil))
	e.GET("/v1/keys/:id", func(c echo.Context) error { return apierr.NewKeyNotFound() })
	e.Start("127.0.0.1:8080")
}
`,
		},
	} {
		t.Run(adapter, func(t *testing.T) {
			s := newImporter(t, tt.plain, tt.with)
			sums := strings.Split(strings.TrimSpace(s.read(t, "go.sum")), "\n")
			if n := len(sums); n > tt.limit.sums {
				t.Errorf("go.sum of a service with %s has %d lines, more than %d:\n%s", adapter, n, tt.limit.sums, strings.Join(sums, "\n"))
			}
			modules := strings.Split(strings.TrimSpace(s.run(t, "list", "-m", "all")), "\n")[1:]
			if n := len(modules); n > tt.limit.modules {
				t.Errorf("a service with %s sees %d modules, more than %d:\n%s", adapter, n, tt.limit.modules, strings.Join(modules, "\n"))
			}
			if !slices.ContainsFunc(modules, func(line string) bool { return strings.HasPrefix(line, module+" ") }) {
				t.Errorf("the service does not see errcat itself: is this test looking at the right thing?\n%s", strings.Join(modules, "\n"))
			}
			growth := (s.size(t, "with") - s.size(t, "plain")) / 1024
			if growth > tt.limit.kilobytes {
				t.Errorf("a server grows by %d KiB with %s, more than %d; new in it are the packages\n%s",
					growth, adapter, tt.limit.kilobytes, strings.Join(s.newPackages(t), "\n"))
			}
			if growth <= 0 {
				t.Errorf("a server grows by %d KiB with %s: is this test looking at the right thing?", growth, adapter)
			}
			t.Logf("%d lines, %d modules, %d KiB", len(sums), len(modules), growth)
		})
	}
}

// An importer is a module outside of this one with two programs, plain and
// with.
type importer struct{ dir string }

func newImporter(t *testing.T, plain, with string) importer {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	s := importer{t.TempDir()}
	for name, text := range map[string]string{
		"go.mod":        fmt.Sprintf("module example.com/importer\n\ngo 1.24.0\n\nrequire %s v0.0.0\n\nreplace %s => %q\n", module, module, root),
		"plain/main.go": plain,
		"with/main.go":  with,
	} {
		path := filepath.Join(s.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.try("mod", "tidy"); err != nil {
		if offline(err) && os.Getenv("CI") == "" {
			t.Skipf("go mod tidy needs modules that are not here, and no proxy answers: %v", err)
		}
		t.Fatal(err)
	}
	return s
}

// offline reports whether the go command wanted the network and had none.
func offline(err error) bool {
	return slices.ContainsFunc([]string{"dial tcp", "no such host", "i/o timeout", "module lookup disabled", "connection refused", "network is unreachable"},
		func(sign string) bool { return strings.Contains(err.Error(), sign) })
}

func (s importer) try(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%v: %w\n%s", cmd, err, &stderr)
	}
	return string(out), nil
}

func (s importer) run(t *testing.T, args ...string) string {
	t.Helper()
	out, err := s.try(args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s importer) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// size returns the bytes of a stripped program.
func (s importer) size(t *testing.T, program string) int64 {
	t.Helper()
	s.run(t, "build", "-trimpath", "-ldflags=-s -w", "-o", "bin/"+program, "./"+program)
	info, err := os.Stat(filepath.Join(s.dir, "bin", program))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// newPackages returns what is linked with errcat and not without it.
func (s importer) newPackages(t *testing.T) []string {
	t.Helper()
	before := strings.Fields(s.run(t, "list", "-deps", "./plain"))
	return slices.DeleteFunc(strings.Fields(s.run(t, "list", "-deps", "./with")), func(path string) bool {
		return slices.Contains(before, path)
	})
}
