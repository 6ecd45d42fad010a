package echo4

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/adapter"
)

// Middleware that commits or rolls back sees every error, also that of a
// panic, whatever stands around it.
func TestMatrixTransactions(t *testing.T) {
	table := newTable("Transactions", "Status on the wire, what was done, records of the observer")
	defer table.print(t)
	for _, tt := range []struct {
		name   string
		around []echo.MiddlewareFunc
		inside []echo.MiddlewareFunc
	}{
		{"alone", nil, nil},
		{"inside of Gzip", []echo.MiddlewareFunc{echomw.Gzip()}, nil},
		{"outside of Gzip", nil, []echo.MiddlewareFunc{echomw.Gzip()}},
		{"inside of WrapMiddleware", []echo.MiddlewareFunc{echo.WrapMiddleware(func(next http.Handler) http.Handler { return next })}, nil},
		{"outside of WrapMiddleware", nil, []echo.MiddlewareFunc{echo.WrapMiddleware(func(next http.Handler) http.Handler { return next })}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table.row(tt.name)
			var done []error
			transaction := func(next echo.HandlerFunc) echo.HandlerFunc {
				return func(c echo.Context) error {
					err := next(c)
					done = append(done, err)
					return err
				}
			}
			s := serve(t, func(e *echo.Echo) { e.Use(slices.Concat(tt.around, []echo.MiddlewareFunc{transaction}, tt.inside)...) })
			for _, f := range failures {
				a := s.get(t, f.path())
				faults := a.faults(&f)
				did := "nothing"
				switch {
				case len(done) != 1:
					faults = append(faults, "not done once")
				case done[0] == nil:
					did = "commit"
				default:
					did = "rollback"
				}
				if want := map[bool]string{true: "commit", false: "rollback"}[f.records() == 0]; did != want {
					faults = append(faults, "not "+want)
				}
				if f.name == "panic" && len(done) == 1 {
					var p *adapter.Panic
					if !errors.As(done[0], &p) || p.Value != secret {
						faults = append(faults, "the panic is no adapter.Panic")
					}
				}
				if f.name == "wrapped" && len(done) == 1 {
					var e *apierr.InsufficientTierError
					if !errors.As(done[0], &e) || !strings.Contains(done[0].Error(), secret) {
						faults = append(faults, "the error is another one")
					}
				}
				done = nil
				table.cell(fmt.Sprintf("%d %s %d", a.status, did, len(a.records)), faults)
				if len(faults) > 0 {
					t.Errorf("%s: %q; answer %v", f.name, faults, a)
				}
			}
		})
	}
}

// A handler for errors that a service puts around ours runs once per failure,
// and with the error as the handler returned it.
func TestMatrixErrorHandlers(t *testing.T) {
	table := newTable("HTTPErrorHandler, wrapped after Install", "Status on the wire, calls, records of the observer")
	defer table.print(t)
	for _, tt := range []struct {
		name  string
		use   []echo.MiddlewareFunc
		guard bool // as Echo's documentation has it, where middleware calls the handler too
	}{
		{"alone", nil, false},
		{"beside Gzip", []echo.MiddlewareFunc{echomw.Gzip()}, false},
		{"beside RequestLogger", first(requestLogger(false)), false},
		{"beside RequestLogger, HandleError, guarded by Committed", first(requestLogger(true)), true},
		{"beside Echo's Recover", []echo.MiddlewareFunc{echomw.Recover()}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table.row(tt.name)
			var handled []error
			s := serve(t, func(e *echo.Echo) {
				e.Use(tt.use...)
				before := e.HTTPErrorHandler
				e.HTTPErrorHandler = func(err error, c echo.Context) {
					if tt.guard && c.Response().Committed {
						return
					}
					handled = append(handled, err)
					before(err, c)
				}
			})
			for _, f := range failures {
				a := s.get(t, f.path())
				faults := a.faults(&f)
				if len(handled) != f.records() && !(tt.guard && f.cut()) {
					faults = append(faults, fmt.Sprintf("not %d", f.records()))
				}
				table.cell(fmt.Sprintf("%d %d %d", a.status, len(handled), len(a.records)), faults)
				handled = nil
				if len(faults) > 0 {
					t.Errorf("%s: %q; answer %v", f.name, faults, a)
				}
			}
		})
	}
}

func first(use func(*testing.T) ([]echo.MiddlewareFunc, func() []int)) []echo.MiddlewareFunc {
	mw, _ := use(nil)
	return mw
}

// Such a handler may translate errors of other packages.
func TestErrorHandlerThatTranslates(t *testing.T) {
	s := serve(t, func(e *echo.Echo) {
		before := e.HTTPErrorHandler
		e.HTTPErrorHandler = func(err error, c echo.Context) {
			if errors.Is(err, sql.ErrNoRows) {
				err = apierr.NewKeyNotFound().WithCause(err)
			}
			before(err, c)
		}
		e.GET("/rows", func(echo.Context) error { return fmt.Errorf("find: %w", sql.ErrNoRows) })
	})
	a := s.get(t, "/rows")
	want := failure{name: "rows", status: 404, code: apierr.CodeKeyNotFound}
	if faults := a.faults(&want); len(faults) > 0 {
		t.Errorf("%q; answer %v", faults, a)
	}
}
