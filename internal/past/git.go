package past

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A repository is a git repository.
type repository struct {
	top string // its work tree, without symbolic links
}

// open finds the repository of a directory.
func open(dir string) (*repository, error) {
	r := &repository{top: dir}
	top, err := r.git("rev-parse", "--show-toplevel")
	var missing *exec.Error
	if errors.As(err, &missing) {
		return nil, errors.New("there is no git command; install git, or name a file to compare with: -against FILE")
	}
	if err != nil {
		return nil, errors.New("the catalog is in no git repository; name a file to compare with: -against FILE")
	}
	r.top = top
	return r, nil
}

// git runs a command and returns what it prints, without the line's end.
func (r *repository) git(args ...string) (string, error) {
	out, err := r.raw(nil, args...)
	return strings.TrimRight(string(out), "\r\n"), err
}

func (r *repository) raw(stdin []byte, args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = r.top
	cmd.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Env = append(environ(), "LC_ALL=C", "GIT_TERMINAL_PROMPT=0")
	out, err := cmd.Output()
	if err != nil && stderr.Len() > 0 {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return out, err
}

// environ is the environment without what names a repository: the catalog's is
// the one that it lies in. In hooks git names one, and without a work tree, so
// that any directory would pass for the top.
func environ() []string {
	return slices.DeleteFunc(os.Environ(), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}, name)
	})
}

// inside returns the slash-separated path of a file below the top.
func (r *repository) inside(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(absolute))
	if err != nil {
		return "", err
	}
	name, err := filepath.Rel(r.top, filepath.Join(dir, filepath.Base(absolute)))
	if err != nil || !filepath.IsLocal(name) {
		return "", fmt.Errorf("%s is not below %s, the top of its repository", path, r.top)
	}
	return filepath.ToSlash(name), nil
}

// has reports whether a name stands for a commit that is here.
func (r *repository) has(name string) bool {
	_, err := r.git("rev-parse", "--verify", "--quiet", name+"^{commit}")
	return err == nil
}

func (r *repository) shallow() bool {
	out, err := r.git("rev-parse", "--is-shallow-repository")
	return err == nil && out == "true"
}

// commit returns the commit that a name stands for.
func (r *repository) commit(ref string, fetch bool) (string, error) {
	if ref == "" || strings.HasPrefix(ref, "-") { // git would take it for a flag
		return "", fmt.Errorf("%q is no name of a commit; write -against REF or REF:PATH", ref)
	}
	if !r.has(ref) && fetch {
		if _, err := r.git(r.fetchArgs(ref)...); err != nil {
			return "", fmt.Errorf("get %q from origin: %w", ref, err)
		}
		if !r.has(ref) {
			ref = "FETCH_HEAD"
		}
	}
	if !r.has(ref) {
		return "", fmt.Errorf("there is neither a file nor a commit %q here; check the name, or get the commit with -fetch, which runs: git %s",
			ref, strings.Join(r.fetchArgs(ref), " "))
	}
	return r.git("rev-parse", "--verify", ref+"^{commit}")
}

// fetchArgs are those by which git gets one commit, without history that a
// shallow clone has not either. Origin knows its branches without its own name.
func (r *repository) fetchArgs(ref string) []string {
	args := []string{"fetch", "--no-tags"}
	if r.shallow() {
		args = append(args, "--depth=1")
	}
	return append(args, "origin", strings.TrimPrefix(ref, "origin/"))
}

// base returns the merge base of HEAD and the default branch: what the present
// work began from. What others have added to the branch since is not in it.
func (r *repository) base(fetch bool) (commit, label string, err error) {
	if !r.has("HEAD") {
		return "", "", errors.New("the repository has no commit yet; name a file to compare with: -against FILE")
	}
	branch := r.branch()
	commit, known := r.mergeBase(branch)
	if !known && fetch {
		if branch, err = r.deepen(); err != nil {
			return "", "", err
		}
		commit, known = r.mergeBase(branch)
	}
	switch {
	case known:
		return commit, commit[:min(len(commit), 9)] + ", the merge base of HEAD and " + branch, nil
	case branch == "" && !r.shallow():
		return "", "", errors.New("there is no default branch here (origin/HEAD, main, master); name what to compare with: -against REF")
	default:
		return "", "", fmt.Errorf("the history that HEAD has in common with the default branch is not here; get it with -fetch, or with: %s",
			"git "+strings.Join(r.deepenArgs(strings.TrimPrefix(branch, "origin/")), " "))
	}
}

// branch returns the default branch, "" where nothing says which it is.
func (r *repository) branch() string {
	if ref, err := r.git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"); err == nil && r.has(ref) {
		return ref
	}
	for _, name := range []string{"origin/HEAD", "origin/main", "origin/master", "main", "master"} {
		if r.has(name) {
			return name
		}
	}
	return ""
}

func (r *repository) mergeBase(branch string) (string, bool) {
	if branch == "" {
		return "", false
	}
	commit, err := r.git("merge-base", "HEAD", branch)
	return commit, err == nil && commit != ""
}

// deepen gets the whole history of HEAD and of the default branch, which it
// asks origin for.
func (r *repository) deepen() (branch string, err error) {
	out, err := r.git("ls-remote", "--symref", "origin", "HEAD")
	if err != nil {
		return "", fmt.Errorf("ask origin for its default branch: %w", err)
	}
	first, _, _ := strings.Cut(out, "\n")
	name, found := strings.CutPrefix(strings.TrimSuffix(first, "\tHEAD"), "ref: refs/heads/")
	if !found {
		return "", errors.New("origin does not say what its default branch is; name what to compare with: -against REF")
	}
	if _, err := r.git(r.deepenArgs(name)...); err != nil {
		return "", fmt.Errorf("get the history of %q from origin: %w", name, err)
	}
	return "origin/" + name, nil
}

// deepenArgs are those by which git gets the whole history of HEAD and of a
// branch of origin, "" for its default branch.
func (r *repository) deepenArgs(branch string) []string {
	refs := "+HEAD:refs/remotes/origin/HEAD"
	if branch != "" {
		refs = "+refs/heads/" + branch + ":refs/remotes/origin/" + branch
	}
	args := []string{"fetch", "--no-tags"}
	if r.shallow() {
		args = append(args, "--unshallow")
	}
	return append(args, "origin", refs)
}
