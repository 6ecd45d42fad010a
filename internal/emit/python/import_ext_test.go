package python_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestImport: who imports the package does not wait for what only some of its
// users need. The time is the processor's, which other programs on the machine
// do not take.
func TestImport(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		missing(t, "python3 is not installed")
	}
	dir, _ := emit(t, "../../../catalog.yaml")
	out := run(t, dir, python, "-S", "-c", "import asterwise_errors, sys; print(*sys.modules)") // without site packages, which import what they like
	for name := range strings.FieldsSeq(out) {
		top, _, _ := strings.Cut(name, ".")
		if slices.Contains([]string{"asyncio", "concurrent", "email", "http", "logging", "socket", "ssl"}, top) {
			t.Errorf("import asterwise_errors imports %s", name)
		}
	}

	programs := []string{"pass", "import json, email.utils", "import asterwise_errors"}
	times := make([][]time.Duration, len(programs))
	for range 21 {
		for i, program := range programs { // in turn, so that a busy moment meets all
			cmd := exec.Command(python, "-S", "-c", program)
			cmd.Env = append(os.Environ(), "PYTHONPATH="+dir)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", program, err, out)
			}
			times[i] = append(times[i], cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		}
	}
	var median [3]time.Duration
	for i, all := range times {
		slices.Sort(all)
		median[i] = all[len(all)/2]
	}
	base, ours := median[1]-median[0], median[2]-median[0]
	t.Logf("an interpreter takes %v, json and email.utils %v more, asterwise_errors %v more: %.2f of them", median[0], base, ours, float64(ours)/float64(base))
	if ours > 4*base {
		t.Errorf("importing asterwise_errors takes %v, json and email.utils %v", ours, base)
	}
}
