package docs

// envelope explains what all error responses have in common: contract §1 and
// §2 in a client's words.
func envelope() []Block {
	return []Block{
		{Prose: "Every response with a status from 400 to 599 has this body, `application/json`, with exactly these members."},
		{Table: &Table{
			Caption: "Members of the body",
			Head:    []string{"Member", "Type", "Meaning"},
			Rows: [][]string{
				{"`success`", "boolean", "Always `false`."},
				{"`error`", "string", "The code. It never changes its meaning; it is the only member to branch on."},
				{"`message`", "string", "A short text for people. Its wording may change."},
				{"`details`", "array of objects", "What exactly is wrong, where a code has more to say; empty otherwise, never null. The page of the code lists the fields."},
				{"`retry_after`", "integer or null", "Seconds to wait before the same request can succeed; null where waiting does not help. The `Retry-After` header has the same number, or is absent."},
				{"`doc_url`", "string", "The page of the code."},
				{"`request_id`", "string", "Names this one response; `X-Request-Id` has the same value. Quote it when you ask for help."},
				{"`timestamp`", "string", "When the response was made: UTC, RFC 3339, whole seconds."},
			},
		}},
		{Prose: "New codes can appear at any time. Treat a code that you do not know as a general failure of its HTTP status."},
	}
}
