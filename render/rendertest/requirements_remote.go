package rendertest

import (
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/asterwise/errcat/catalog"
)

func remoteRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "remote/passed-whole",
			Rule:   "Another service's error that may pass keeps the message, the details and the wait that it came with; status and page are those of our own catalog.",
			Source: "contract §4 rule 2",
			check: func(t *trial) {
				e := t.carrying(codePass)
				for _, err := range []error{e, fmt.Errorf("call: %w", e), errors.Join(errPlain, e)} {
					t.envelope(t.serve(setup{serve: fails(err)}).get(), expected{
						code: codePass, message: e.message, details: []string{`{"loc":["moon",3],"msg":"busy","input":null}`}, retry: 25,
					})
				}
			},
		},
		{
			Name:   "remote/private",
			Rule:   "Of one that must not pass the client gets nothing: no message, no details, no wait.",
			Source: "contract §4 rule 2, §5",
			check: func(t *trial) {
				t.answered(codeUpstream, fails(t.carrying(codeRetry)))
				t.answered(codeUpstream, fails(fmt.Errorf("call: %w", t.carrying(codeRetry))))
			},
		},
		{
			Name:   "remote/record",
			Rule:   "The observer is told what the other service answered and under which request ID, whether the error passes or not.",
			Source: "contract §5",
			check: func(t *trial) {
				for _, code := range []catalog.Code{codePass, codeRetry} {
					t.seen()
					_ = t.serve(setup{serve: fails(fmt.Errorf("call: %w", t.carrying(code)))}).get()
					params := slog.GroupValue(t.oneEvent().Params...).String()
					if want := "[upstream_status=418 upstream_request_id=req_1]"; params != want {
						t.errorf("the parameters of %q are %s, want %s", code, params, want)
					}
				}
			},
		},
	}
}

// carrying is an error that another service sent, with all that it said, as
// package client decodes it.
type carrying struct {
	*kitError
	message string
}

func (t *trial) carrying(code catalog.Code) *carrying {
	e := t.err(code).details(item{Loc: catalog.Path{"moon", 3}, Msg: "busy"}).after(25 * time.Second)
	return &carrying{e, "12 others come first."}
}

func (e *carrying) RemoteCode() catalog.Code { return e.Entry().Code() }
func (e *carrying) Message() string          { return e.message }
func (e *carrying) Attrs() []slog.Attr {
	return []slog.Attr{slog.Int("upstream_status", 418), slog.String("upstream_request_id", "req_1")}
}

var (
	_ catalog.Error  = (*carrying)(nil)
	_ catalog.Remote = (*carrying)(nil)
)
