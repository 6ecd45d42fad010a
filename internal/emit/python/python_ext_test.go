package python_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/python"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/limits"
)

// emit writes the package of a catalog file into a directory.
func emit(t *testing.T, path string) (dir string, files map[string][]byte) {
	t.Helper()
	c, err := catalogfile.Load(path, &catalogfile.Options{Resolve: gotool.Locate})
	if err != nil {
		t.Fatal(err)
	}
	files, err = python.Emit(c)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for name, text := range files {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, files
}

// interpreter returns a Python that has the packages which the tests use, or
// any: then those tests skip.
func interpreter(t *testing.T) string {
	t.Helper()
	const packages = "import sys, httpx, requests, urllib3, aiohttp, hypothesis; sys.exit(sys.version_info < (3, 10))"
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", packages).Run() == nil {
			return name
		}
	}
	missing(t, "no Python 3.10 has httpx, requests, urllib3, aiohttp and hypothesis")
	return "python3"
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what + "; CI needs it")
	}
	t.Skip(what)
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "PYTHONPATH="+dir, "PYTHONDONTWRITEBYTECODE=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return string(out)
}

// TestClient runs the package as its users do: testdata/test_client.py.
func TestClient(t *testing.T) {
	python := interpreter(t)
	dir, _ := emit(t, "../../../catalog.yaml")
	out := run(t, dir, python, "testdata/test_client.py")
	if os.Getenv("CI") == "true" && strings.Contains(out, "skipped") {
		t.Errorf("CI skips nothing:\n%s", out)
	}
}

// TestTypes: users who check types find ours, and they are right.
func TestTypes(t *testing.T) {
	dir, _ := emit(t, "../../../catalog.yaml")
	use := filepath.Join(dir, "use.py")
	if err := os.WriteFile(use, []byte(`from asterwise_errors import ApiError, Repeat, ValidationError, check


class Response:
    status_code = 422


def ask() -> Response:
    return Response()


def main() -> list[list[str | int]]:
    try:
        check(ask())
        print(Repeat().call(ask).status_code)
    except ValidationError as error:
        return [item["loc"] for item in error.items]
    except ApiError as error:
        wait: int | None = error.retry_after
        print(error.code, wait)
    return []
`), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Run("mypy", func(t *testing.T) {
		program, err := exec.LookPath("mypy")
		if err != nil {
			missing(t, "mypy is not installed")
		}
		cmd := exec.Command(program, "--strict", "--cache-dir", os.DevNull, "--python-version", "3.10", ".")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	t.Run("pyright", func(t *testing.T) {
		program, err := filepath.Abs("testdata/node_modules/.bin/pyright")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(program); err != nil {
			missing(t, "pyright is not installed; run npm ci --prefix internal/emit/python/testdata")
		}
		if _, err := exec.LookPath("node"); err != nil {
			missing(t, "node is not installed")
		}
		if err := os.WriteFile(filepath.Join(dir, "pyrightconfig.json"), []byte(`{"typeCheckingMode": "strict", "pythonVersion": "3.10"}`), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

// TestLimits: what the assets repeat of the limits is what they are.
func TestLimits(t *testing.T) {
	_, files := emit(t, "../../../catalog.yaml")
	text := files["asterwise_errors/_decode.py"]
	for _, want := range []string{
		fmt.Sprintf("\nMAX_CODE = %d\n", limits.Code),
		fmt.Sprintf("\nMAX_MESSAGE = %d\n", limits.Message),
		fmt.Sprintf("\nMAX_REQUEST_ID = %d\n", limits.RequestID),
	} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("_decode.py has no %q", want)
		}
	}
}

// TestHostileText: text of a catalog stays text.
func TestHostileText(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "catalog.yaml")
	const message = `quotes " ' """ backslashes \ \n \u0041 {braces} %s ` + "`ticks`" + ` <b> é世`
	text := fmt.Sprintf(`catalog: 2
domain: hostile-9
package: apierr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
errors:
  internal_error: {status: 500, message: Something went wrong.}
  key_gone:
    status: 404
    title: 'A "title" \'
    message: '%s'
    deprecated: {since: "2026 \"\"\" x", use: internal_error}
    params: {braces: {type: string, expose: client}}
    example: {braces: x}
    details:
      class: {type: string, doc: 'Of """ \'}
      kind: {type: string, optional: true, values: [a-b, None]}
`, strings.ReplaceAll(message, "'", "''"))
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out, _ := emit(t, file)
	program, err := exec.LookPath("python3")
	if err != nil {
		missing(t, "python3 is not installed")
	}
	got := run(t, out, program, "-c", `import hostile_9_errors as e, sys
sys.stdout.reconfigure(encoding="utf-8")
print(e.KeyGoneError.title)
print(" ".join(e.KeyGoneError.__doc__.split()))`)
	want := `A "title" \` + "\n" + message + ` Status 404, code key_gone. The request has to change. Deprecated since 2026 """ x. Use internal_error. See https://docs.example.com/errors/key_gone` + "\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestNames: a code whose class would have the name of something else is a
// problem with a position.
func TestNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.yaml")
	text := `catalog: 2
package: apierr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
errors:
  internal_error: {status: 500, message: Something went wrong.}
  any_not_found: {status: 404, message: Not there., category: not_found}
  unknown: {status: 400, message: Nobody knows.}
`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := catalogfile.Load(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = python.Emit(c)
	want := file + `:7:3: code "any_not_found" gives the Python name AnyNotFoundError, which is the class of the category not_found; set another go_name (python-name)` + "\n" +
		file + `:8:3: code "unknown" gives the Python name UnknownError, which is the class of errors without a code; set another go_name (python-name)`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
