package main

func adapterFaults() []fault {
	return []fault{
		{"mux-answers", "the mux answers an unknown route itself", false, []edit{{
			"middleware/mux.go", "if pattern != \"\" {", "if pattern != \"\" || probeNothing {",
		}, {
			"middleware/mux.go", "// header is a response writer", "const probeNothing = true\n\n// header is a response writer",
		}}},
		{"no-allow", "a 405 without Allow", false, []edit{{
			"middleware/mux.go", "\t\t\tw.Header()[\"Allow\"] = allow\n", "",
		}}},
		{"id-digits-shifted", "request IDs do not sort by time", false, []edit{{
			"middleware/requestid.go", "b[4] = crockford[id[0]>>5]", "b[4] = crockford[id[15]>>5]",
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
			"middleware/echov4/echov4.go", "\tc.SetRequest(req)\n", "\t_ = req\n",
		}}},
		{"echo-hooks-last", "a Response.Before hook changes the header of an error", false, []edit{{
			"middleware/echov4/response.go", "\tw.Response.WriteHeader(status)\n", "",
		}, {
			"middleware/echov4/response.go", "\tw.Status, w.Committed = status, true\n\tw.Response.Writer.WriteHeader(status)", "\tw.Committed = false\n\tw.Response.WriteHeader(status)",
		}}},
		{"echo-status-stale", "Echo's loggers see status 200 for an error", false, []edit{{
			"middleware/echov4/response.go", "w.Status, w.Committed = status, true", "w.Committed = true",
		}}},
	}
}
