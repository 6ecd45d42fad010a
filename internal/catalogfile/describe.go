package catalogfile

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

func null(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && plain(n) && n.Tag == "!!null" }

// plain reports whether a scalar was written without quotes and not as a
// block.
func plain(n *yaml.Node) bool {
	return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// oldBool reports whether YAML 1.1 took a plain word for true or false, and
// many editors still do.
func oldBool(s string) bool {
	switch strings.ToLower(s) {
	case "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

// describe says what a value is: `the text "404"`, `a list`.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind != yaml.ScalarNode:
		return kindName(n)
	case !plain(n):
		return "the text " + clip(n.Value)
	case n.Tag == "!!int", n.Tag == "!!float":
		return "the number " + strings.Trim(clip(n.Value), `"`)
	case n.Tag == "!!null":
		return "null"
	case n.Tag == "!!bool":
		return n.Value
	default:
		return clip(n.Value)
	}
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a mapping"
	default:
		return "a value"
	}
}

// clip quotes a text from the file for a message, shortened where it is long.
func clip(s string) string {
	const limit = 60
	if utf8.RuneCountInString(s) <= limit {
		return strconv.Quote(s)
	}
	return strconv.Quote(string([]rune(s)[:limit]) + "…")
}
