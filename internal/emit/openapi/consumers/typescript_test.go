package consumers

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// typeScript generates types, and has the compiler say whether responses are
// values of them.
func typeScript(t *testing.T, dir string, r row, document string, fed []response) (string, error) {
	at := filepath.Join(dir, "typescript_"+r.dir)
	write(t, filepath.Join(at, "package.json"), `{"type": "module"}`)
	types := filepath.Join(at, "api.ts")
	if err := run("", npm(t, ".bin/openapi-typescript"), document, "-o", types); err != nil {
		return refuses, err
	}
	last := len(fed) - 1
	var live strings.Builder
	for i, one := range fed[:last] {
		fmt.Fprintf(&live, "export const r%d: %s = %s;\n", i, typeOf(r, one.Status), one.Body)
	}
	complaints := compile(t, at, map[string]string{
		"live": live.String(),
		// The types have to say something: a body without its request ID is none.
		"less":    fmt.Sprintf("export const r: %s = {success: false, error: \"key_not_found\"};\n", typeOf(r, 404)),
		"unknown": fmt.Sprintf("export const r: %s = %s;\n", typeOf(r, 404), fed[last].Body),
		"narrows": fmt.Sprintf(`export function f(e: %s): (string | number)[] | undefined {
	switch (e.error) {
	case "validation_error":
		return e.details[0]?.loc;
	default:
		return undefined;
	}
}
`, typeOf(r, 422)),
	})
	narrows, fits := complaints["narrows"] == "", complaints["unknown"] == ""
	switch {
	case complaints["api"] != "":
		return "does not compile", errors.New(complaints["api"])
	case complaints["live"] != "":
		return "live responses do not fit", errors.New(complaints["live"])
	case complaints["less"] == "":
		return "anything fits", nil
	case narrows && !fits:
		return typed, nil
	case !narrows && fits && r.byStatus:
		return listedOpen, errors.New(complaints["narrows"])
	case !narrows && fits:
		return anyCode, nil
	}
	return fmt.Sprintf("narrowed: %v, an unknown code fits: %v", narrows, fits), nil
}

// typeOf is the type of a response's body.
func typeOf(r row, status int) string {
	key := fmt.Sprint(status)
	if !r.byStatus {
		key = `"default"`
	}
	return `operations["getKey"]["responses"][` + key + `]["content"]["application/json"]`
}

// compile returns what the compiler says of each file, by name.
func compile(t *testing.T, dir string, files map[string]string) map[string]string {
	t.Helper()
	args := []string{"--strict", "--noEmit", "--pretty", "false", "--module", "nodenext", "--target", "es2022"}
	for name, text := range files {
		write(t, filepath.Join(dir, name+".ts"), "import type { operations } from \"./api.js\";\n\n"+text)
		args = append(args, name+".ts")
	}
	cmd := exec.Command(npm(t, ".bin/tsc"), args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	complaints := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, _, found := strings.Cut(line, ".ts("); found {
			complaints[name] += line
		}
	}
	if err != nil && len(complaints) == 0 {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return complaints
}
