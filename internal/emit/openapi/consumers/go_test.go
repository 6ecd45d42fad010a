package consumers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func oapiCodegen(t *testing.T, dir string, r row, document string, fed []response) (string, error) {
	at := filepath.Join(dir, "oapi_"+r.dir)
	if err := os.MkdirAll(filepath.Join(at, "api"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := run("", "go", "tool", "oapi-codegen", "-package", "api", "-generate", "types,client", "-o", filepath.Join(at, "api", "api.go"), document); err != nil {
		return refuses, err
	}
	return feed(t, dir, at, "testdata/oapi.go.txt", fed)
}

func ogen(t *testing.T, dir string, r row, document string, fed []response) (string, error) {
	at := filepath.Join(dir, "ogen_"+r.dir)
	if err := run("", "go", "tool", "ogen", "-package", "api", "-target", filepath.Join(at, "api"), document); err != nil {
		return refuses, err
	}
	return feed(t, dir, at, "testdata/ogen.go.txt", fed)
}

// A reading is what a generated client made of a response.
type reading struct {
	Type string
	Body json.RawMessage
	Err  string
}

// feed compiles a generated client with a program that reads responses by it.
func feed(t *testing.T, dir, at, program string, fed []response) (string, error) {
	t.Helper()
	text, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(at)
	write(t, filepath.Join(at, "main.go"), strings.ReplaceAll(string(text), "PACKAGE", name))
	binary := filepath.Join(at, "read")
	if err := run(dir, "go", "build", "-o", binary, "./"+name); err != nil {
		return "does not compile", err
	}
	var in bytes.Buffer
	for _, r := range fed {
		if err := json.NewEncoder(&in).Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(binary)
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var readings []reading
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var one reading
		if err := decoder.Decode(&one); err != nil {
			t.Fatal(err)
		}
		readings = append(readings, one)
	}
	if len(readings) != len(fed) {
		t.Fatalf("%d responses were read of %d", len(readings), len(fed))
	}
	return judge(fed, readings)
}

// judge puts readings into words. The last one is of an unknown code.
func judge(fed []response, readings []reading) (string, error) {
	last := len(fed) - 1
	var problems []error
	byCode := 0
	for i, got := range readings[:last] {
		switch {
		case got.Type == fed[i].Type:
			byCode++
		case got.Type != "Envelope":
			problems = append(problems, fmt.Errorf("%s is read as %q (%s)", fed[i].Body, got.Type, got.Err))
			continue
		}
		if !same(fed[i].Body, got.Body) {
			problems = append(problems, fmt.Errorf("%s is written as %s", fed[i].Body, got.Body))
		}
	}
	unknown := readings[last].Type == "Envelope" && same(fed[last].Body, readings[last].Body)
	switch {
	case len(problems) > 0:
		return fmt.Sprintf("%d of %d responses fail", len(problems), last), problems[0]
	case byCode == last && unknown:
		return typedOpen, nil
	case byCode == last && readings[last].Type == "":
		return typed, nil
	case byCode == 0 && unknown:
		return anyCode, nil
	}
	return fmt.Sprintf("%d of %d by code, an unknown one as %q", byCode, last, readings[last].Type), nil
}

// same reports whether two texts are the same value. An absent member may be
// null: oapi-codegen writes those of any type so.
func same(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(withoutNull(x), withoutNull(y))
}

func withoutNull(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = withoutNull(v[i])
		}
	case map[string]any:
		for name := range v {
			if v[name] = withoutNull(v[name]); v[name] == nil {
				delete(v, name)
			}
		}
	}
	return v
}
