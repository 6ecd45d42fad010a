package errtree_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/errtree"
)

// tree is a walk without the second value.
func tree(err error) iter.Seq[error] {
	return func(yield func(error) bool) {
		for err := range errtree.All(err, nil) {
			if !yield(err) {
				return
			}
		}
	}
}

// panics is an error all of whose methods panic.
type panics struct{}

func (panics) Error() string { panic("secret") }
func (panics) Unwrap() error { panic("secret") }

// visited is how many errors a walk visits.
func visited(err error) (n int) {
	for range tree(err) {
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

	got := slices.Collect(tree(root))
	if want := []error{root, left, a, right, inner, b, c, d}; !slices.Equal(got, want) {
		t.Errorf("visited %q, want %q", got, want)
	}
	for err := range tree(root) {
		if err == a {
			break // must not go on
		}
	}
	for err := range tree(nil) {
		t.Errorf("the empty tree has %v", err)
	}
}

// What is inside of a leaf is visited and said to be; what comes behind the
// leaf is not.
func TestLeaves(t *testing.T) {
	deep, inside, after := errors.New("deep"), errors.New("inside"), errors.New("after")
	leaf := fmt.Errorf("leaf: %w, %w", errors.Join(inside, fmt.Errorf("below: %w", deep)), inside)
	beside := fmt.Errorf("beside: %w", after)
	for name, root := range map[string]error{
		"joined":  errors.Join(fmt.Errorf("above: %w", leaf), beside),
		"chained": fmt.Errorf("%w, %w", fmt.Errorf("%w, %w", leaf, beside), after),
		"twice":   errors.Join(leaf, leaf, after),
	} {
		for err, hidden := range errtree.All(root, func(err error) bool { return err == leaf }) {
			want := err == inside || err == deep || err.Error() == "below: deep" || strings.HasPrefix(err.Error(), "inside\n")
			if hidden != want {
				t.Errorf("%s: %q is inside: %v, want %v", name, err, hidden, want)
			}
		}
	}
	for err, hidden := range errtree.All(leaf, nil) {
		if hidden {
			t.Errorf("without leaves %q is inside of one", err)
		}
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
	got := slices.Collect(tree(many{typedNil, panics{}, io.EOF}))
	if len(got) != 4 || got[3] != io.EOF {
		t.Errorf("visited %d errors, want all 4", len(got))
	}
}

func TestDeepTree(t *testing.T) {
	var err error = io.EOF
	for range 10_000 {
		err = &chain{err}
	}
	if got := visited(err); got != 10_001 {
		t.Errorf("visited %d errors, want 10001", got)
	}
	err = io.EOF
	for range 10_000 {
		err = many{nil, err, nil}
	}
	if got := visited(err); got != 10_001 {
		t.Errorf("visited %d errors below 10,000 joins, want 10001", got)
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
		if got := errtree.Text(err); !strings.Contains(got, "a tree of over 1024 errors") {
			t.Errorf("%s: the text is %.100q", name, got)
		}
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct {
		v    any
		want string
	}{
		{nil, "<nil>"},
		{"text", "text"},
		{struct{ A int }{1}, "{A:1}"},
		{io.EOF, "EOF"},
		{fmt.Errorf("read: %w", io.EOF), "read: EOF"},
		{panics{}, "%!v(PANIC=Error method: secret)"}, // in logs nothing is secret
	} {
		if got := errtree.Text(tt.v); got != tt.want {
			t.Errorf("Text(%T) = %q, want %q", tt.v, got, tt.want)
		}
	}
}
