package catalog_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/asterwise/errcat/catalog"
)

// visited is how many errors a walk visits.
func visited(err error) (n int) {
	for range catalog.Tree(err) {
		n++
	}
	return n
}

// bound is the number of errors that a walk visits at most, as documented.
const bound = 32_768

func TestTreeOrder(t *testing.T) {
	a, b, c, d := errors.New("a"), errors.New("b"), errors.New("c"), errors.New("d")
	left := fmt.Errorf("left: %w", a)
	inner := errors.Join(b, c)
	right := fmt.Errorf("right: %w, %w", inner, d)
	root := errors.Join(left, right)

	got := slices.Collect(catalog.Tree(root))
	if want := []error{root, left, a, right, inner, b, c, d}; !slices.Equal(got, want) {
		t.Errorf("visited %q, want %q", got, want)
	}
	for err := range catalog.Tree(root) {
		if err == a {
			break // must not go on
		}
	}
	for err := range catalog.Tree(nil) {
		t.Errorf("the empty tree has %v", err)
	}
}

func TestPrunedTree(t *testing.T) {
	inside, after := errors.New("inside"), errors.New("after")
	leaf := fmt.Errorf("leaf: %w, %w", inside, inside)
	root := errors.Join(fmt.Errorf("above: %w", leaf), after)

	isLeaf := func(err error) bool { return err == leaf }
	got := slices.Collect(catalog.PrunedTree(root, isLeaf))
	if slices.Contains(got, inside) || !slices.Contains(got, leaf) || !slices.Contains(got, after) {
		t.Errorf("visited %q", got)
	}
	if got := slices.Collect(catalog.PrunedTree(leaf, isLeaf)); len(got) != 1 {
		t.Errorf("visited %q, want the leaf alone", got)
	}
	if got, want := slices.Collect(catalog.PrunedTree(root, nil)), slices.Collect(catalog.Tree(root)); !slices.Equal(got, want) {
		t.Errorf("without leaves visited %q, want %q", got, want)
	}
}

// many unwraps to whatever it was given, nils included.
type many []error

func (many) Error() string     { return "many" }
func (m many) Unwrap() []error { return m }

// chain unwraps to its next error, which may be itself.
type chain struct{ next error }

func (*chain) Error() string   { return "chain" }
func (c *chain) Unwrap() error { return c.next }

func TestTreeSkipsNil(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want int
	}{
		{many{}, 1},
		{many(nil), 1},
		{many{nil, nil}, 1},
		{many{nil, io.EOF, nil, nil, many{nil}, io.EOF, nil}, 4},
		{&chain{}, 1},
		{&chain{many{nil, &chain{}}}, 3},
	} {
		if got := visited(tt.err); got != tt.want {
			t.Errorf("%v: visited %d errors, want %d", tt.err, got, tt.want)
		}
	}
}

func TestTreeSurvivesUnwrap(t *testing.T) {
	var typedNil *chain // its Unwrap method panics
	got := slices.Collect(catalog.Tree(many{typedNil, panics{}, io.EOF}))
	if len(got) != 4 || got[3] != io.EOF {
		t.Errorf("visited %d errors, want all 4", len(got))
	}
}

func TestDeepTree(t *testing.T) {
	var err error = newPotGone()
	for range 10_000 {
		err = &chain{err}
	}
	if got := visited(err); got != 10_001 {
		t.Errorf("visited %d errors, want 10001", got)
	}
	if got := catalog.CodeOf(err); got != codePotGone {
		t.Errorf("CodeOf = %q below 10,000 levels", got)
	}

	err = codePotGone
	for range 10_000 {
		err = many{nil, err, nil}
	}
	if got := catalog.CodeOf(err); got != codePotGone {
		t.Errorf("CodeOf = %q below 10,000 joins", got)
	}
}

// The walk ends: counted, not timed.
func TestEndlessTrees(t *testing.T) {
	self := &chain{}
	self.next = self

	two, one := &chain{}, &chain{}
	one.next, two.next = two, one

	join := make(many, 2)
	join[0], join[1] = join, join

	shared := error(io.EOF) // 2^64 paths lead to EOF
	for range 64 {
		shared = errors.Join(shared, shared)
	}

	for name, err := range map[string]error{"itself": self, "each other": one, "a join of itself": join, "shared": shared} {
		if got := visited(err); got != bound {
			t.Errorf("%s: visited %d errors, want %d", name, got, bound)
		}
		if got := catalog.CodeOf(err); got != "" {
			t.Errorf("%s: CodeOf = %q", name, got)
		}
	}
	if got := catalog.CodeOf(many{newPotGone(), self}); got != codePotGone {
		t.Errorf("CodeOf = %q before a cycle", got)
	}
}
