package client_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

const (
	page       = "../docs/clients.md"
	pageByHand = "../docs/errors/key_not_found.md" // whose samples internal/samples runs
)

// sample returns the code under a heading of a page in a language.
func sample(t *testing.T, path, heading, language string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(text), "\n## "+heading+"\n")
	part, _, _ = strings.Cut(part, "\n## ")
	blocks := regexp.MustCompile("(?s)```"+language+"[^\n]*\n(.*?)```").FindAllStringSubmatch(part, -1)
	if len(blocks) != 1 {
		t.Fatalf("%s has %d samples of %s under %q", path, len(blocks), language, heading)
	}
	return blocks[0][1]
}

// TestHandlerLines: the table of the page counts its samples.
func TestHandlerLines(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	count := func(code string) (n int) {
		for line := range strings.Lines(code) {
			if strings.TrimSpace(line) != "" {
				n++
			}
		}
		return n
	}
	for _, language := range []string{"Python", "TypeScript", "Go"} {
		name := strings.ToLower(language)
		before, after := count(sample(t, pageByHand, "Recovery pattern", name)), count(sample(t, page, "A handler before and after", name))
		if row := fmt.Sprintf("\n| %s | %d | %d |\n", language, before, after); !strings.Contains(string(text), row) {
			t.Errorf("%s has no row %q", page, strings.TrimSpace(row))
		}
		if after >= before {
			t.Errorf("%s: %d lines with the package, %d by hand", language, after, before)
		}
	}
}

// TestHandler runs the samples of the page against a real server.
func TestHandler(t *testing.T) {
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Observers()}))
	server := httptest.NewServer(mw.Wrap(mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if r.Header.Get("Authorization") != "Bearer x" {
			return apierr.NewAPIKeyMissing()
		}
		switch r.URL.Path {
		case "/v1/keys/there":
			_, _ = fmt.Fprint(w, `{"success":true,"data":{"id":"there"}}`)
			return nil
		case "/v1/keys/proxy":
			http.Error(w, "<html>502</html>", http.StatusBadGateway)
			return nil
		default:
			return apierr.NewKeyNotFound()
		}
	})))
	t.Cleanup(server.Close)
	const want = "there\nKeyNotFoundError key_not_found 404 true\n502 true\n"
	for language, ask := range map[string]func(t *testing.T, code, base string) string{"python": handlerPython, "typescript": handlerTypeScript, "go": handlerGo} {
		t.Run(language, func(t *testing.T) {
			if got := ask(t, sample(t, page, "A handler before and after", language), server.URL); got != want {
				t.Errorf("it prints\n%swant\n%s", got, want)
			}
		})
	}
}

func handlerPython(t *testing.T, code, base string) string {
	t.Helper()
	file := put(t, t.TempDir(), "main.py", code+`
import os
from asterwise_errors import ApiError, KeyNotFoundError

for key in ("there", "gone", "proxy"):
    try:
        print(get_key(key, os.environ["BASE"], {"Authorization": "Bearer x"})["data"]["id"])
    except KeyNotFoundError as error:
        print(type(error).__name__, error.code, error.status, str(error.request_id is not None).lower())
    except ApiError as error:
        print(error.status, str(error.request_id is not None).lower())
`)
	return output(t, []string{"BASE=" + base, "PYTHONPATH=../gen/python", "PYTHONDONTWRITEBYTECODE=1"}, python(t, "httpx"), file)
}

func handlerTypeScript(t *testing.T, code, base string) string {
	t.Helper()
	tools, err := filepath.Abs("../internal/emit/typescript/testdata/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(tools); err != nil {
		missing(t, "there is no compiler; run npm ci --prefix internal/emit/typescript/testdata")
	}
	dir := t.TempDir()
	lib, err := filepath.Abs("../gen/typescript")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "node_modules"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(lib, filepath.Join(dir, "node_modules", "asterwise-errors")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "handler.mts", code)
	put(t, dir, "main.mjs", `
import { isApiError, KeyNotFoundError } from "asterwise-errors";
import { getKey } from "./handler.mjs";

for (const key of ["there", "gone", "proxy"]) {
  try {
    console.log((await getKey(key, process.env.BASE, { Authorization: "Bearer x" })).data.id);
  } catch (error) {
    if (error instanceof KeyNotFoundError) console.log(error.name, error.code, error.status, error.requestId !== undefined);
    else if (isApiError(error)) console.log(error.status, error.requestId !== undefined);
    else throw error;
  }
}
`)
	node := program(t, "node")
	output(t, nil, node, filepath.Join(tools, "typescript-5/bin/tsc"), "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", filepath.Join(dir, "handler.mts"))
	return output(t, []string{"BASE=" + base}, node, filepath.Join(dir, "main.mjs"))
}

func handlerGo(t *testing.T, code, base string) string {
	t.Helper()
	dir := t.TempDir()
	handler := put(t, dir, "handler.go", strings.Replace(code, "package asterwise", "package main", 1))
	main := put(t, dir, "main.go", `package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

func main() {
	for _, key := range []string{"there", "gone", "proxy"} {
		body, err := GetKey(context.Background(), key, os.Getenv("BASE"), http.Header{"Authorization": {"Bearer x"}})
		var gone *apierr.KeyNotFoundError
		var other *client.Error
		switch {
		case err == nil:
			fmt.Println(body["data"].(map[string]any)["id"])
		case errors.As(err, &gone) && errors.As(err, &other):
			fmt.Println(strings.TrimPrefix(fmt.Sprintf("%T", gone), "*apierr."), other.Code, other.Status, other.RequestID != "")
		case errors.As(err, &other):
			fmt.Println(other.Status, other.RequestID != "")
		}
	}
}
`)
	return output(t, []string{"BASE=" + base}, "go", "run", handler, main)
}

// put writes a file and returns its path.
func put(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
