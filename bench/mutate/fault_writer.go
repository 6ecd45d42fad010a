package main

func writerFaults() []fault {
	return []fault{
		{"answered-twice", "an error that comes by twice is answered twice", false, []edit{{
			"render/fail.go", "containsAny(f.Err, earlier)", "containsAny(f.Err, nil)",
		}}},
		{"wrapped-twice", "an error that comes by wrapped is reported again", false, []edit{{
			"render/fail.go", "range catalog.Tree(err) {", "range catalog.PrunedTree(err, func(error) bool { return true }) {",
		}}},
		{"claim-duplicates", "one error, handed over often, takes the place of all others", false, []edit{{
			"render/fail.go", "if same(err, known) {", "if same(err, known) && len(earlier) == 0 {",
		}}},
		{"claim-unbounded", "new errors in a loop fill the memory", false, []edit{{
			"render/fail.go", "if len(earlier) < maxFailures {", "if maxFailures > 0 {",
		}}},
		{"answer-values-shared", "two answers have one Content-Length", false, []edit{{
			"render/fail.go", "if len(earlier) > 0 { // the answer", "if len(earlier) > maxFailures { // the answer",
		}}},
		{"claim-unlocked", "two goroutines answer the same request", true, []edit{{
			"render/fail.go", "\tx.mu.Lock()\n\tdefer x.mu.Unlock()\n\tearlier =", "\tearlier =",
		}}},
		{"not-sealed", "a handler writes behind the envelope", false, []edit{{
			"render/answer.go", "\tdefer x.seal(w)\n", "",
		}}},
		{"not-cut", "half a response passes for a whole one", false, []edit{{
			"render/fail.go", "\tif cut {\n", "\tif cut && d.Entry == nil {\n",
		}}},
		{"panic-left-begun", "LeaveBegun hides panics too", false, []edit{{
			"render/fail.go", "return f.Panic != nil || !x.renderer.leaveBegun", "return !x.renderer.leaveBegun",
		}}},
		{"complete-too-soon", "a response that is short of its length counts as whole", false, []edit{{
			"render/writer.go", "return s.declared >= 0 && s.written >= s.declared", "return s.declared >= 0",
		}}},
		{"length-unread", "a whole response counts as half a one", false, []edit{{
			"render/writer.go", `header.Get("Content-Length"); length != "" {`, `header.Get("Content-Length"); length == "" {`,
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
			"render/writer.go", "\tw.setID(header)\n", "",
		}}},
		{"request-header-not-replaced", "other loggers see the client's bad request ID", false, []edit{{
			"render/exchange.go", "\tx.values.set(x.request.Header, HeaderRequestID, valueSentID, id)\n", "",
		}}},
		{"request-without-header", "a request made by hand ends in a panic", false, []edit{{
			"render/exchange.go", "\tif x.request.Header == nil { // a request made by hand\n\t\tx.request.Header = http.Header{}\n\t}\n", "",
		}}},
		{"context-lost", "handlers find no request ID in the context", false, []edit{{
			"render/exchange.go", "if key == (contextKey{}) {", "if key == (contextKey{}) && c.exchange == nil {",
		}}},
		{"two-exchanges", "two layers give one request two IDs", false, []edit{{
			"render/exchange.go", "if x := present(w, req); x != nil {", "if x := present(w, req); x != nil && x.id == \"\" {",
		}}},
		{"flusher-hidden", "server-sent events stop working", false, []edit{{
			"render/expose.go", "\tif reaches(w.inner, isFlusher) {\n", "\tif reaches(w.inner, isFlusher) && !reaches(w.inner, isHijacker) {\n",
		}}},
	}
}
