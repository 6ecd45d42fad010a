package main

func adapterFaults() []fault {
	return []fault{
		{"id-digits-shifted", "request IDs do not sort by time", false, []edit{{
			"middleware/requestid.go", "for i := 16; i >= 4; i-- {", "for i := 4; i <= 16; i++ {",
		}}},
		{"id-of-lower-case", "request IDs are not Crockford's base32", false, []edit{{
			"middleware/requestid.go", `"0123456789ABCDEFGHJKMNPQRSTVWXYZ"`, `"0123456789ABCDEFGHIJKLMNOPQRSTUV"`,
		}}},
		{"echo-status-of-hints", "Echo's Committed is believed after 103", false, []edit{{
			"middleware/echov4/echov4.go", "(res.Status >= 200 ||", "(res.Status >= 100 ||",
		}}},
		{"echo-committed-ignored", "an envelope is written behind a response of Echo's", false, []edit{{
			"middleware/echov4/echov4.go", "\t\t\tf.Begun = res.Status\n", "\t\t\tf.Begun = 0\n",
		}}},
		{"echo-writer-left", "an error goes to a writer that a middleware has left behind", false, []edit{{
			"middleware/echov4/echov4.go", "\t\t\t\tc.SetResponse(res)\n\t\t\t\tres.Writer = w\n", "\t\t\t\t_, _ = res, w\n",
		}}},
		{"echo-sentinel-insides", "SetInternal on a shared error changes every request", false, []edit{{
			"middleware/echov4/echov4.go", "return ok && shared[e]", "return ok && shared[e] && e.Code == 0",
		}}},
		{"echo-panic-as-error", "a panic is not told from an error", false, []edit{{
			"middleware/echov4/echov4.go", "if p, ok := err.(*render.Panic); ok {", "if p, ok := err.(*render.Panic); ok && p.Value == nil {",
		}}},
		{"echo-request-not-set", "Echo's handlers see the request without its ID", false, []edit{{
			"middleware/echov4/echov4.go", "\t\tc.SetRequest(own)\n", "\t\t_ = own\n",
		}}},
		{"echo-hooks-last", "a Response.Before hook changes the header of an error", false, []edit{{
			"middleware/echov4/response.go", "\tw.Response.WriteHeader(status)\n", "",
		}, {
			"middleware/echov4/response.go", "\tw.Status, w.Committed = status, true\n\tw.Response.Writer.WriteHeader(status)", "\tw.Committed = false\n\tw.Response.WriteHeader(status)",
		}}},
		{"echo-status-stale", "Echo's loggers see status 200 for an error", false, []edit{{
			"middleware/echov4/response.go", "w.Status, w.Committed = status, true", "w.Committed = true",
		}}},
		{"id-bit-lost", "a request ID is no UUID any more", false, []edit{{
			"middleware/requestid.go", "(high<<4|low)&0x1f", "(high<<3|low)&0x1f",
		}}},
		{"id-text-from-start", "the request IDs of one text are all the same", false, []edit{{
			"middleware/requestid.go", "s.text.String()[start:]", "s.text.String()[start%len(text):][:len(text)]",
		}}},
		{"id-text-without-end", "who keeps one request ID keeps all", false, []edit{{
			"middleware/requestid.go", "if s.text.Cap()-s.text.Len() < len(text) {", "if s.text.Cap() < len(text) {",
		}}},
		{"id-source-shared", "two goroutines make request IDs with one source", true, []edit{{
			"middleware/requestid.go", "\ttext := formatID(uuid.Must(uuid.NewV7FromReader(s.random", "\tm.sources.Put(s)\n\ttext := formatID(uuid.Must(uuid.NewV7FromReader(s.random",
		}, {
			"middleware/requestid.go", "\tm.sources.Put(s)\n\treturn id", "\treturn id",
		}}},
		{"id-source-unseeded", "request IDs can be guessed", false, []edit{{
			"middleware/requestid.go", "crand.Read(seed[:])", "crand.Read(seed[:0])",
		}}},
		{"echo-response-left", "Echo's response stays on a writer further in, past the exchange's", false, []edit{{
			"middleware/echov4/echov4.go", "\t\tres.Writer = below\n", "\t\t_ = below\n",
		}}},
		{"echo-hooks-again", "Echo's log warns of an error after a 1xx", false, []edit{{
			"middleware/echov4/response.go", "\tif w.Committed {\n\t\treturn // they have run\n\t}\n", "",
		}}},
		{"echo-hooks-keep-dry", "the error goes where Echo's hooks wrote, into nothing", false, []edit{{
			"middleware/echov4/response.go", "defer func() { w.Response.Writer = below }()", "defer func() { _ = below }()",
		}}},
	}
}
