package adapter

import (
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/errtree"
)

// maxFrames bounds the stack that a [Panic] keeps: deep recursion must not
// make one bad request expensive.
const maxFrames = 32

// A Panic is a panic that was recovered from, or a goroutine that ended
// itself with runtime.Goexit.
type Panic struct {
	// Value is what panic was called with, nil for runtime.Goexit.
	Value any

	frames []uintptr
}

// newPanic records the stack of the calling goroutine. It must be called while
// the goroutine still panics, that is by a deferred function.
func newPanic(value any) *Panic {
	var pcs [maxFrames]uintptr
	return &Panic{value, slices.Clone(pcs[:runtime.Callers(3, pcs[:])])}
}

// Error returns the value as text. It is for logs: a value can hold anything.
func (p *Panic) Error() string {
	if p.Value == nil {
		return "goroutine ended itself (runtime.Goexit)"
	}
	return "panic: " + errtree.Text(p.Value)
}

// Stack returns the calls that led to the panic, innermost first, two lines
// each as in a crash report, at most 32 of the goroutine that panicked.
func (p *Panic) Stack() string {
	var b strings.Builder
	frames := runtime.CallersFrames(p.frames)
	for {
		frame, more := frames.Next()
		if frame.Function != "" {
			fmt.Fprintf(&b, "%s\n\t%s:%d\n", frame.Function, frame.File, frame.Line)
		}
		if !more {
			return b.String()
		}
	}
}

// isAbort reports whether a panic value asks to abort the response.
func isAbort(value any) bool {
	err, ok := value.(error)
	if !ok {
		return false
	}
	for err := range errtree.All(err, nil) {
		if err == http.ErrAbortHandler {
			return true
		}
	}
	return false
}
