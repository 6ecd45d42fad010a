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
	held := own.enter()
	returned := false
	defer func() {
		if returned {
			return
		}
		value := recover()
		own.release()
		inner, _ := own.leave(held)
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
	inner, state := own.leave(held)
	x.end(own, state, err, failed, inner)
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
func (x *Exchange) end(own *writer, state responseState, err error, failed func(Failure), inner bool) {
	switch {
	case x.cut.Load():
		if !inner {
			x.abort()
		}
	case err != nil:
		if state.plain.status != 0 {
			own.release()
		}
		if x.handedOn(err) && x.Begun() {
			return
		}
		x.HandOn(err)
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

// HandOn notes which failure a Try has handed on: for an adapter that returns it
// in another form.
func (x *Exchange) HandOn(err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.handed = err
}

// handedOn reports whether that failure is in a tree.
func (x *Exchange) handedOn(err error) bool {
	x.mu.Lock()
	handed := x.handed
	x.mu.Unlock()
	return handed != nil && (same(err, handed) || inTree(err, handed))
}

// exit notes that the goroutine ends itself. It reports whether that is news.
func (x *Exchange) exit() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	news := !x.exiting
	x.exiting = true
	return news
}
