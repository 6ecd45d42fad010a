package catalogfile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/google/go-cmp/cmp"
)

// TestModel compares everything that is read from testdata/full.yaml, which
// uses every key, with testdata/full.json.
func TestModel(t *testing.T) {
	catalog, err := catalogfile.Load("testdata/full.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(catalog, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	const golden = "testdata/full.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("model differs (-want +got):\n%s", diff)
	}
	checkInvariants(t, catalog)
}

func TestLoadMinimal(t *testing.T) {
	catalog, err := catalogfile.Load("testdata/minimal.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, catalog)
	e := catalog.Lookup("internal_error")
	if e == nil || e.DocURL.Value != "https://docs.example.com/errors/internal_error" || e.Retry.Kind != "never" {
		t.Errorf("entry is %+v", e)
	}
}

func TestParseIsLoad(t *testing.T) {
	const name = "testdata/full.yaml"
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := catalogfile.Parse(name, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := catalogfile.Load(name, &catalogfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(loaded, parsed); diff != "" {
		t.Errorf("Parse and Load differ:\n%s", diff)
	}
}

func TestWindowsLineEnds(t *testing.T) {
	src, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	unix, err := catalogfile.Parse("testdata/full.yaml", src, nil)
	if err != nil {
		t.Fatal(err)
	}
	dos, err := catalogfile.Parse("testdata/full.yaml", []byte(strings.ReplaceAll(string(src), "\n", "\r\n")), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(unix, dos); diff != "" {
		t.Errorf("line ends change the catalog:\n%s", diff)
	}
}

// TestUnreadable separates files that cannot be read from files with
// problems: the command exits with 3 for the former.
func TestUnreadable(t *testing.T) {
	t.Chdir(t.TempDir())
	minimal := "catalog: 2\nextends: [./loop.yaml]\n"
	write(t, "catalog.yaml", minimal)
	if err := os.Symlink("loop.yaml", "loop.yaml"); err != nil {
		t.Fatal(err)
	}
	for path, isNotExist := range map[string]bool{"none.yaml": true, ".": false, "loop.yaml": false, "catalog.yaml": false} {
		catalog, err := catalogfile.Load(path, nil)
		var list diag.List
		var pathError *fs.PathError
		if catalog != nil || errors.As(err, &list) || !errors.As(err, &pathError) || errors.Is(err, fs.ErrNotExist) != isNotExist {
			t.Errorf("Load(%q) = %v, %v (%T)", path, catalog, err, err)
		}
	}
}

func TestResolve(t *testing.T) {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	shared := filepath.Join(t.TempDir(), "shared")
	write(t, filepath.Join(shared, "catalog.yaml"), string(minimal))
	write(t, filepath.Join(shared, "more.yaml"), strings.ReplaceAll(string(minimal), "internal_error", "other_error"))
	write(t, "base/catalog.yaml", string(minimal))
	write(t, "base.yaml", string(minimal))

	type call struct{ Dir, Ref string }
	for ref, want := range map[string]struct {
		call *call
		file string
	}{
		"example.com/shared":           {&call{"service", "example.com/shared"}, filepath.Join(shared, "catalog.yaml")},
		"example.com/shared/more.yaml": {&call{"service", "example.com/shared/more.yaml"}, filepath.Join(shared, "more.yaml")},
		"../base":                      {nil, "base/catalog.yaml"},
		"../base.yaml":                 {nil, "base.yaml"},
	} {
		write(t, "service/catalog.yaml", strings.Replace(strings.ReplaceAll(string(minimal), "internal_error", "service_error"),
			"roles:\n  internal: service_error\n", "extends: ["+ref+"]\n", 1))
		var got *call
		catalog, err := catalogfile.Load("service/catalog.yaml", &catalogfile.Options{Resolve: func(dir, ref string) (string, error) {
			got = &call{dir, ref}
			return filepath.Join(shared, strings.TrimPrefix(ref, "example.com/shared")), nil
		}})
		if err != nil {
			t.Errorf("extends %q: %v", ref, err)
			continue
		}
		if diff := cmp.Diff(want.call, got); diff != "" {
			t.Errorf("extends %q: call of Resolve differs:\n%s", ref, diff)
		}
		if name := catalog.Extends[0].File; name != want.file {
			t.Errorf("extends %q: read %q, want %q", ref, name, want.file)
		}
	}

	write(t, "service/catalog.yaml", "catalog: 2\nextends: [example.com/none]\n")
	_, err = catalogfile.Load("service/catalog.yaml", &catalogfile.Options{Resolve: func(dir, ref string) (string, error) {
		return "", errors.New("module is not in the build list")
	}})
	const want = `service/catalog.yaml:2:11: catalog "example.com/none" is not found: module is not in the build list; check the path or require its module (extends)`
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// TestDiamond extends one catalog on two ways: its codes do not collide with
// themselves.
func TestDiamond(t *testing.T) {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	on := func(code string, bases ...string) string {
		return strings.Replace(strings.ReplaceAll(string(minimal), "internal_error", code),
			"roles:\n  internal: "+code+"\n", "extends: ["+strings.Join(bases, ", ")+"]\n", 1)
	}
	write(t, "root.yaml", string(minimal))
	write(t, "left.yaml", on("left_error", "./root.yaml"))
	write(t, "right.yaml", on("right_error", "./root.yaml"))
	write(t, "catalog.yaml", on("top_error", "./left.yaml", "./right.yaml"))
	catalog, err := catalogfile.Load("catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for c := range catalog.All() {
		files = append(files, c.File)
	}
	if diff := cmp.Diff([]string{"catalog.yaml", "left.yaml", "root.yaml", "right.yaml"}, files); diff != "" {
		t.Errorf("catalogs differ (-want +got):\n%s", diff)
	}
	if catalog.Extends[0].Extends[0] != catalog.Extends[1].Extends[0] {
		t.Error("the common base was read twice")
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestTooManyFiles chains catalogs until the limit says no.
func TestTooManyFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 70 {
		write(t, fmt.Sprintf("c%d.yaml", i), fmt.Sprintf("catalog: 2\nextends: [./c%d.yaml]\n", i+1))
	}
	_, err := catalogfile.Load("c0.yaml", nil)
	const want = "c63.yaml:2:11: catalog consists of more than 64 files; merge some of them (extends)"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// TestFiles reads the catalog of this module from files that are not the disk's.
func TestFiles(t *testing.T) {
	want, err := catalogfile.Load("../../catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := catalogfile.Load("catalog.yaml", &catalogfile.Options{Files: os.DirFS("../..")})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Errors) != len(want.Errors) || len(got.Errors) == 0 {
		t.Fatalf("%d entries, want %d", len(got.Errors), len(want.Errors))
	}
	for i, e := range got.Errors {
		if e.Code != want.Errors[i].Code || len(e.Page.Samples) != len(want.Errors[i].Page.Samples) {
			t.Errorf("entry %s differs from %s on the disk", e.Code, want.Errors[i].Code)
		}
	}
	if _, err := catalogfile.Load("nothing.yaml", &catalogfile.Options{Files: os.DirFS("../..")}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file is reported as %v", err)
	}
}
