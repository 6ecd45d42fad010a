package record_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/record"
)

func newRecord(catalog string) *record.Record {
	r := record.New(program)
	r.Read(catalogfile.Origin{Path: catalog, File: "/" + catalog, Text: []byte("text")})
	return r
}

// stored returns the paths of the records in a directory.
func stored(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.errcat-record"))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cache")
	s := record.Open(dir)
	if s.Load("catalog.yaml") != nil {
		t.Error("there is a record before any was kept")
	}
	s.Save("catalog.yaml", newRecord("catalog.yaml"))
	if r := s.Load("catalog.yaml"); r == nil || r.Program != program || len(r.Sources) != 1 {
		t.Errorf("the record is %+v", r)
	}
	if s.Load("./catalog.yaml") != nil {
		t.Error("another name has the record")
	}
	t.Chdir(t.TempDir())
	if s.Load("catalog.yaml") != nil {
		t.Error("another directory has the record")
	}
	if paths := stored(t, dir); len(paths) != 1 {
		t.Errorf("files in the store: %q, want one", paths)
	}
}

func TestDamagedRecords(t *testing.T) {
	for _, test := range []struct {
		name   string
		damage func(text string) string
	}{
		{"empty", func(string) string { return "" }},
		{"cut", func(text string) string { return text[:len(text)-1] }},
		{"longer", func(text string) string { return text + "\n" }},
		{"changed", func(text string) string { return strings.Replace(text, program, "that program", 1) }},
		{"no hash", func(text string) string { _, body, _ := strings.Cut(text, "\n"); return body }},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			s := record.Open(dir)
			s.Save("catalog.yaml", newRecord("catalog.yaml"))
			path := stored(t, dir)[0]
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, test.damage(string(text)))
			if r := s.Load("catalog.yaml"); r != nil {
				t.Errorf("the record is %+v", r)
			}
			s.Save("catalog.yaml", newRecord("catalog.yaml"))
			if s.Load("catalog.yaml") == nil {
				t.Error("a damaged record cannot be replaced")
			}
		})
	}
	// A record under the name of another.
	dir := t.TempDir()
	s := record.Open(dir)
	s.Save("a.yaml", newRecord("a.yaml"))
	a := stored(t, dir)[0]
	s.Save("b.yaml", newRecord("b.yaml"))
	for _, path := range stored(t, dir) {
		if path != a {
			if err := os.Rename(path, a); err != nil {
				t.Fatal(err)
			}
		}
	}
	if s.Load("a.yaml") != nil {
		t.Error("the record of b.yaml is that of a.yaml")
	}
}

func TestStoreIsBounded(t *testing.T) {
	dir := t.TempDir()
	s := record.Open(dir)
	write(t, filepath.Join(dir, "theirs"), "text")
	for i := range 70 {
		name := fmt.Sprintf("%d.yaml", i)
		s.Save(name, newRecord(name))
	}
	if n := len(stored(t, dir)); n != 64 {
		t.Errorf("%d records are kept, want 64", n)
	}
	if s.Load("69.yaml") == nil {
		t.Error("the newest record is gone")
	}
	old := time.Now().Add(-31 * 24 * time.Hour)
	for _, path := range append(stored(t, dir), filepath.Join(dir, "theirs")) {
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	s.Save("new.yaml", newRecord("new.yaml"))
	if paths := stored(t, dir); len(paths) != 1 || s.Load("new.yaml") == nil {
		t.Errorf("%d records are left, want the new one", len(paths))
	}
	if _, err := os.Stat(filepath.Join(dir, "theirs")); err != nil {
		t.Error("a file of somebody else is gone")
	}
	// One that is too large is not kept, nor read.
	huge := newRecord("huge.yaml")
	huge.Pages = &record.Pages{Dir: strings.Repeat("x", 5<<20)}
	s.Save("huge.yaml", huge)
	if s.Load("huge.yaml") != nil || len(stored(t, dir)) != 1 {
		t.Error("a record of 5 MiB was kept")
	}
}

func TestStoreSettings(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, ".cache"))
	t.Setenv("LocalAppData", home)
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	record.Open("").Save("catalog.yaml", newRecord("catalog.yaml"))
	if n := len(stored(t, filepath.Join(cache, "errcat"))); n != 1 {
		t.Errorf("%d records in the cache directory of the system, want 1", n)
	}
	t.Chdir(t.TempDir())
	for _, setting := range []string{"off", "relative", "./relative"} {
		s := record.Open(setting)
		s.Save("catalog.yaml", newRecord("catalog.yaml"))
		if s.Load("catalog.yaml") != nil {
			t.Errorf("%s=%s keeps records", record.Setting, setting)
		}
	}
	if entries, _ := os.ReadDir("."); len(entries) != 0 {
		t.Errorf("%v is in the working directory", entries)
	}
	// A file in place of the directory, and a program that nobody knows.
	write(t, filepath.Join(home, "file"), "text")
	s := record.Open(filepath.Join(home, "file"))
	s.Save("catalog.yaml", newRecord("catalog.yaml"))
	if s.Load("catalog.yaml") != nil {
		t.Error("a file is a store")
	}
	dir := t.TempDir()
	unknown := newRecord("catalog.yaml")
	unknown.Program = ""
	record.Open(dir).Save("catalog.yaml", unknown)
	if n := len(stored(t, dir)); n != 0 {
		t.Error("a record of an unknown program is kept")
	}
}
