package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Store keeps records in a directory. What it cannot keep or find is not
// there: nobody is told, the work is just done again. A nil *Store is empty
// and stays so.
type Store struct{ dir string }

// Setting is the environment variable that moves the store, or turns it off.
const Setting = "ERRCATCACHE"

// What a store may grow to.
const (
	maxRecords = 64
	maxAge     = 30 * 24 * time.Hour
	maxSize    = 4 << 20 // of one record: names of some 50,000 pages
)

// Open returns the store that a value of [Setting] means: off for none, an
// absolute path, or "" for the place that the system has for such things.
func Open(setting string) *Store {
	if setting == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		setting = filepath.Join(dir, "errcat")
	}
	if !filepath.IsAbs(setting) { // off, too
		return nil
	}
	return &Store{setting}
}

// suffix ends the names of records. No other file of the directory is touched.
const suffix = ".errcat-record"

// path returns the file for a catalog, as it is named in this directory.
func (s *Store) path(catalog string) (string, error) {
	dir, err := os.Getwd()
	return filepath.Join(s.dir, sum([]byte(dir+"\x00"+catalog))+suffix), err
}

// Load returns the record of a catalog, nil where there is none.
func (s *Store) Load(catalog string) *Record {
	if s == nil {
		return nil
	}
	path, err := s.path(catalog)
	if err != nil {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize))
	if err != nil {
		return nil
	}
	// The hash of the record comes first: disks and people do damage.
	head, body, _ := bytes.Cut(data, []byte("\n"))
	var r Record
	if string(head) != sum(body) || json.Unmarshal(body, &r) != nil || len(r.Sources) == 0 || r.Sources[0].Path != catalog {
		return nil
	}
	return &r
}

// Save keeps the record of a catalog in place of the last.
func (s *Store) Save(catalog string, r *Record) {
	if s == nil || r.Program == "" {
		return
	}
	path, err := s.path(catalog)
	if err != nil {
		return
	}
	body, err := json.Marshal(r)
	data := append([]byte(sum(body)+"\n"), body...)
	if err != nil || len(data) > maxSize || os.MkdirAll(s.dir, 0o700) != nil {
		return
	}
	s.trim(path)
	// Beside its place and then there: another run may be reading.
	f, err := os.CreateTemp(s.dir, "*.tmp"+suffix)
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if errors.Join(err, f.Close()) != nil || os.Rename(f.Name(), path) != nil {
		os.Remove(f.Name())
	}
}

// trim removes what is old and what is too much, to make room for path.
func (s *Store) trim(path string) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	type aged struct {
		path string
		time time.Time
	}
	var records []aged
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || !strings.HasSuffix(entry.Name(), suffix) || entry.Name() == filepath.Base(path) {
			continue
		}
		records = append(records, aged{filepath.Join(s.dir, entry.Name()), info.ModTime()})
	}
	slices.SortFunc(records, func(a, b aged) int { return b.time.Compare(a.time) }) // the newest first
	for i, r := range records {
		if i >= maxRecords-1 || time.Since(r.time) > maxAge {
			os.Remove(r.path)
		}
	}
}
