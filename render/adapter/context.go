package adapter

import (
	"context"
	"fmt"
	"reflect"
	"time"
)

// exchangeContext is an exchange as the context of its request.
type exchangeContext Exchange

type contextKey struct{}

func (c *exchangeContext) Deadline() (time.Time, bool) { return c.parent.Deadline() }
func (c *exchangeContext) Done() <-chan struct{}       { return c.parent.Done() }
func (c *exchangeContext) Err() error                  { return c.parent.Err() }

func (c *exchangeContext) Value(key any) any {
	if key == (contextKey{}) {
		return (*Exchange)(c)
	}
	return c.parent.Value(key)
}

// String names the context as those of package context do: what is printed
// for debugging holds nothing of the request.
func (c *exchangeContext) String() string {
	parent := reflect.TypeOf(c.parent).String()
	if s, ok := c.parent.(fmt.Stringer); ok {
		parent = s.String()
	}
	return parent + ".WithExchange"
}

// FromContext returns the exchange of the request that ctx belongs to, nil if
// there is none.
func FromContext(ctx context.Context) *Exchange {
	x, _ := ctx.Value(contextKey{}).(*Exchange)
	return x
}
