package docs

import "github.com/asterwise/errcat/internal/model"

// envelope explains what all error responses have in common: contract §1 and
// §2 in a client's words.
func envelope() []Block {
	return []Block{
		{Prose: prose("Every error response, with a status from 400 to 599, has this body, `application/json`, with exactly these members. OAuth 2.0 endpoints answer as RFC 6749 says instead.")},
		{Table: &Table{
			Caption: "Members of the body",
			Head:    []string{"Member", "Type", "Meaning"},
			Rows: rows(
				[]string{"`success`", "boolean", "Always `false`."},
				[]string{"`error`", "string", "The code. It never changes its meaning; it is the only member to branch on."},
				[]string{"`message`", "string", "A short text for people. Its wording may change."},
				[]string{"`details`", "array of objects", "What exactly is wrong, where a code has more to say; empty otherwise, never null. The page of the code lists the fields."},
				[]string{"`retry_after`", "integer or null", "Seconds to wait before the same request can succeed; null where waiting does not help or nobody knows how long. The `Retry-After` header has the same number, or is absent."},
				[]string{"`doc_url`", "string", "The page of the code."},
				[]string{"`request_id`", "string", "Names this one response; `X-Request-Id` has the same value. Quote it when you ask for help."},
				[]string{"`timestamp`", "string", "When the response was made: UTC, RFC 3339, whole seconds."},
			),
		}},
		{Prose: prose("New codes can appear at any time. Treat a code that you do not know as a general failure of its HTTP status.")},
	}
}

// prose makes a paragraph of sentences of ours.
func prose(sentences string) []*model.Node { return []*model.Node{paragraph(say(sentences))} }

// rows makes rows of sentences of ours.
func rows(table ...[]string) [][]Text {
	var out [][]Text
	for _, cells := range table {
		var row []Text
		for _, cell := range cells {
			row = append(row, say(cell))
		}
		out = append(out, row)
	}
	return out
}
