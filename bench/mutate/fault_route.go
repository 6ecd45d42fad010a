package main

func routeFaults() []fault {
	return []fault{
		{"mux-answers", "the mux answers an unknown route itself", false, []edit{{
			"render/route.go", "(status < 400 ||", "(status < 600 ||",
		}}},
		{"mux-answers-behind", "the mux answers an unknown route itself behind a writer of somebody else's", false, []edit{{
			"render/route.go", "if void.status < 400 {", "if void.status < 600 {",
		}}},
		{"no-allow", "a 405 without Allow", false, []edit{{
			"render/headers.go", `"Transfer-Encoding", "Trailer", "Retry-After":`, `"Transfer-Encoding", "Trailer", "Retry-After", "Allow":`,
		}}},
		{"no-allow-behind", "a 405 without Allow behind a writer of somebody else's", false, []edit{{
			"render/route.go", "\t\tw.Header()[\"Allow\"] = allow\n", "",
		}}},
		{"handler-refused", "a handler's own 404 is taken for the mux's", false, []edit{{
			"render/route.go", " || x.request.Pattern != \"\" || !x.unrouted(&x.request)):", "):",
		}}},
		{"nested-mux-refused", "the 404 of a mux inside the mux is taken for the outer one's", false, []edit{{
			"render/route.go", "x.request.Pattern != \"\" || !x.unrouted(&x.request)", "x.request.Pattern != \"\"",
		}}},
		{"redirect-refused", "the mux's redirect to a cleaner path becomes an error", false, []edit{{
			"render/route.go", "(status < 400 ||", "(status < 300 ||",
		}}},
		{"redirect-refused-behind", "the same behind a writer of somebody else's", false, []edit{{
			"render/route.go", "if void.status < 400 {", "if void.status < 300 {",
		}}},
		{"refused-status-lost", "the mux's 404 is answered as an internal error", false, []edit{{
			"render/route.go", "\tcase x.refused == 0:\n", "\tdefault:\n",
		}}},
		{"refused-kept", "what comes after a refusal of the mux is dropped", false, []edit{{
			"render/route.go", "x.unrouted, x.refused = nil, 0", "x.unrouted = nil",
		}}},
		{"unrouted-kept", "the envelope for an unknown route is dropped as the mux's own answer", false, []edit{{
			"render/route.go", "x.unrouted, x.refused = nil, 0", "x.refused = 0",
		}}},
		{"copied-request-routed-once", "a mux behind http.StripPrefix is asked for the path with the prefix", false, []edit{{
			"render/route.go", "if r != &x.request || innermost(w) != &x.writer {", "if innermost(w) != &x.writer {",
		}}},
		{"held-response-routed-once", "the mux's 404 comes out of a buffer when nobody looks any more", false, []edit{{
			"render/route.go", "if r != &x.request || innermost(w) != &x.writer {", "if r != &x.request {",
		}}},
	}
}
