package goldentest_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// A catalog costs nothing at start-up: the packages have no init work, so the
// runtime's trace has no line for them.
func TestNoInit(t *testing.T) {
	if apierr.Catalog().Role(catalog.RoleInternal) == nil { // links the real one, too
		t.Error("the shared catalog has no role internal")
	}
	if os.Getenv("GODEBUG") == "inittrace=1" {
		return // the process that is traced; it is this one, which links all of them
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^TestNoInit$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "init os @") {
		t.Fatalf("no trace:\n%s", out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "errcat") {
			t.Errorf("a package works at start-up: %s", line)
		}
	}
}
