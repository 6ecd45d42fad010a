package section

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReplace(t *testing.T) {
	begin, end := Marks("peers")
	path := filepath.Join(t.TempDir(), "README.md")
	for _, tt := range []struct {
		name, before, after string
		wrong               string // in the error
	}{
		{"a section", "head\n" + begin + "old\n" + end + "tail\n", "head\n" + begin + "new\n" + end + "tail\n", ""},
		{"an empty one", begin + end, begin + "new\n" + end, ""},
		{"none", "head\n", "head\n", "has no place"},
		{"the end first", end + begin, end + begin, "has no place"},
		{"another command's", "<!-- growth: written by go run ./growth -write -->\n<!-- /growth -->\n", "<!-- growth: written by go run ./growth -write -->\n<!-- /growth -->\n", "has no place"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(tt.before), 0o600); err != nil {
				t.Fatal(err)
			}
			err := Replace(path, "peers", "new\n")
			if (err != nil) != (tt.wrong != "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
				t.Errorf("Replace: %v", err)
			}
			if got, _ := os.ReadFile(path); string(got) != tt.after {
				t.Errorf("the file is %q, want %q", got, tt.after)
			}
		})
	}
	if err := Replace(filepath.Join(t.TempDir(), "none"), "peers", ""); err == nil {
		t.Error("a file that is not there is no error")
	}
}
