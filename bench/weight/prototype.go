package main

import (
	"fmt"
	"strings"
)

// prototype is the Go package that the generated one is held against, with the
// kernel that it needs: a struct for each code around the kernel's type, a
// variable that is laid out at compile time, a constructor and WithCause. It
// has no constants, no lookup, no waits, no parameters, no details and no
// comments. It stays as it is, so that a change of the real kernel shows.
func prototype(all []sample) map[string]string {
	var b strings.Builder
	b.WriteString("package prototype\n\nimport \"" + service + "/prototype/kernel\"\n")
	for _, s := range all {
		name := strings.ReplaceAll(s.title, " ", "")
		typ := strings.TrimSuffix(name, "Error") + "Error"
		fmt.Fprintf(&b, `
type %[2]s struct{ kernel.Base }

var err%[1]s = %[2]s{kernel.Base{Row: &kernel.Row{
	Code:    %[3]q,
	Status:  %[4]d,
	Title:   %[5]q,
	Message: %[6]q,
	DocURL:  %[7]q,
}}}

func New%[1]s() *%[2]s { return &err%[1]s }

func (e *%[2]s) WithCause(cause error) *%[2]s { return &%[2]s{kernel.With(e.Base, cause)} }
`, name, typ, s.code, s.status, s.title, s.message, "https://docs.example.com/reference/errors/"+s.code)
	}
	return map[string]string{"prototype/prototype.go": b.String(), "prototype/kernel/kernel.go": prototypeKernel}
}

// prototypeKernel has the methods that an error of a catalog needs, each in
// the shortest form.
const prototypeKernel = `package kernel

import (
	"log/slog"
	"time"
)

type Code string

func (c Code) Error() string { return string(c) }

type Row struct {
	Code                   Code
	Title, Message, DocURL string
	Status                 int
	RetryAfter             time.Duration
}

type Base struct {
	Row     *Row
	Cause   error
	After   time.Duration
	Values  any
	Objects []any
}

func With(b Base, cause error) Base {
	b.Cause = cause
	return b
}

func (b *Base) Entry() *Row         { return b.Row }
func (b *Base) StatusCode() int     { return b.Row.Status }
func (b *Base) Message() string     { return b.Row.Message }
func (b *Base) Details() []any      { return b.Objects }
func (b *Base) Params() any         { return b.Values }
func (b *Base) Unwrap() error       { return b.Cause }
func (b *Base) Error() string       { return string(b.Row.Code) + ": " + b.Row.Message }
func (b *Base) Is(target error) bool { return target == b.Row.Code }

func (b *Base) RetryAfter() time.Duration {
	if b.After > 0 {
		return b.After
	}
	return b.Row.RetryAfter
}

func (b *Base) LogValue() slog.Value {
	return slog.GroupValue(slog.String("code", string(b.Row.Code)), slog.Any("cause", b.Cause))
}
`
