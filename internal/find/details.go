package find

import (
	"encoding/json"
	"regexp"
	"strings"
)

// maxDetails is how long details may be, in bytes.
const maxDetails = 8 << 10

var detailsName = regexp.MustCompile(`\bdetails["']?[ \t\r\n]{0,8}:[ \t\r\n]{0,8}\[`)

// details returns the list of details of a response as JSON, "" where it has
// none or where it is not all there.
func details(text string) string {
	at := detailsName.FindStringIndex(text)
	if at == nil {
		return ""
	}
	list := cut(text[at[1]-1:], maxDetails)
	list = asJSON(list[:closing(list)])
	var items []map[string]any
	if json.Unmarshal([]byte(list), &items) != nil || len(items) == 0 {
		return ""
	}
	return list
}

// closing returns the end of the list that a text begins with, 0 where it has
// none.
func closing(text string) int {
	depth, quote := 0, byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

var python = regexp.MustCompile(`"(?:[^"\\]|\\[\s\S])*"|'((?:[^'\\]|\\[\s\S])*)'|\b(?:True|False|None)\b`)

// asJSON turns what Python prints of a value into JSON, and leaves JSON as it
// is.
func asJSON(text string) string {
	return python.ReplaceAllStringFunc(text, func(token string) string {
		switch {
		case token[0] == '"':
			return token
		case token[0] == '\'':
			inner := strings.ReplaceAll(token[1:len(token)-1], `\'`, `'`)
			return `"` + strings.ReplaceAll(inner, `"`, `\"`) + `"`
		case token == "None":
			return "null"
		}
		return strings.ToLower(token)
	})
}
