package gotool

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestCheck(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	write(t, filepath.Join(root, "go.mod"), "module example.com/m\n\ngo 1.24.0\n")
	write(t, filepath.Join(root, "other/other.go"), "package other\n\nconst Other = 1\n")
	dir := filepath.Join(root, "pkg")
	write(t, filepath.Join(dir, "old.go"), "package pkg\n\nfunc broken() {\n")
	write(t, filepath.Join(dir, "a.go"), "package elsewhere\n")
	write(t, filepath.Join(dir, "asm.s"), "not assembler\n")
	for _, test := range []struct{ name, a, b, want string }{
		{"fine", "package pkg\n\nimport \"example.com/m/other\"\n\nconst A = other.Other + b\n", "package pkg\n\nconst b = 2\n", ""},
		{"two files that clash", "package pkg\n\nconst A = 1\n", "package pkg\n\nconst A = 2\n", "A redeclared"},
		{"a type error", "package pkg\n\nconst A int = \"x\"\n", "package pkg\n", "a.go:3:15: cannot use \"x\""},
		{"no such package", "package pkg\n\nimport _ \"example.com/m/none\"\n", "package pkg\n", "example.com/m/none"},
		{"what vet finds is not asked for", "package pkg\n\nimport \"fmt\"\n\nfunc A() { fmt.Printf(\"%d\", \"x\") }\n", "package pkg\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := Check(dir, map[string][]byte{"a.go": []byte(test.a), "b.go": []byte(test.b)})
			var failure *Failure
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (!errors.As(err, &failure) || !strings.Contains(err.Error(), test.want)):
				t.Errorf("Check returns %v, want one with %q", err, test.want)
			}
		})
	}
	if data, err := os.ReadFile(filepath.Join(dir, "a.go")); err != nil || string(data) != "package elsewhere\n" {
		t.Errorf("Check wrote %q, %v", data, err)
	}
}

func TestLocate(t *testing.T) {
	t.Setenv("GOWORK", "off")
	t.Setenv("GOPROXY", "off")
	root := t.TempDir()
	write(t, filepath.Join(root, "go.mod"), "module example.com/m\n\ngo 1.24.0\n\n"+
		"require (\n\texample.com/lib v1.0.0\n\texample.com/lib/deep v1.0.0\n\texample.com/far v1.0.0\n)\n\n"+
		"replace example.com/lib => ./lib\n\nreplace example.com/lib/deep => ./elsewhere\n")
	for _, dir := range []string{"lib", "elsewhere"} {
		write(t, filepath.Join(root, dir, "go.mod"), "module example.com/lib\n")
	}
	for path, want := range map[string]string{
		"example.com/m":                    "",
		"example.com/m/sub/x.yaml":         "sub/x.yaml",
		"example.com/lib":                  "lib",
		"example.com/lib/catalogs/a.yaml":  "lib/catalogs/a.yaml",
		"example.com/lib/deep/errors.yaml": "elsewhere/errors.yaml",
		"example.com/lib/deeper":           "lib/deeper",
	} {
		got, err := Locate(root, path)
		if err != nil || got != filepath.Join(root, filepath.FromSlash(want)) {
			t.Errorf("Locate(%q) is %q, %v, want %q", path, got, err, want)
		}
	}
	for path, want := range map[string]string{
		"example.com/unknown":   "no module in the build list of ",
		"example.com/far/a":     "module example.com/far: module lookup disabled by GOPROXY=off",
		"example.com/lib@v2":    "is not a module path",
		"example.com/...":       "is not a module path",
		"example.com/../secret": "is not a module path",
		"example.com/lib/./x":   "is not a module path",
		"-mod=mod/x":            "is not a module path",
		"example.com//x":        "is not a module path",
		"example.com/a b":       "is not a module path",
	} {
		if got, err := Locate(root, path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Locate(%q) is %q, %v, want an error with %q", path, got, err, want)
		}
	}
	if _, err := Locate(t.TempDir(), "example.com/m"); err == nil || !strings.Contains(err.Error(), "go.mod file not found") {
		t.Errorf("outside of a module Locate returns %v", err)
	}
}

func TestNoGoCommand(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := run(".", "version"); err == nil || !strings.Contains(err.Error(), "there is no go command on the PATH") {
		t.Errorf("run returns %v", err)
	}
}

func TestOtherPackage(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"ours.go":      "package elsewhere\n",
		"same.go":      "package pkg\n",
		"x_test.go":    "package pkg_test\n",
		"ignored.go":   "//go:build ignore\n\npackage main\n",
		"broken.go":    "not Go at all\n",
		"catalog.yaml": "package: main\n",
	} {
		write(t, filepath.Join(dir, name), text)
	}
	files := map[string][]byte{"ours.go": nil}
	if name, other := OtherPackage(dir, "pkg", files); other != "" {
		t.Errorf("%s holds package %s", name, other)
	}
	write(t, filepath.Join(dir, "z.go"), "// A comment.\n\npackage alien\n\nfunc {")
	if name, other := OtherPackage(dir, "pkg", files); name != "z.go" || other != "alien" {
		t.Errorf("OtherPackage is %q, %q", name, other)
	}
	if name, other := OtherPackage(filepath.Join(dir, "none"), "pkg", files); other != "" {
		t.Errorf("%s holds package %s", name, other)
	}
}
