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
// A panic with http.ErrAbortHandler, also a wrapped one, is not handed on: it
// continues as http.ErrAbortHandler, for net/http to cut the connection. If
// [Exchange.Fail] has cut it and somebody recovered from that, it is cut again.
func (x *Exchange) Try(w http.ResponseWriter, fn func() error, failed func(Failure)) (err error) {
	own := innermost(w)
	if own == nil {
		own = &x.writer
	}
	held := own.hold(true)
	returned := false
	defer func() {
		if returned {
			return
		}
		value := recover()
		own.hold(held)
		own.release()
		switch {
		case isAbort(value), value != nil && x.isCut():
			x.abort()
		case value != nil:
			p := newPanic(value)
			x.handOn(p)
			failed(Failure{Panic: p})
			err = p
		case x.exit(): // panic(nil) has a value, so this is runtime.Goexit
			failed(Failure{Panic: newPanic(nil)})
			_ = x.writer.flushError() // net/http will not; a writer that cannot flush is fine
		}
	}()
	err = fn()
	returned = true
	own.hold(held)
	x.end(own, err, failed)
	return err
}

// end looks at what fn has left behind.
func (x *Exchange) end(own *writer, err error, failed func(Failure)) {
	switch state := own.state(); {
	case x.isCut():
		x.abort()
	case err != nil:
		own.release()
		if x.handedOn(err) && x.Begun() {
			return
		}
		x.handOn(err)
		if p, ok := err.(*Panic); ok {
			failed(Failure{Panic: p})
		} else {
			failed(Failure{Err: err})
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

// handOn notes which failure a Try has handed on.
func (x *Exchange) handOn(err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.handed = err
}

// handedOn reports whether that failure is in a tree.
func (x *Exchange) handedOn(err error) bool {
	x.mu.Lock()
	handed := x.handed
	x.mu.Unlock()
	return handed != nil && inTree(err, handed)
}

func (x *Exchange) isCut() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.cut
}

// exit notes that the goroutine ends itself. It reports whether that is news.
func (x *Exchange) exit() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	news := !x.exiting
	x.exiting = true
	return news
}
