package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestCI does what docs/ci.md says, in a service of which origin has three
// branches: work adds a code, broken breaks what was promised, and accepted says
// that it has to. A clone of depth 1 comes to the same verdict as a whole one.
func TestCI(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	for _, program := range []string{"git", "sh"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip("needs " + program)
		}
	}
	repo := repository(t)
	download(t, repo)
	guide := fences(t, filepath.Join(repo, "docs/ci.md"))
	if len(guide["sh"]) != 5 || len(guide["yaml"]) != 5 || len(guide[""]) != 1 {
		t.Fatalf("docs/ci.md has %d sh, %d yaml and %d other blocks", len(guide["sh"]), len(guide["yaml"]), len(guide[""]))
	}
	origin := ciOrigin(t, outside(t, repo), guide["sh"][0], guide["yaml"][4])
	plain, onMain, onStable := guide["sh"][1], guide["sh"][2], guide["sh"][3]
	workflow, deep, scanning := ciSteps(t, guide["yaml"][0]), ciSteps(t, "jobs:\n  short:\n    steps:\n"+guide["yaml"][1]), ciSteps(t, guide["yaml"][2])
	hooks := ciHooks(t, guide["yaml"][3])

	t.Run("release", func(t *testing.T) {
		release := origin.clone(t, "-b", "work")
		release.sh(t, 0, "git tag v1.4.0 origin/stable")
		if out := release.sh(t, 0, guide["sh"][4]); !strings.Contains(out, "### New\n\n- Code `order_shipped` is new.") ||
			!strings.Contains(out, "wrote catalog.yaml: since of 1 code, changed of 0 codes") {
			t.Errorf("a release prints\n%s", out)
		}
	})

	for branch, want := range map[string]struct {
		diff   int    // the exit status of errcat diff
		stdout string // what it prints
	}{
		"work":     {0, `compatible: code "order_shipped" is new (code-added)`},
		"broken":   {1, guide[""][0]},
		"accepted": {0, "accepted: retry of \"order_not_found\" changed from never to after_change (retry-changed)\n\tbecause: The service has no clients"},
	} {
		t.Run(branch, func(t *testing.T) {
			whole := origin.clone(t, "-b", branch)
			shallow := origin.clone(t, "--depth", "1", "-b", branch)

			shallow.sh(t, 3, "go tool errcat diff") // without -fetch
			for _, clone := range []place{whole, shallow} {
				if got := clone.sh(t, want.diff, plain); !strings.Contains(got, want.stdout) {
					t.Errorf("%s\nprints\n%s\nwithout\n%s", plain, got, want.stdout)
				}
			}
			if got := whole.sh(t, want.diff, onStable); !strings.Contains(got, want.stdout) {
				t.Errorf("%s\nprints\n%s\nwithout\n%s", onStable, got, want.stdout)
			}

			// The run of a pull request has a merge in its clone.
			merged := origin.clone(t, "--depth", "2", "-b", "pull-"+branch)
			for _, step := range deep {
				merged.sh(t, want.diff, step)
			}
			if got := merged.sh(t, want.diff, onMain); !strings.Contains(got, want.stdout) {
				t.Errorf("%s\nprints\n%s\nwithout\n%s", onMain, got, want.stdout)
			}

			run := origin.clone(t, "--depth", "1", "-b", "pull-"+branch)
			summary := filepath.Join(t.TempDir(), "summary")
			run.env = append(slices.Clip(run.env), "GITHUB_STEP_SUMMARY="+summary)
			for i, step := range workflow {
				status := 0
				if strings.Contains(step, "diff -fetch") {
					status = want.diff
				}
				out := run.sh(t, status, step)
				if i == 2 && !strings.Contains(out, "title="+map[string]string{
					"work": "compatible%3A code-added", "broken": "breaking%3A retry-changed", "accepted": "breaking%3A retry-changed",
				}[branch]) {
					t.Errorf("%s\nprints\n%s", step, out)
				}
			}
			if text, err := os.ReadFile(summary); err != nil || !strings.HasPrefix(string(text), "### ") {
				t.Errorf("the summary is %q, %v", text, err)
			}

			for _, step := range scanning {
				run.sh(t, 0, step)
			}
			for i, hook := range hooks {
				whole.sh(t, map[int]int{2: want.diff}[i], hook)
			}
		})
	}
}

