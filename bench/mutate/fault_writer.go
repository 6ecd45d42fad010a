package main

func writerFaults() []fault {
	return []fault{
		{"answered-twice", "an error that comes by twice is answered twice", false, []edit{{
			"render/fail.go", "\treturn earlier\n", "\treturn nil\n",
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
