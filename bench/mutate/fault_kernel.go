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
			"catalog/details.go", "\tdefer func() {\n\t\tif v := recover(); v != nil {\n\t\t\td.failed(next, fmt.Errorf(\"encoding panicked: %v\", printable(v)))\n\t\t\tnext++\n\t\t}\n\t}()\n", "",
		}}},
		{"detail-overwritten", "who appends to one item of the details writes over the next", false, []edit{{
			"catalog/details.go", "d.list.json[start:end:end]", "d.list.json[start:end]",
		}}},
		{"details-without-limit", "details of any size are sent", false, []edit{{
			"catalog/details.go", "end+len(\"[]\") <= limit {", "end+len(\"[]\") > 0 {",
		}}},
		{"details-past-limit", "the details may be a byte over their limit", false, []edit{{
			"catalog/details.go", "end+len(\"[]\") <= limit {", "end+len(\"]\") <= limit {",
		}}},
		{"html-unescaped", "a < in a message reaches a page as it is", false, []edit{{
			"catalog/string.go", `:;-=-?`, `:;<=-?`,
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
		{"detail-panic-ends-list", "an item that panics takes the items behind it along", false, []edit{{
			"catalog/details.go", "\t\t\tnext++\n", "\t\t\tnext = n\n",
		}}},
		{"detail-comma-first", "details whose first item is left out begin with a comma", false, []edit{{
			"catalog/details.go", "if len(d.ends) > 0 {", "if next > 0 {",
		}}},
		{"detail-comma-in-item", "an item read by itself begins with the comma before it", false, []edit{{
			"catalog/details.go", `start = end + len(",")`, "start = end",
		}}},
		{"detail-half-kept", "half an item stays in the details", false, []edit{{
			"catalog/details.go", "\t\t\td.failed(next, err)\n\t\t\tcontinue\n", "\t\t\td.failed(next, err)\n\t\t\td.json = item\n\t\t\tcontinue\n",
		}}},
		{"object-first-comma", "an object begins with a comma", false, []edit{{
			"catalog/object.go", "\to.b[o.start] = '{'\n", "",
		}}},
		{"object-at-start", "an object overwrites what stands before it", false, []edit{{
			"catalog/object.go", "Object{b: dst, start: len(dst)}", "Object{b: dst}",
		}}},
		{"object-empty", "an object without members panics", false, []edit{{
			"catalog/object.go", "\tif len(o.b) == o.start {\n\t\treturn append(o.b, \"{}\"...), o.err\n\t}\n", "",
		}}},
		{"key-unescaped", "the name of a member ends its string", false, []edit{{
			"catalog/object.go", "string(append(AppendString([]byte{','}, name), ':'))", "\",\\\"\" + name + \"\\\":\"",
		}}},
		{"decimal-cut", "numbers are cut at six digits", false, []edit{{
			"catalog/number.go", " || scaled/point != math.Abs(f) {", " {",
		}}},
		{"decimal-too-small", "a number below a millionth has no exponent", false, []edit{{
			"catalog/number.go", "const point = 1e6 // six digits", "const point = 1e7",
		}}},
		{"decimal-too-long", "a number of more than fifteen digits is not the shortest that reads as itself", false, []edit{{
			"catalog/number.go", "scaled >= 1e15", "scaled >= 1e18",
		}}},
		{"decimal-minus-zero", "minus zero loses its sign", false, []edit{{
			"catalog/number.go", "scaled == 0 || ", "",
		}}},
		{"decimal-zeros", "a short number is filled up with zeros", false, []edit{{
			"catalog/number.go", "rest > 0; digit /= 10", "digit > 0; digit /= 10",
		}}},
		{"string-begun-twice", "a text with an escape has its beginning twice", false, []edit{{
			"catalog/string.go", `s[i:]), '"')`, `s), '"')`,
		}}},
		{"string-overrun", "a text that fills its buffer panics", false, []edit{{
			"catalog/string.go", "slices.Grow(dst, len(s)+len(`\"\"`))", "slices.Grow(dst, len(s))",
		}}},
		{"string-delete-escaped", "U+007F has an escape that encoding/json does not write", false, []edit{{
			"catalog/string.go", "~\\x7f\"", `~-"`,
		}}},
	}
}
