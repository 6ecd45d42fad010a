package wire

import (
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/plaintext"
)

// fill returns the entry's message with its {placeholders} replaced. A
// message whose values are missing (a bare code returned as an error) becomes
// the entry's title: less is said, but nothing false.
func fill(entry *catalog.Entry, params Params, after time.Duration) string {
	text := entry.Message()
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return text
	}
	var b strings.Builder
	for ; open >= 0; open = strings.IndexByte(text, '{') {
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		value, ok := placeholder(text[open+1:open+end], params, after)
		if !ok {
			return entry.Title()
		}
		b.WriteString(text[:open])
		b.WriteString(value)
		text = text[open+end+1:]
	}
	b.WriteString(text)
	return plaintext.Clean(b.String(), limits.Message)
}

func placeholder(name string, params Params, after time.Duration) (string, bool) {
	if name == "retry_after" {
		return strconv.FormatInt(int64(after/time.Second), 10), after > 0
	}
	if params == nil {
		return "", false
	}
	return params.ClientText(name)
}
