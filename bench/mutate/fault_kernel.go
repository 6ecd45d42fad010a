package main

func kernelFaults() []fault {
	return []fault{
		{"retry-rounded-down", "Retry-After ends before the wait does", false, []edit{{
			"catalog/error.go", "return (d + time.Second - 1) / time.Second * time.Second", "return d / time.Second * time.Second",
		}}},
		{"retry-not-clamped", "a response asks for a wait of years", false, []edit{{
			"catalog/error.go", "return MaxRetryAfter\n", "return d\n",
		}}},
		{"message-from-log-value", "the message shows the cause", false, []edit{{
			"catalog/base.go", "return fill(b.entry, b.params, b.RetryAfter())", "return fill(b.entry, b.params, b.RetryAfter()) + b.LogValue().String()",
		}}},
		{"wait-where-none-helps", "a code that is never retried names a wait", false, []edit{{
			"catalog/base.go", "case b.entry.Retry() != RetryAfterDelay || b.after < 0:", "case b.after < 0:",
		}}},
		{"unbounded-tree", "a cycle of errors hangs the request", false, []edit{{
			"catalog/tree.go", "for range maxTree {", "for {",
		}}},
		{"shallow-tree", "an error under 10,000 others is not found", false, []edit{{
			"catalog/tree.go", "const maxTree = 1 << 15", "const maxTree = 1 << 12",
		}}},
		{"unwrap-panic", "an Unwrap method that panics changes the response", false, []edit{{
			"catalog/tree.go", "\t\tif recover() != nil {\n\t\t\tmany, one = nil, nil\n\t\t}\n", "",
		}}},
		{"detail-panic", "a MarshalJSON method that panics ends the request", false, []edit{{
			"catalog/details.go", "\tdefer func() {\n\t\tif v := recover(); v != nil {\n\t\t\terr = fmt.Errorf(\"encoding panicked: %v\", printable(v))\n\t\t}\n\t}()\n", "",
		}}},
		{"detail-overwritten", "who appends to one item of the details writes over the next", false, []edit{{
			"catalog/details.go", "d.json[start:end:end]", "d.json[start:end]",
		}}},
		{"details-without-limit", "details of any size are sent", false, []edit{{
			"catalog/details.go", "+len(\"]\") > limit {", "+len(\"]\") < 0 {",
		}}},
		{"details-past-limit", "the details may be a byte over their limit", false, []edit{{
			"catalog/details.go", "+len(\"]\") > limit {", " > limit {",
		}}},
		{"html-unescaped", "a < in a message reaches a page as it is", false, []edit{{
			"catalog/string.go", ` | 1<<'<'`, "",
		}}},
		{"line-separator-unescaped", "U+2028 ends a line of JavaScript", false, []edit{{
			"catalog/string.go", `case r == '\u2028' || r == '\u2029':`, `case r == '\u2029':`,
		}}},
		{"utf8-unchecked", "the body is not valid UTF-8", false, []edit{{
			"catalog/string.go", "case r == utf8.RuneError && size == 1:", "case r == utf8.RuneError && size == 0:",
		}}},
		{"message-too-long", "a message may have 200 characters and more", false, []edit{{
			"catalog/message.go", "const MaxMessage = 199", "const MaxMessage = 1999",
		}}},
		{"direction-marks-kept", "a message can be shown backwards", false, []edit{{
			"catalog/message.go", "r >= '\\u202A' && r <= '\\u202E', ", "",
		}}},
	}
}
