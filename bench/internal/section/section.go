// Package section puts what a command has measured into its place in a README:
// between two comments that name the command.
package section

import (
	"bytes"
	"fmt"
	"os"
)

// Marks returns the comments around the section of a command.
func Marks(command string) (begin, end string) {
	return fmt.Sprintf("<!-- %s: written by go run ./%[1]s -write -->\n", command), fmt.Sprintf("<!-- /%s -->\n", command)
}

// Replace replaces the section of a command in a file.
func Replace(path, command, section string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	begin, end := Marks(command)
	from, to := bytes.Index(text, []byte(begin)), bytes.Index(text, []byte(end))
	if from < 0 || to < from {
		return fmt.Errorf("write %s: it has no place for the tables, between %q and %q", path, begin, end)
	}
	out := append(bytes.Clone(text[:from+len(begin)]), section...)
	return os.WriteFile(path, append(out, text[to:]...), 0o644)
}
