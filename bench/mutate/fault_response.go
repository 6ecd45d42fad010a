package main

func responseFaults() []fault {
	return []fault{
		{"header-not-reset", "headers of the success stay on the error", false, []edit{{
			"render/answer.go", "\t\tx.resetHeader(h, a.Entry)\n", "",
		}}},
		{"reset-left-out-too-often", "a single header of the success stays on the error", false, []edit{{
			"render/headers.go", "if len(h) != 1 || x.before", "if len(h) > 2 || x.before",
		}}},
		{"reset-counts-only", "a header that stands in the place of the request ID stays", false, []edit{{
			"render/headers.go", "return len(id) == 1 && id[0] == x.id", "return len(id) < 100",
		}}},
		{"reset-forgets-outer", "a header of an outer middleware that the handler removed stays away", false, []edit{{
			"render/headers.go", " || x.before != nil {", " {",
		}}},
		{"concealed-header-kept", "a header tells a foreign key from a missing one", false, []edit{{
			"render/headers.go", "\t\tif entry.Concealed() {\n", "\t\tif entry.Concealed() && name == \"\" {\n",
		}}},
		{"trailers-kept", "trailers of the success follow the error", false, []edit{{
			"render/headers.go", "strings.HasPrefix(key, http.TrailerPrefix) || slices.Contains(trailers, name)", "slices.Contains(trailers, \"-\"+name)",
		}}},
		{"stale-retry-after", "a Retry-After that the code does not have", false, []edit{{
			"render/headers.go", `"Trailer", "Retry-After":`, `"Trailer":`,
		}, {
			"render/headers.go", `"Transfer-Encoding", "Retry-After":`, `"Transfer-Encoding":`,
		}}},
		{"stale-etag", "an ETag of the success tells that the thing exists", false, []edit{{
			"render/headers.go", `"Etag", `, "",
		}}},
		{"snapshot-shared", "the header before the exchange is changed with the response's", false, []edit{{
			"render/exchange.go", "x.before = header.Clone()", "x.before = header",
		}}},
		{"no-content-length", "the error has no Content-Length", false, []edit{{
			"render/headers.go", "\t\tvalues.set(h, \"Content-Length\", valueLength, x.renderer.decimal(bodyLength))\n", "",
		}}},
		{"length-of-compressed", "Content-Length is that of the body before compression", false, []edit{{
			"render/answer.go", "\t\t\tlength = -1\n", "\t\t\t_ = length\n",
		}}},
		{"no-challenge", "a 401 without WWW-Authenticate", false, []edit{{
			"render/headers.go", "\t\tvalues.set(h, \"Www-Authenticate\", valueChallenge, challenge)\n", "",
		}}},
		{"no-retry-after", "a wait in the body and none in the header", false, []edit{{
			"render/headers.go", "\tif d.RetryAfter > 0 {\n\t\tvalues.set(", "\tif d.RetryAfter > time.Hour*1e5 {\n\t\tvalues.set(",
		}}},
		{"cacheable", "caches keep the error", false, []edit{{
			"render/headers.go", "\tvalues.set(h, \"Cache-Control\", valueCaching, \"no-store\")\n", "",
		}}},
		{"body-on-head", "HEAD gets a body", false, []edit{{
			"render/answer.go", "if x.request.Method == http.MethodHead {", "if x.request.Method == http.MethodTrace {",
		}}},
		{"buffer-shared", "two responses are written from one buffer", false, []edit{{
			"render/answer.go", "defer r.release(buffer)", "r.release(buffer)",
		}}},
		{"buffer-kept", "one large response is kept in memory for good", false, []edit{{
			"render/answer.go", "if cap(*b) <= r.maxDetails {", "if b != nil {",
		}}},
		{"writer-panic", "a writer that panics ends the request without a report", false, []edit{{
			"render/answer.go", "a.problem(fmt.Errorf(\"write the response: the writer panicked: %s\", printable(v)))", "panic(v)",
		}}},
		{"encoding-writer-kept", "the envelope is compressed and not labelled so", false, []edit{{
			"render/answer.go", "\t\t\ta.past()\n", "\t\t\t_ = a\n",
		}}},
		{"clock-read-local", "the timestamp is not in UTC", false, []edit{{
			"render/timestamp.go", "now.UTC().Format(", "now.Format(",
		}}},
		{"observer-panic", "a panic of the observer breaks the response", false, []edit{{
			"render/event.go", "\tdefer func() { _ = recover() }()\n", "",
		}}},
		{"mapping-panic", "a panic of Options.Map ends the request", false, []edit{{
			"render/decide.go", "\t\tif v := recover(); v != nil {\n\t\t\tmapped, problem = nil,", "\t\tif v := any(nil); v != nil {\n\t\t\tmapped, problem = nil,",
		}}},
		{"request-id-edited", "an error goes out with the request ID that the handler put in its place", false, []edit{{
			"render/headers.go", "return len(id) == 1 && id[0] == x.id", "return len(id) == 1",
		}}},
		{"request-id-twice", "a second request ID stands beside the first", false, []edit{{
			"render/exchange.go", "if present := h[HeaderRequestID]; len(present) != 1 ||", "if present := h[HeaderRequestID]; len(present) == 0 ||",
		}}},
		{"request-id-value-shared", "the headers of two answers have one request ID to write to", true, []edit{{
			"render/exchange.go", "h[HeaderRequestID] = []string{x.id}", "x.values.set(h, HeaderRequestID, valueRequestID, x.id)",
		}}},
		{"message-taken-for-plain", "a filled-in message is sent without escapes", false, []edit{{
			"render/envelope.go", "plain && d.Message == d.Entry.Message())", "plain)",
		}}},
		{"timestamp-stale", "all errors have the time of the first", false, []edit{{
			"render/timestamp.go", "s == nil || s.unix != unix {", "s == nil || s.unix > unix {",
		}}},
		{"timestamp-ahead", "errors have a later time after the clock was set back", false, []edit{{
			"render/timestamp.go", "s == nil || s.unix != unix {", "s == nil || s.unix < unix {",
		}}},
		{"decimal-past-table", "an envelope of a thousand bytes panics", false, []edit{{
			"render/decimal.go", "n > 999 {", "n > 1000 {",
		}}},
		{"answer-past-others", "writers of somebody else's see nothing of the error", false, []edit{{
			"render/answer.go", "\tif own, ok := w.(ownWriter); ok {\n\t\ta.on = own.self()\n\t\ta.direct = a.on == &a.exchange.writer\n\t} else {\n\t\ta.on = innermost(w)\n\t}\n", "\ta.on = innermost(w)\n\ta.direct = a.on == &a.exchange.writer\n",
		}}},
		{"hooks-send", "hooks before the header send it", false, []edit{{
			"render/hooks.go", "(*dryWriter)(own))", "own)",
		}}},
		{"hooks-send-behind", "hooks before the header send it through a writer that holds it back", false, []edit{{
			"render/hooks.go", "&headerOnly{header: header})", "a.hooker.Unwrap())",
		}}},
		{"hooks-header-lost", "what hooks set does not reach a writer that holds the header back", false, []edit{{
			"render/hooks.go", "&headerOnly{header: header})", "&headerOnly{header: http.Header{}})",
		}}},
	}
}
