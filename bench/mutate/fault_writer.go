package main

func writerFaults() []fault {
	return []fault{
		{"answered-twice", "an error that comes by twice is answered twice", false, []edit{{
			"render/fail.go", "had.haveIn(f.Err)", "had.haveIn(nil)",
		}}},
		{"wrapped-twice", "an error that comes by wrapped is reported again", false, []edit{{
			"render/failures.go", "range catalog.Tree(err) {", "range catalog.PrunedTree(err, func(error) bool { return true }) {",
		}}},
		{"claim-duplicates", "one error, handed over often, takes the place of all others", false, []edit{{
			"render/failures.go", " && !had.have(err) {", " {",
		}}},
		{"claim-unbounded", "new errors in a loop fill the memory", false, []edit{{
			"render/failures.go", "had.len() < maxFailures && ", "",
		}}},
		{"answer-values-shared", "two answers have one Content-Length", false, []edit{{
			"render/fail.go", "if had.err != nil { // the answer", "if had.len() > maxFailures { // the answer",
		}}},
		{"claim-unlocked", "two goroutines answer the same request", true, []edit{{
			"render/fail.go", "\tx.mu.Lock()\n\tdefer x.mu.Unlock()\n\tstate :=", "\tstate :=",
		}}},
		{"not-sealed", "a handler writes behind the envelope", false, []edit{{
			"render/writer.go", "w.status, w.sealed = int32(status), true", "w.status = int32(status)",
		}}},
		{"not-cut", "half a response passes for a whole one", false, []edit{{
			"render/fail.go", "\tif cut {\n", "\tif cut && a.Entry == nil {\n",
		}}},
		{"panic-left-begun", "LeaveBegun hides panics too", false, []edit{{
			"render/fail.go", "return f.Panic != nil || !x.renderer.leaveBegun", "return !x.renderer.leaveBegun",
		}}},
		{"complete-too-soon", "a response that is short of its length counts as whole", false, []edit{{
			"render/writer.go", "return s.missing == 0", "return s.missing >= 0",
		}}},
		{"length-unread", "a whole response counts as half a one", false, []edit{{
			"render/writer.go", `header["Content-Length"]; len(length) > 0 {`, `header["Content-Length"]; len(length) > 1 {`,
		}}},
		{"early-hints-begin", "an error after 103 is lost", false, []edit{{
			"render/writer.go", "\tcase status < 200 && status != http.StatusSwitchingProtocols: // more is to come\n\t\treturn true\n", "",
		}}},
		{"flush-unseen", "an error after a flush is written behind the success", false, []edit{{
			"render/writer.go", "\tif err == nil && !begun {\n", "\tif err != nil && !begun {\n",
		}}},
		{"hijack-unseen", "an error is written to a hijacked connection", false, []edit{{
			"render/writer.go", "\t\tw.hijacked = true\n", "",
		}}},
		{"request-id-overwritten", "a handler can replace the request ID of the response", false, []edit{{
			"render/writer.go", "\tx.putID(header)\n", "",
		}}},
		{"request-header-not-replaced", "other loggers see the client's bad request ID", false, []edit{{
			"render/exchange.go", "\tx.values.set(x.request.Header, HeaderRequestID, valueSentID, id)\n", "",
		}}},
		{"request-without-header", "a request made by hand ends in a panic", false, []edit{{
			"render/exchange.go", "\tif x.request.Header == nil { // a request made by hand\n\t\tx.request.Header = http.Header{}\n\t}\n", "",
		}}},
		{"context-lost", "handlers find no request ID in the context", false, []edit{{
			"render/exchange.go", "if key == (contextKey{}) {", "if key == (contextKey{}) && c.renderer == nil {",
		}}},
		{"two-exchanges", "two layers give one request two IDs", false, []edit{{
			"render/exchange.go", "if x := present(w, req); x != nil {", "if x := present(w, req); x != nil && x.id == \"\" {",
		}}},
		{"flusher-hidden", "server-sent events stop working", false, []edit{{
			"render/expose.go", "\tif reaches(w.inner, isFlusher) {\n", "\tif reaches(w.inner, isFlusher) && !reaches(w.inner, isHijacker) {\n",
		}}},
		{"begun-meanwhile-overwritten", "an envelope is written behind the response that another goroutine has begun meanwhile", false, []edit{{
			"render/writer.go", "\tif w.begun() {\n\t\treturn w.responseState\n\t}\n\tw.status", "\tw.status",
		}}},
		{"begun-meanwhile-not-cut", "half a response of another goroutine passes for a whole one", false, []edit{{
			"render/fail.go", "\t\t\tcut = x.mustCut(state, &f)\n\t\t}\n", "\t\t}\n",
		}}},
		{"begun-meanwhile-unnoticed", "the observer is told that the client got an error which it did not get", false, []edit{{
			"render/answer.go", "return begun, false\n\t\t}\n\t\tw =", "return responseState{}, false\n\t\t}\n\t\tw =",
		}}},
		{"taken-unlocked", "two goroutines take the same response", true, []edit{{
			"render/writer.go", "\tw.exchange.mu.Lock()\n\tdefer w.exchange.mu.Unlock()\n\tif w.begun() {", "\tif w.begun() {",
		}}},
		{"not-sealed-behind", "a handler writes behind the envelope, past a writer of somebody else's", false, []edit{{
			"render/answer.go", "\t\tdefer a.on.seal()\n", "",
		}}},
		{"held-unseen", "a response that a writer of somebody else's holds does not count as begun", false, []edit{{
			"render/fail.go", "\t\tstate = held\n", "\t\t_ = held\n",
		}}},
		{"length-exceeded", "a body longer than its length counts as half of one", false, []edit{{
			"render/writer.go", "w.missing = max(0, w.missing-n)", "w.missing -= n",
		}}},
		{"flush-without-id", "a response begun by a flush has the handler's request ID", false, []edit{{
			"render/writer.go", "\t\tw.exchange.putID(w.inner.Header())\n", "",
		}}},
		{"failures-forgotten", "a failure is forgotten when the third one comes", false, []edit{{
			"render/failures.go", "failures{err, &earlier}", "failures{err, earlier.earlier}",
		}}},
		{"failures-by-type", "another error of the same type goes unreported", false, []edit{{
			"render/failures.go", "reflect.Pointer {\n\t\treturn a == b", "reflect.Pointer {\n\t\treturn true",
		}}},
		{"failures-compared", "an error that cannot be compared ends the request", false, []edit{{
			"render/failures.go", "if va.Comparable() && vb.Comparable() {", "if va.Comparable() || vb.Comparable() || true {",
		}}},
		{"no-failure-forgotten", "the answer to a Failure without an error shares its header values with the next", false, []edit{{
			"render/failures.go", "\tcase err == nil: // a mistake of the caller's, answered all the same\n\t\terr = Status(0)\n", "",
		}}},
	}
}
