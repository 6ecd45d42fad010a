package echov5

import (
	"net/http"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// binding binds a renderer to Echo.
type binding struct {
	engine *adapter.Engine
}

func bind(r *render.Renderer) *binding { return &binding{engine: r.Engine()} }

// begin takes the request into care unless that was done before. The writer of
// the exchange goes below Echo's response. What is around that, such as a
// compressing writer, may hold back what is written: it is watched, too. The
// writer that begin returns is the outer one.
func (b *binding) begin(c *echo.Context) (x *adapter.Exchange, w http.ResponseWriter) {
	req, top := c.Request(), c.Response()
	if res, err := echo.UnwrapResponse(top); err == nil {
		x, w = b.engine.Begin(res.ResponseWriter, req)
		res.ResponseWriter = w
		if top == http.ResponseWriter(res) {
			return x, w
		}
	}
	x, w = b.engine.Begin(top, req)
	c.SetResponse(w)
	return x, w
}

// serve serves a request with next, and has answered what goes wrong, except
// for the errors that are left to others.
func (b *binding) serve(c *echo.Context, next echo.HandlerFunc, left func(error) bool) error {
	before, _ := echo.UnwrapResponse(c.Response())
	var under http.ResponseWriter
	if before != nil {
		under = before.ResponseWriter
	}
	x, w := b.begin(c)
	top := c.Response()
	// Middleware for net/http, by echo.WrapMiddleware, puts another response on
	// a writer of its own. It knows of no errors, and may begin the response
	// when one comes by: nothing is left to what is around it.
	if before == nil || before.ResponseWriter != under {
		left = nil
	}
	var err error
	handle := func() error {
		err = next(c)
		return err
	}
	failure := x.Try(w, handle, func(f adapter.Failure) {
		// Middleware inside has ended. A writer that it leaves behind, as
		// echo.WrapMiddleware does, may send nothing any more.
		c.SetResponse(top)
		res, own := top.(*echo.Response)
		if own {
			res.ResponseWriter = w
		}
		failed := f.Err
		switch status, plain := f.Err.(adapter.StatusError); {
		case f.Panic != nil:
			failed = f.Panic
		case plain && err == nil: // a router's answer, which is kept from the client
			if own {
				res.Committed, res.Size = false, 0
			}
			failed = echo.NewHTTPError(int(status), "")
		case left != nil && left(failed):
			return
		}
		began := x.Begun() || committed(c)
		c.Echo().HTTPErrorHandler(c, failed)
		switch {
		case x.Failed():
		case !began && (x.Begun() || committed(c)):
			f := failure(c, failed)
			_, restore := failing(c.Response(), &f)
			restore()
			x.Bypassed(f, "echov5.Install")
		default: // nobody has answered
			b.handleError(c, failed)
		}
	})
	return answered(x, failure)
}

func committed(c *echo.Context) bool {
	res, err := echo.UnwrapResponse(c.Response())
	return err == nil && res.Committed
}

// answered gives an error the status that the client got, in the form in which
// loggers and metrics for Echo look for one. The error itself is inside. Of one
// that is left to others the status is Echo's; one that a handler of the
// service's has answered stays as it is.
func answered(x *adapter.Exchange, err error) error {
	status := x.Status()
	switch e, own := err.(*echo.HTTPError); {
	case err == nil, own && e != nil && (e.Code == status || status == 0):
		return err
	case status != 0 && !x.Failed(): // by somebody else
		return err
	case status == 0:
		status = http.StatusNotFound
		if !notFound(err) {
			return err
		}
	}
	e := echo.NewHTTPError(status, http.StatusText(status)).Wrap(err)
	x.HandOn(e)
	return e
}

// handleError answers an error.
func (b *binding) handleError(c *echo.Context, err error) {
	x, _ := b.begin(c)
	f := failure(c, err)
	w, restore := failing(c.Response(), &f)
	defer restore()
	x.Fail(w, f)
}

func failure(c *echo.Context, err error) adapter.Failure {
	if p, ok := err.(*adapter.Panic); ok {
		return adapter.Failure{Panic: p, Request: c.Request(), Route: c.Path()}
	}
	return adapter.Failure{Err: err, Request: c.Request(), Route: c.Path(), Status: status}
}
