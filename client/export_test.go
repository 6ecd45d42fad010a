package client

import (
	"context"
	"time"
)

// Record makes a Transport report its pauses in place of taking them.
func (t *Transport) Record(report func(time.Duration)) {
	t.pause = func(_ context.Context, pause time.Duration) error {
		report(pause)
		return nil
	}
}
