package past_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/past"
)

// catalog is a catalog file with one code beside internal_error.
func catalog(code string) string {
	return fmt.Sprintf(`catalog: 2
package: apierr
docs_base_url: https://docs.example.com/errors/
pages: pages
roles: {internal: internal_error}
errors:
  internal_error: {status: 500, message: Something went wrong.}
  %s: {status: 404, message: Not there.}
`, code)
}

// put writes a catalog and its pages.
func put(t *testing.T, dir, code string) {
	t.Helper()
	write(t, filepath.Join(dir, "catalog.yaml"), catalog(code))
	if err := os.RemoveAll(filepath.Join(dir, "pages")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "pages", "internal_error.md"), "# Internal Error\n\nSomething went wrong.\n")
	title := strings.ToUpper(code[:1]) + code[1:]
	write(t, filepath.Join(dir, "pages", code+".md"), "# "+title+"\n\nNot there.\n")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
}

func commit(t *testing.T, dir, code string) {
	t.Helper()
	put(t, dir, code)
	git(t, dir, "add", "-A")
	git(t, dir, "commit", "-q", "-m", code)
}

// need skips the test where a program is not installed. CI has them all.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed; CI needs it", program)
		}
		t.Skipf("%s is not installed", program)
	}
}

// origin is a repository whose branch work began at second; main has gone on to
// third since.
func origin(t *testing.T) string {
	t.Helper()
	need(t, "git")
	dir := filepath.Join(t.TempDir(), "origin repository")
	write(t, filepath.Join(dir, "README"), "nothing yet\n")
	git(t, dir, "init", "-q", "-b", "main")
	git(t, dir, "add", "-A")
	git(t, dir, "commit", "-q", "-m", "begin")
	git(t, dir, "tag", "empty")
	commit(t, dir, "first")
	git(t, dir, "tag", "v1")
	commit(t, dir, "second")
	git(t, dir, "switch", "-q", "-c", "work")
	commit(t, dir, "mine")
	git(t, dir, "switch", "-q", "main")
	commit(t, dir, "third")
	return dir
}

func clone(t *testing.T, origin string, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "clone")
	git(t, filepath.Dir(origin), append(append([]string{"clone", "-q"}, args...), "file://"+origin, dir)...)
	return dir
}

// found returns the code that the earlier catalog has, or the error.
func found(dir string, o past.Options) string {
	place, err := past.Find(filepath.Join(dir, "catalog.yaml"), o)
	switch {
	case err != nil:
		return err.Error()
	case place.Catalog == nil:
		return "none"
	}
	for _, e := range place.Catalog.Errors {
		if e.Code != "internal_error" {
			if e.Page == nil {
				return e.Code + " without its page"
			}
			return e.Code
		}
	}
	return "no code"
}

