package main

func decisionFaults() []fault {
	return []fault{
		{"error-text-sent", "the message is err.Error(), with the cause", false, []edit{{
			"render/decide.go", "message, details := e.Message(),", "message, details := e.Error(),",
		}}},
		{"concealment-dropped", "a concealed code shows its details and parameters", false, []edit{{
			"render/decide.go", "\tcase entry.Concealed():\n\t\td.byEntry(entry) // whatever the error carries (contract §5)\n\t\treturn\n", "",
		}}},
		{"panic-as-its-value", "a panic with a catalog error answers with that error", false, []edit{{
			"render/decide.go", "\tif f.Panic != nil {\n\t\tr.byRole(d, catalog.RoleInternal)\n",
			"\tif f.Panic != nil {\n\t\tif err, ok := f.Panic.Value.(error); ok && r.byCatalog(d, err, f.Leaf) {\n\t\t\treturn\n\t\t}\n\t\tr.byRole(d, catalog.RoleInternal)\n",
		}}},
		{"success-status-of-framework", "a framework error with status 204 is not an internal error", false, []edit{{
			"middleware/echov4/status.go", "if code < 400 || code > 599 {", "if code < 100 || code > 599 {",
		}, {
			"render/role.go", "if status >= 400 && status < 500 {", "if status >= 100 && status < 500 {",
		}}},
		{"upstream-passed-on", "another service's error is passed on as our own", false, []edit{{
			"render/decide.go", "if !entry.PassUpstream() {", "if entry == nil {",
		}}},
		{"canceled-is-always-client", "a canceled context of our own is called the client's", false, []edit{{
			"render/decide.go", "&& errors.Is(ctx.Err(), context.Canceled)", "&& !errors.Is(ctx.Err(), context.DeadlineExceeded)",
		}}},
		{"methods-panic", "an error whose methods panic ends the request", false, []edit{{
			"render/decide.go", "\t\t\tr.byRole(d, catalog.RoleInternal)\n\t\t\td.Details = catalog.Details{}\n\t\t\td.problem(fmt.Errorf(\"read an error of type %T: its methods panicked\", e))\n", "\t\t\tpanic(v)\n",
		}}},
		{"foreign-message-unclean", "a foreign error type sends any text", false, []edit{{
			"render/decide.go", "message = catalog.Clean(message, catalog.MaxMessage)", "_ = message",
		}}},
		{"unknown-code-unnoticed", "a code of no catalog is answered without a word to the log", false, []edit{{
			"render/decide.go", "\td.problem(fmt.Errorf(\"look up code", "\t_ = (fmt.Errorf(\"look up code",
		}}},
		{"abort-answered", "http.ErrAbortHandler becomes a response", false, []edit{{
			"render/panic.go", "\t\tif isAbort(value) {\n\t\t\tpanic(http.ErrAbortHandler)\n\t\t}\n", "",
		}}},
		{"wrapped-abort-answered", "a wrapped http.ErrAbortHandler becomes a response", false, []edit{{
			"render/panic.go", "range catalog.Tree(err) {", "range catalog.PrunedTree(err, func(error) bool { return true }) {",
		}}},
		{"stack-unbounded", "deep recursion makes a panic expensive", false, []edit{{
			"render/panic.go", "const maxFrames = 32", "const maxFrames = 1 << 14",
		}}},
		{"stack-of-all", "a panic takes the stacks of all goroutines", false, []edit{{
			"render/panic.go", "\tvar b strings.Builder\n\tframes :=", "\tvar b strings.Builder\n\tall := make([]byte, 1<<16)\n\tb.Write(all[:runtime.Stack(all, true)])\n\tframes :=",
		}}},
		{"goexit-unflushed", "runtime.Goexit loses the response", false, []edit{{
			"render/panic.go", "\t\t\t_ = x.writer.flushError() // net/http will not; a writer that cannot flush is fine\n", "",
		}}},
		{"request-id-without-limit", "a request ID of any length is taken over", false, []edit{{
			"render/requestid.go", `if s == "" || len(s) > MaxRequestID {`, `if s == "" {`,
		}}},
		{"request-id-with-cr", "a carriage return in a request ID is echoed", false, []edit{{
			"render/requestid.go", "case c == '.',", "case c == '\\r', c == '.',",
		}}},
		{"request-id-doubled", "one of several X-Request-Id values is taken over", false, []edit{{
			"render/requestid.go", "len(values) != 1 ||", "len(values) == 0 ||",
		}}},
		{"request-id-not-ignored", "IgnoreRequestID does nothing", false, []edit{{
			"render/requestid.go", "\tcase r.ignoreID:\n\t\treturn \"\"\n", "",
		}}},
		{"received-as-own", "another service's error that has an entry is passed on as our own", false, []edit{{
			"render/decide.go", "err.(catalog.Received); !received {", "err.(catalog.Received); !received || true {",
		}}},
		{"stack-withheld", "an observer gets no stack where the default logger prints nothing", false, []edit{{
			"render/panic.go", "if x.renderer.ownLog && !prints", "if !prints",
		}}},
		{"stack-never-logged", "the log of a panic has no stack", false, []edit{{
			"render/panic.go", "!prints(x.request.Context(), slog.LevelError) {", "prints(x.request.Context(), slog.LevelError) {",
		}}},
		{"stack-logger-panic", "a default logger that panics when it is asked ends the request", false, []edit{{
			"render/panic.go", "\tdefer func() { _ = recover() }()\n\treturn slog", "\treturn slog",
		}}},
		{"stack-of-another-context", "a default logger that prints by request gets no stack", false, []edit{{
			"render/panic.go", "prints(x.request.Context(), slog.LevelError)", "prints(x.parent, slog.LevelError)",
		}}},
	}
}
