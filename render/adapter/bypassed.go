package adapter

import "fmt"

// Bypassed tells the observer of a failure that an error handler of the
// service's has answered in place of [Exchange.Fail]; once, for it is a mistake
// of the set-up. Install names the function that sets the right handler, as in
// "echov4.Install".
func (x *Exchange) Bypassed(f Failure, install string) {
	if !x.engine.passed.CompareAndSwap(false, true) {
		return
	}
	if f.Request == nil {
		f.Request = x.request
	}
	d := x.engine.Decide(f.Request, f)
	d.Problems = append(d.Problems, fmt.Errorf("answer an error: the error handler is not the one that %[1]s has set, or did not call it, "+
		"so the client may have got another shape; call %[1]s after it is set, or let it end with the one that was there", install))
	x.report(f, d, Outcome{Status: f.Begun, Begun: f.Begun != 0})
}
