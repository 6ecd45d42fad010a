package rendertest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
)

// patience is how long the kit waits for anything before it says so.
const patience = 5 * time.Second

// madeAt is the kit's clock: not UTC and not on a second, to see that both are
// taken care of.
var madeAt = time.Date(2026, 5, 25, 14, 34, 56, 789_000_000, time.FixedZone("somewhere", 2*60*60))

const stamp = "2026-05-25T12:34:56Z"

// A trial is one requirement in the course of being checked.
type trial struct {
	adapter  Adapter
	protocol protocol
	catalog  catalog.Catalog
	problems []string
	clean    []func()

	mu     sync.Mutex
	events []render.Event
}

// gaveUp ends a trial that cannot go on.
type gaveUp struct{}

// try runs a check and returns what it found.
func try(a Adapter, p protocol, check func(t *trial)) (problems []string) {
	t := &trial{adapter: a, protocol: p, catalog: newCatalog()}
	defer func() {
		for _, f := range t.clean {
			f()
		}
	}()
	defer func() {
		if v := recover(); v != nil {
			if _, ok := v.(gaveUp); !ok {
				t.errorf("the adapter panicked: %v", v)
			}
		}
		problems = t.problems
	}()
	check(t)
	return t.problems
}

func (t *trial) errorf(format string, args ...any) {
	t.problems = append(t.problems, fmt.Sprintf(format, args...))
}

func (t *trial) fatalf(format string, args ...any) {
	t.errorf(format, args...)
	panic(gaveUp{})
}

// observe is the observer of the trial's renderers.
func (t *trial) observe(_ context.Context, e render.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.events = append(t.events, e)
}

// seen returns the events so far, and forgets them.
func (t *trial) seen() []render.Event {
	t.mu.Lock()
	defer t.mu.Unlock()
	events := t.events
	t.events = nil
	return events
}

// oneEvent returns the only event so far, and forgets it.
func (t *trial) oneEvent() render.Event {
	events := t.seen()
	if len(events) != 1 {
		t.fatalf("the observer was told of %d failures, want 1", len(events))
	}
	return events[0]
}