func TestFind(t *testing.T) {
	remote := origin(t)
	whole := clone(t, remote, "-b", "work")
	elsewhere := filepath.Join(t.TempDir(), "other.yaml")
	put(t, filepath.Dir(elsewhere), "other")
	if err := os.Rename(filepath.Join(filepath.Dir(elsewhere), "catalog.yaml"), elsewhere); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, against, want string }{
		{"the merge base", "", "second"},
		{"a tag", "v1", "first"},
		{"a branch", "origin/main", "third"},
		{"an ancestor", "HEAD~2", "first"},
		{"a path of a commit", "v1:catalog.yaml", "first"},
		{"a file", elsewhere, "other"},
	} {
		if got := found(whole, past.Options{Against: tt.against}); got != tt.want {
			t.Errorf("%s: found %q, want %q", tt.name, got, tt.want)
		}
	}
	for against, want := range map[string]string{
		"no-such": `there is neither a file nor a commit "no-such" here; check the name, or get the commit with -fetch, which runs: git fetch --no-tags origin no-such`,
		"empty":   "the commit has no such file",
		"v1:x":    "the commit has no such file",
	} {
		if got := found(whole, past.Options{Against: against}); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", against, got, want)
		}
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "errcat-past-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestShallow: a clone without history says how to get it, gets it, and then
// finds what a whole clone finds.
func TestShallow(t *testing.T) {
	remote := origin(t)
	shallow := clone(t, remote, "--depth", "1", "-b", "work")
	const want = "the history that HEAD has in common with the default branch is not here; get it with -fetch, or with: " +
		"git fetch --no-tags --unshallow origin +HEAD:refs/remotes/origin/HEAD"
	if got := found(shallow, past.Options{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := found(shallow, past.Options{Fetch: true}); got != "second" {
		t.Errorf("fetched: %q, want second", got)
	}
	if got := found(shallow, past.Options{}); got != "second" {
		t.Errorf("after that: %q, want second", got)
	}
	for against, want := range map[string]string{"v1": "first", "main": "third", "origin/main": "third"} {
		again := clone(t, remote, "--depth", "1", "-b", "work")
		if got := found(again, past.Options{Against: against, Fetch: true}); got != want {
			t.Errorf("fetched %s: %q, want %s", against, got, want)
		}
	}
}

// TestShallowCheckout: what a CI system checks out knows one commit, and not
// what origin calls its default branch. The command that it is told works.
func TestShallowCheckout(t *testing.T) {
	remote := origin(t)
	git(t, remote, "branch", "-q", "-m", "main", "trunk")
	dir := filepath.Join(t.TempDir(), "checkout")
	git(t, filepath.Dir(dir), "init", "-q", dir)
	git(t, dir, "remote", "add", "origin", "file://"+remote)
	git(t, dir, "fetch", "-q", "--no-tags", "--depth=1", "origin", "+refs/heads/work:refs/remotes/pull/1/merge")
	git(t, dir, "checkout", "-q", "--detach", "refs/remotes/pull/1/merge")
	_, command, told := strings.Cut(found(dir, past.Options{}), "or with: git ")
	if !told {
		t.Fatalf("no command: %s", found(dir, past.Options{}))
	}
	git(t, dir, strings.Fields(command)...)
	if got := found(dir, past.Options{}); got != "second" {
		t.Errorf("after git %s: %q, want second", command, got)
	}
}

// TestFlag: a name that git would take for a flag runs nothing.
func TestFlag(t *testing.T) {
	dir := clone(t, origin(t))
	ran := filepath.Join(t.TempDir(), "ran")
	for _, against := range []string{"--upload-pack=touch " + ran, "--output=" + ran, "-x:catalog.yaml", ":catalog.yaml"} {
		if got := found(dir, past.Options{Against: against, Fetch: true}); !strings.Contains(got, "is no name of a commit") {
			t.Errorf("%q: got %q", against, got)
		}
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("git ran what the name says")
	}
}

// TestHook: in a hook of a linked work tree git names the repository in the
// environment. The catalog is found below its top all the same.
func TestHook(t *testing.T) {
	remote := origin(t)
	put(t, filepath.Join(remote, "service"), "below")
	git(t, remote, "add", "-A")
	git(t, remote, "commit", "-q", "-m", "below")
	dir := filepath.Join(t.TempDir(), "linked")
	git(t, remote, "worktree", "add", "-q", "--detach", dir)
	t.Setenv("GIT_DIR", filepath.Join(remote, ".git", "worktrees", "linked"))
	t.Setenv("GIT_INDEX_FILE", filepath.Join(remote, ".git", "worktrees", "linked", "index"))
	if got := found(filepath.Join(dir, "service"), past.Options{}); got != "below" {
		t.Errorf("found %q, want below", got)
	}
}

// TestNew: where the commit has no catalog yet, nothing is compared with.
func TestNew(t *testing.T) {
	dir := origin(t)
	git(t, dir, "switch", "-q", "-c", "new", "empty")
	git(t, dir, "branch", "-q", "-f", "main", "empty")
	put(t, dir, "mine")
	if got := found(dir, past.Options{}); got != "none" {
		t.Errorf("got %q", got)
	}
	place, err := past.Find(filepath.Join(dir, "catalog.yaml"), past.Options{})
	if err != nil || !strings.HasSuffix(place.Name, "the merge base of HEAD and main, which has no catalog.yaml") {
		t.Errorf("it is called %q, %v", place.Name, err)
	}
}

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	put(t, dir, "mine")
	if got := found(dir, past.Options{}); got != "the catalog is in no git repository; name a file to compare with: -against FILE" {
		t.Errorf("got %q", got)
	}
	git(t, dir, "init", "-q")
	if got := found(dir, past.Options{}); got != "the repository has no commit yet; name a file to compare with: -against FILE" {
		t.Errorf("got %q", got)
	}
}

// TestModule takes a release from a module proxy.
func TestModule(t *testing.T) {
	proxy := filepath.Join(t.TempDir(), "example.com", "errors", "@v")
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, text := range map[string]string{
		"go.mod": "module example.com/errors\n", "catalog.yaml": catalog("released"),
		"pages/internal_error.md": "# Internal Error\n\nSomething went wrong.\n", "pages/released.md": "# Released\n\nNot there.\n",
	} {
		f, err := w.Create("example.com/errors@v1.0.0/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(proxy, "v1.0.0.zip"), archive.String())
	write(t, filepath.Join(proxy, "v1.0.0.mod"), "module example.com/errors\n")
	write(t, filepath.Join(proxy, "v1.0.0.info"), `{"Version":"v1.0.0"}`)
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(filepath.Dir(filepath.Dir(filepath.Dir(proxy)))))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOFLAGS", "-mod=mod -modcacherw")
	t.Setenv("GOMODCACHE", t.TempDir())
	dir := t.TempDir()
	put(t, dir, "mine")
	write(t, filepath.Join(dir, "go.mod"), "module example.com/mine\n")
	if got := found(dir, past.Options{Against: "example.com/errors@v1.0.0"}); got != "released" {
		t.Errorf("got %q", got)
	}
	if got := found(dir, past.Options{Against: "example.com/errors@v2.0.0"}); !strings.Contains(got, "v2.0.0") {
		t.Errorf("got %q", got)
	}
}

// TestExtends: the earlier catalog is read with what it extends: what the commit
// has of it, and the present files of a submodule or of a place outside.
func TestExtends(t *testing.T) {
	need(t, "sed") // for git submodule, which is a shell script
	dir := origin(t)
	outside := filepath.Join(filepath.Dir(dir), "outside")
	git(t, filepath.Dir(dir), "clone", "-q", dir, outside) // it has a catalog, too
	git(t, dir, "submodule", "-q", "add", "file://"+outside, "module")
	text := strings.ReplaceAll(catalog("base_gone"), "pages: pages\n", "")
	write(t, filepath.Join(dir, "shared", "catalog.yaml"), text)
	for _, ref := range []string{"../shared/catalog.yaml", "../module/catalog.yaml", "../../outside/catalog.yaml"} {
		service := strings.ReplaceAll(catalog("mine"), "roles: {internal: internal_error}\n", "extends: ["+ref+"]\n")
		service = strings.ReplaceAll(service, "  internal_error: {status: 500, message: Something went wrong.}\n", "")
		put(t, filepath.Join(dir, "service"), "mine")
		if err := os.Remove(filepath.Join(dir, "service", "pages", "internal_error.md")); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "service", "catalog.yaml"), service)
		git(t, dir, "add", "-A")
		git(t, dir, "commit", "-q", "-m", ref)
		if got := found(filepath.Join(dir, "service"), past.Options{Against: "HEAD"}); got != "mine" {
			t.Errorf("%s: found %q, want mine", ref, got)
		}
	}
	if err := os.RemoveAll(outside); err != nil {
		t.Fatal(err)
	}
	got := found(filepath.Join(dir, "service"), past.Options{Against: "HEAD"})
	if !strings.Contains(got, `:service/catalog.yaml:5:11: catalog "../../outside/catalog.yaml" does not exist`) || strings.Contains(got, "errcat-past") {
		t.Errorf("without it: got %q", got)
	}
}
