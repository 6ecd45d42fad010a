package diag

import (
	"errors"
	"fmt"
	"testing"
)

func TestListIsAnError(t *testing.T) {
	var list List
	list.Add(Pos{"b.yaml", 1, 1}, "type", "second file")
	list.Add(Pos{"a.yaml", 10, 2}, "type", "line 10")
	list.Add(Pos{"a.yaml", 9, 3}, "type", "value %q", "x\n")
	list.Add(Pos{"a.yaml", 9, 3}, "type", "value %q", "x\n") // said twice
	list.Add(Pos{"a.yaml", 9, 3}, "key", "same place, other rule")
	list.Add(Pos{"a.yaml", 9, 1}, "type", "column 1")
	list.Add(Pos{File: "a.yaml"}, "file-size", "the whole file")
	list.Sort()

	const want = `a.yaml: the whole file (file-size)
a.yaml:9:1: column 1 (type)
a.yaml:9:3: same place, other rule (key)
a.yaml:9:3: value "x\n" (type)
a.yaml:10:2: line 10 (type)
b.yaml:1:1: second file (type)`
	if got := list.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}

	var found List
	if err := fmt.Errorf("load: %w", list); !errors.As(err, &found) || len(found) != 6 {
		t.Errorf("errors.As found %v", found)
	}
}
