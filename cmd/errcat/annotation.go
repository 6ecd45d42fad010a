package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
)

// annotation is a line that GitHub Actions shows at the line of a file. The
// kind is error, warning or notice.
func annotation(kind string, pos diag.Pos, title, text string) string {
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	place := "file=" + property.Replace(pos.File)
	if pos.Line > 0 {
		place += fmt.Sprintf(",line=%d,col=%d", pos.Line, pos.Col)
	}
	return fmt.Sprintf("::%s %s,title=%s::%s", kind, place, property.Replace(title), message.Replace(text))
}

// printJSON prints a value, indented.
func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
