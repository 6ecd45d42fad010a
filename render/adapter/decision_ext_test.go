package adapter_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// silent is a catalog error that panics when a log wants its parameters.
type silent struct{ *failure }

func (silent) Attrs() []slog.Attr { panic("secret") }

// What is for logs does not change a response (contract §8).
func TestAttrsThatPanic(t *testing.T) {
	d := decide(newRenderer(nil, nil).Engine(), silent{fail(broken)})
	if d.Entry != broken || d.Message != broken.Message() || d.Params != nil {
		t.Errorf("answered with %q, message %q", d.Entry.Code(), d.Message)
	}
	if got := fmt.Sprint(d.Problems); !strings.Contains(got, "Attrs panicked") || strings.Contains(got, "secret") {
		t.Errorf("problems are %s", got)
	}
}

// A service that maps errors is never asked about none.
func TestMapErrorOfNothing(t *testing.T) {
	r := newRenderer(&render.Options{MapError: func(_ *http.Request, err error) error {
		_ = err.Error()
		return nil
	}}, nil)
	if d := decide(r.Engine(), nil); d.Entry != internal || len(d.Problems) != 0 {
		t.Errorf("answered with %q, problems %v", d.Entry.Code(), d.Problems)
	}
}

// The advice is one that can be followed: no code may be bound to a success.
func TestStatusThatIsNoError(t *testing.T) {
	for _, status := range []int{-1, 200, 302, 399, 600} {
		d := decide(newRenderer(nil, nil).Engine(), adapter.StatusError(status))
		if got := fmt.Sprint(d.Problems); d.Entry != internal || !strings.Contains(got, "use 400–599") || strings.Contains(got, "statuses:") {
			t.Errorf("%d: answered with %q, problems %s", status, d.Entry.Code(), got)
		}
	}
}
