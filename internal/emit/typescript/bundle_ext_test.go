package typescript_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
)

// bundle returns what esbuild makes of a program that uses the package.
func bundle(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	home := filepath.Dir(filepath.Dir(dir))
	write(t, filepath.Join(home, "main.mjs"), program)
	return run(t, home, nil, npm(t, ".bin/esbuild"), append([]string{"main.mjs", "--bundle", "--minify", "--log-level=warning"}, args...)...)
}

// codes returns the codes that a bundle names.
func codes(t *testing.T, text string) []string {
	t.Helper()
	c, err := catalogfile.Load(catalogFile, nil)
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, e := range c.Errors {
		if strings.Contains(text, `"`+e.Code+`"`) {
			named = append(named, e.Code)
		}
	}
	return named
}

// TestSizes: who needs one error pays for one.
func TestSizes(t *testing.T) {
	dir, _ := emit(t, catalogFile)
	const all = -1 // codes
	for _, tt := range []struct {
		name, program string
		limit, codes  int
	}{
		{"one guard", `import { isKeyNotFoundError } from "asterwise-errors"; console.log(isKeyNotFoundError(globalThis.e));`, 300, 1},
		{"one class", `import { KeyNotFoundError } from "asterwise-errors"; console.log(globalThis.e instanceof KeyNotFoundError);`, 1536, 1},
		{"isRepeatable", `import { isRepeatable } from "asterwise-errors"; console.log(isRepeatable(globalThis.e, "GET"));`, 1024, 0},
		{"check", `import { check } from "asterwise-errors"; console.log(await check(fetch("/")));`, 16 << 10, all},
		{"everything", `import * as errors from "asterwise-errors"; console.log(errors);`, 24 << 10, all},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := bundle(t, dir, tt.program, "--format=esm")
			named := codes(t, out)
			t.Logf("%s: %d bytes minified, %d codes", tt.name, len(out), len(named))
			if len(out) > tt.limit {
				t.Errorf("%d bytes, more than %d", len(out), tt.limit)
			}
			if tt.codes == all && len(named) < 50 || tt.codes != all && len(named) != tt.codes {
				t.Errorf("it names the codes %q", named)
			}
		})
	}
}

// TestTwoBundles: two minified copies of the package know each other's errors,
// and names survive.
func TestTwoBundles(t *testing.T) {
	dir, _ := emit(t, catalogFile)
	home := filepath.Dir(filepath.Dir(dir))
	for _, name := range []string{"a.cjs", "b.cjs"} {
		write(t, filepath.Join(home, name), bundle(t, dir, `export * from "asterwise-errors";`, "--format=cjs"))
	}
	got := run(t, home, nil, program(t, "node"), "-e", `
const a = require("./a.cjs"), b = require("./b.cjs");
const error = a.decode(404, {}, JSON.stringify({success: false, error: "key_not_found", message: "m"}));
console.log(a.KeyNotFoundError === b.KeyNotFoundError, error instanceof b.KeyNotFoundError, error instanceof b.ApiError, error instanceof b.ValidationError,
  b.isKeyNotFoundError(error), b.isRepeatable(error, "GET"), String(error), error.stack.split("\n")[0], b.KeyNotFoundError.name, b.ApiError.name, b.UnknownError.name);`)
	want := "false true true false true false KeyNotFoundError: m KeyNotFoundError: m KeyNotFoundError ApiError UnknownError\n"
	if got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}
