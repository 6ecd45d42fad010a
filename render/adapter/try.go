package adapter

import "net/http"

// Try runs fn, which serves the request with w, and hands what goes wrong to
// failed: the error that fn returns, a panic, the end of the goroutine by
// runtime.Goexit, and a router's own 404 or 405, as a [StatusError], which is
// kept from the client. It returns the error of fn, or the [Panic].
//
// The part of an adapter that is nearest to the handler answers, so that all
// middleware around it sees what the client gets. A Try around it, which meets
// the same error again, hands it on only if the answer has got lost.
//
// A panic with http.ErrAbortHandler, also a wrapped one, is not handed on: the
// connection is cut, by a reset where its end would pass for that of the body. If
// [Exchange.Fail] has cut it and somebody recovered from that, it is cut again.
// A Try inside of another leaves the cut to that one, and returns the error:
// middleware between the two has to see the end of the request.
func (x *Exchange) Try(w http.ResponseWriter, fn func() error, failed func(Failure)) (err error) {
	own := innermost(w)
	if own == nil {
		own = &x.writer
	}
	first := own.enter()
	returned := false
	defer func() {
		if returned {
			return
		}
		value := recover()
		own.release()
		inner := own.leave(first)
		switch {
		case value != nil && x.cut.Load():
			if err = http.ErrAbortHandler; !inner {
				x.abort()
			}
		case isAbort(value):
			x.cut.Store(true) // also if somebody recovers from it
			x.abort()
		case value != nil:
			p := newPanic(value)
			err = p
			x.HandOn(p)
			x.tell(failed, Failure{Panic: p}, inner)
		case x.exit(): // panic(nil) has a value, so this is runtime.Goexit
			failed(Failure{Panic: newPanic(nil)})
			_ = x.writer.flushError() // net/http will not; a writer that cannot flush is fine
		}
	}()
	err = fn()
	returned = true
	x.end(own, err, failed, own.leave(first))
	return err
}

// tell hands a failure on. If the response has to be cut, an inner Try lets the
// outer one do so.
func (x *Exchange) tell(failed func(Failure), f Failure, inner bool) {
	if inner {
		defer func() {
			if value := recover(); value != nil && !(value == http.ErrAbortHandler && x.cut.Load()) {
				panic(value)
			}
		}()
	}
	failed(f)
}

// end looks at what fn has left behind.
func (x *Exchange) end(own *writer, err error, failed func(Failure), inner bool) {
	if x.cut.Load() {
		if !inner {
			x.abort()
		}
		return
	}
	state, begun, handed := x.look(own, err)
	switch {
	case err != nil:
		if state.plain.status != 0 {
			own.release()
		}
		if begun && handed != nil && (same(err, handed) || inTree(err, handed)) {
			return
		}
		if p, ok := err.(*Panic); ok {
			x.tell(failed, Failure{Panic: p}, inner)
		} else {
			x.tell(failed, Failure{Err: err}, inner)
		}
	case state.begun() || state.sealed:
	case state.plain.whole:
		failed(Failure{Err: StatusError(own.drop())})
	case state.plain.status != 0:
		own.release()
	default: // the server will write the header
		x.putID(x.writer.Header())
	}
}

// look returns how the response stands, at a writer and at the server, and what
// a Try has handed on before; err is what it hands on next, if there is one.
func (x *Exchange) look(own *writer, err error) (state responseState, begun bool, handed error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	handed = x.handed
	if err != nil {
		x.handed = err
	}
	return own.responseState, x.writer.begun(), handed
}

// HandOn notes which failure a Try has handed on: for an adapter that returns it
// in another form.
func (x *Exchange) HandOn(err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.handed = err
}

// exit notes that the goroutine ends itself. It reports whether that is news.
func (x *Exchange) exit() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	news := !x.exiting
	x.exiting = true
	return news
}