// ciOrigin makes the repository of a service that has begun as the guide says.
func ciOrigin(t *testing.T, p place, begin, breaks string) place {
	t.Helper()
	origin := p.module(t, "package main\n\nfunc main() {}\n")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		origin.env = append(slices.Clip(origin.env), "GIT_"+who+"_NAME=a", "GIT_"+who+"_EMAIL=a@example.com")
	}
	origin.env = append(origin.env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	origin.sh(t, 0, begin)
	commit := func(branch string) {
		t.Helper()
		origin.sh(t, 0, "go generate ./...\ngit add -A\ngit commit -q -m "+branch)
	}
	origin.sh(t, 0, "rm main.go\ngit init -q -b main") // generate.go is of package service
	commit("main")
	origin.sh(t, 0, "git branch stable")
	released, err := os.ReadFile(filepath.Join(origin.dir, "catalog.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(origin.dir, "docs/errors/order_not_found.md"))
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(released), "retry: never", "retry: after_change", 1)
	for branch, text := range map[string]string{
		"work":     string(released) + "\n  order_shipped:\n    status: 409\n    message: The order is on its way.\n    when: an order that has left is to be changed\n",
		"broken":   broken,
		"accepted": strings.Replace(broken, "\nerrors:\n", "\n"+breaks+"\nerrors:\n", 1),
	} {
		origin.sh(t, 0, "git switch -q -c "+branch+" main")
		write(t, filepath.Join(origin.dir, "catalog.yaml"), text)
		if branch == "work" {
			write(t, filepath.Join(origin.dir, "docs/errors/order_shipped.md"),
				strings.NewReplacer("Order Not Found", "Order Shipped", "order_not_found", "order_shipped").Replace(string(page)))
		}
		commit(branch)
		origin.sh(t, 0, "git switch -q -c pull-"+branch+" main\ngit merge -q --no-ff -m merge "+branch)
	}
	origin.sh(t, 0, "git switch -q main")
	return origin
}

// clone clones the repository as CI does.
func (p place) clone(t *testing.T, args ...string) place {
	t.Helper()
	clone := place{filepath.Join(t.TempDir(), "clone"), p.env}
	p.sh(t, 0, "git clone -q "+strings.Join(args, " ")+" 'file://"+filepath.ToSlash(p.dir)+"' '"+filepath.ToSlash(clone.dir)+"'")
	return clone
}

// sh runs a script as CI does, which stops at the first command that fails, and
// returns what it prints.
func (p place) sh(t *testing.T, status int, script string) string {
	t.Helper()
	cmd := exec.Command("sh", "-e", "-c", script)
	cmd.Dir, cmd.Env = p.dir, p.env
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("%s\nexits with %d, want %d:\n%s", script, got, status, out)
	}
	return string(out)
}

// ciSteps returns the commands of a workflow.
func ciSteps(t *testing.T, text string) []string {
	t.Helper()
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Uses, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var commands []string
	for _, job := range workflow.Jobs {
		for _, step := range job.Steps {
			if (step.Run == "") == (step.Uses == "") {
				t.Errorf("a step has to run or to use something:\n%s", text)
			}
			if step.Run != "" {
				commands = append(commands, step.Run)
			}
		}
	}
	if len(commands) == 0 {
		t.Fatalf("no step runs anything:\n%s", text)
	}
	return commands
}

// ciHooks returns the commands of pre-commit's hooks, which have to run for the
// files of a catalog and for no others.
func ciHooks(t *testing.T, text string) []string {
	t.Helper()
	var config struct {
		Repos []struct {
			Hooks []struct{ Entry, Files string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &config); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var commands []string
	for _, hook := range config.Repos[0].Hooks {
		files := regexp.MustCompile(hook.Files)
		if !files.MatchString("catalog.yaml") || !files.MatchString("docs/errors/order_not_found.md") || files.MatchString("main.go") {
			t.Errorf("%s runs for %s", hook.Entry, hook.Files)
		}
		commands = append(commands, hook.Entry)
	}
	return commands
}
