package catalogfile_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected texts under testdata")

// TestProblems reads the bad catalogs under testdata/problems, a file per
// rule. Each has cases: <case>/catalog.yaml is the catalog, or <case>/entry.yaml
// what is appended to testdata/minimal.yaml, whose 14 lines go before it;
// <case>/want is the text that Load's error must have. Other files of the case
// lie beside the catalog. <case>/page.md is the page of the only code of
// testdata/minimal.yaml, which then has pages.
func TestProblems(t *testing.T) {
	archives, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no cases: ", err)
	}
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rule := strings.TrimSuffix(filepath.Base(name), ".txtar")
		provoked := false
		for _, dir := range cases(archive) {
			t.Run(rule+"/"+dir, func(t *testing.T) {
				list := loadCase(t, archive, dir, minimal)
				got := list.Error() + "\n"
				for _, p := range list {
					provoked = provoked || p.Rule == rule
				}
				want := file(archive, dir+"/want")
				if *update {
					want.Data = []byte(got)
				}
				if diff := cmp.Diff(string(want.Data), got); diff != "" {
					t.Errorf("problems differ (-want +got):\n%s", diff)
				}
			})
		}
		if !provoked {
			t.Errorf("no case of %s provokes rule %q", name, rule)
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// cases returns the names of the directories in an archive, in order.
func cases(archive *txtar.Archive) []string {
	var dirs []string
	for _, f := range archive.Files {
		dir, _, _ := strings.Cut(f.Name, "/")
		if len(dirs) == 0 || dirs[len(dirs)-1] != dir {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// file returns a file of an archive, which it adds where it is not there.
func file(archive *txtar.Archive, name string) *txtar.File {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			return &archive.Files[i]
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: name})
	return &archive.Files[len(archive.Files)-1]
}

func loadCase(t *testing.T, archive *txtar.Archive, dir string, minimal []byte) diag.List {
	t.Chdir(t.TempDir())
	unpack(t, archive, dir, minimal)
	catalog, err := catalogfile.Load("catalog.yaml", nil)
	var list diag.List
	if !errors.As(err, &list) || catalog != nil {
		t.Fatalf("Load returned catalog %v and error %v, want problems alone", catalog, err)
	}
	return list
}

// unpack writes the files of a case into the working directory.
func unpack(t *testing.T, archive *txtar.Archive, dir string, minimal []byte) {
	for _, f := range archive.Files {
		inside, name, _ := strings.Cut(f.Name, "/")
		if inside != dir || name == "want" {
			continue
		}
		data := f.Data
		if name == "entry.yaml" {
			name, data = "catalog.yaml", bytes.Join([][]byte{minimal, data}, nil)
		}
		if name == "page.md" {
			name = "pages/internal_error.md"
			writeFile(t, "catalog.yaml", append(slices.Clone(minimal), "pages: pages\n"...))
		}
		writeFile(t, name, data)
	}
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(path.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
