package main

import (
	"archive/zip"
	"go/format"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// manual are the documents whose blocks are run.
var manual = []string{"README.md", "docs/service.md", "docs/command.md"}

// The commands of README.md that are for a clone of this repository: .ci/fresh
// runs them.
var forAClone = []string{"go -C examples run ./keyserver", "go test ./..."}

// TestReadme does what README.md and the documents after it say, literally: each
// sh block in a new module, and each go block as the file main.go of one, after
// the go get of README.md for the package that it imports. It plays a module
// proxy that has this checkout as the latest version. A document's json block is
// the file traffic.jsonl.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	repo := repository(t)
	download(t, repo)
	shell := outside(t, repo)
	gets := serviceGets(fences(t, filepath.Join(repo, "README.md"))["sh"])
	if len(gets) == 0 {
		t.Fatal("README.md has no go get command for a service")
	}
	for _, document := range manual {
		t.Run(document, func(t *testing.T) {
			blocks := fences(t, filepath.Join(repo, document))
			if len(blocks["sh"])+len(blocks["go"]) == 0 {
				t.Fatal("there is nothing to run")
			}
			for _, block := range blocks["sh"] {
				commands := commandsOf(block)
				if slices.Equal(commands, forAClone) {
					continue
				}
				t.Run(commands[0], func(t *testing.T) {
					service := shell.module(t, "package main\n\nfunc main() {}\n")
					write(t, filepath.Join(service.dir, "traffic.jsonl"), strings.Join(blocks["json"], ""))
					for _, command := range commands {
						service.run(t, command)
					}
					service.run(t, "go vet ./...")
				})
			}
			for _, program := range blocks["go"] {
				t.Run("program", func(t *testing.T) {
					if text, err := format.Source([]byte(program)); err != nil || string(text) != program || !strings.HasPrefix(program, "package main\n") {
						t.Fatalf("it is not a whole program in gofmt's form (%v):\n%s", err, program)
					}
					service := shell.module(t, program)
					service.run(t, gets[max(0, slices.IndexFunc(gets, func(get string) bool {
						return strings.Contains(program, `"`+path.Clean(strings.TrimPrefix(get, "go get "))+`"`)
					}))])
					service.run(t, "go vet ./...")
				})
			}
		})
	}
}

// serviceGets returns the commands that get a package for a service.
func serviceGets(blocks []string) (gets []string) {
	for _, block := range blocks {
		for _, command := range commandsOf(block) {
			if strings.HasPrefix(command, "go get ") && !strings.Contains(command, " -tool ") {
				gets = append(gets, command)
			}
		}
	}
	return gets
}

// TestReadmeVerbs holds the list of verbs to what there is, and the commands that
// the documents show to what errcat help knows.
func TestReadmeVerbs(t *testing.T) {
	var listed []string
	for _, document := range manual {
		blocks := fences(t, filepath.Join(repository(t), document))
		names := shownVerbs(t, document, blocks[""])
		if document == "README.md" {
			listed = names
		}
	}
	for _, v := range verbs() {
		if !slices.Contains(listed, v.name) && v.name != "help" && v.name != "version" {
			t.Errorf("README.md does not list errcat %s", v.name)
		}
	}
}

// shownVerbs returns the verbs that the blocks of a document show, and checks
// that errcat help has each with its flags.
func shownVerbs(t *testing.T, document string, blocks []string) (names []string) {
	t.Helper()
	for line := range strings.Lines(strings.Join(blocks, "")) {
		usage, ok := strings.CutPrefix(line, "errcat ")
		if !ok {
			continue
		}
		usage, _, _ = strings.Cut(usage, "  ")
		name, _, _ := strings.Cut(usage, " ")
		names = append(names, name)
		var help, stderr strings.Builder
		if status := run([]string{"help", name}, nil, &help, &stderr); status != exitOK {
			t.Errorf("%s shows %q: %s", document, usage, stderr.String())
		}
		for _, flag := range regexp.MustCompile(` \[?(-[a-z]+)`).FindAllStringSubmatch(usage, -1) {
			if !strings.Contains(help.String(), "\n  "+flag[1]) {
				t.Errorf("%s shows %q, and errcat help %s does not know %s", document, usage, name, flag[1])
			}
		}
	}
	return names
}

// fences returns the fenced blocks of a Markdown file by language, without the
// indentation of the list that they may stand in.
func fences(t *testing.T, path string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string][]string{}
	fence := regexp.MustCompile("(?ms)^( *)```(\\w*)\n(.*?)^ *```$")
	for _, match := range fence.FindAllStringSubmatch(string(text), -1) {
		var block strings.Builder
		for line := range strings.Lines(match[3]) {
			block.WriteString(strings.TrimPrefix(line, match[1]))
		}
		blocks[match[2]] = append(blocks[match[2]], block.String())
	}
	return blocks
}

// commandsOf returns the lines of a shell block without their comments.
func commandsOf(block string) []string {
	var commands []string
	for line := range strings.Lines(block) {
		command, _, _ := strings.Cut(line, " #")
		if command = strings.TrimSpace(command); command != "" {
			commands = append(commands, command)
		}
	}
	return commands
}

// A place is a directory with the environment of its commands.
type place struct {
	dir string
	env []string
}

// outside returns a place beside this repository, whose go command knows the
// modules of go.sum and this one.
func outside(t *testing.T, repo string) place {
	t.Helper()
	proxy := t.TempDir()
	versions := filepath.Join(proxy, "github.com/asterwise/errcat/@v")
	mod, err := os.ReadFile(filepath.Join(repo, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(versions, "list"), "v0.1.0\n")
	write(t, filepath.Join(versions, "v0.1.0.info"), `{"Version":"v0.1.0"}`)
	write(t, filepath.Join(versions, "v0.1.0.mod"), string(mod))
	zipModule(t, repo, filepath.Join(versions, "v0.1.0.zip"))

	known, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	local := func(dir string) string { return (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir)}).String() }
	return place{t.TempDir(), append(os.Environ(),
		"GOPROXY="+local(proxy)+","+local(filepath.Join(strings.TrimSpace(string(known)), "cache/download")),
		"GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw -trimpath", "GOSUMDB=off", "GOWORK=off", "GOTOOLCHAIN=local")}
}

// zipModule packs the files of this module as a proxy serves them: those of
// other modules inside of it are left out.
func zipModule(t *testing.T, repo, name string) {
	t.Helper()
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := zip.NewWriter(out)
	err = filepath.WalkDir(repo, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == repo {
			return err
		}
		if d.IsDir() {
			_, err := os.Stat(filepath.Join(file, "go.mod"))
			if err == nil || strings.HasPrefix(d.Name(), ".git") || d.Name() == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(repo, file)
		if err != nil {
			return err
		}
		f, err := w.Create("github.com/asterwise/errcat@v0.1.0/" + filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		_, err = f.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// module makes a module with a program.
func (p place) module(t *testing.T, program string) place {
	t.Helper()
	service := place{t.TempDir(), p.env}
	write(t, filepath.Join(service.dir, "go.mod"), "module example.com/service\n\ngo 1.24.0\n")
	write(t, filepath.Join(service.dir, "main.go"), program)
	return service
}

// run runs one command as it is typed.
func (p place) run(t *testing.T, command string) {
	t.Helper()
	words := strings.Fields(command)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir, cmd.Env = p.dir, p.env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}
