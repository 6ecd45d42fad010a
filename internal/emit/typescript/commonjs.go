package typescript

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

var (
	importLine = regexp.MustCompile(`^import (\{.*\}) from "\./(\w+)\.js";$`)
	exportLine = regexp.MustCompile(`^export (?:async )?(?:const|class|function) (\w+)`)
	reexport   = regexp.MustCompile(`^export \{ (.*) \} from "\./(\w+)\.js";$`)
)

// commonJS returns the CommonJS form of a module of ours. It knows the three
// lines that our modules import and export with, each of which is at the
// beginning of a line and complete. There are no cycles among our modules.
func commonJS(module []byte) []byte {
	var b bytes.Buffer
	b.WriteString("\"use strict\";\n\n")
	var names []string
	for line := range strings.Lines(string(module)) {
		line = strings.TrimSuffix(line, "\n")
		if m := importLine.FindStringSubmatch(line); m != nil {
			line = fmt.Sprintf(`const %s = require("./%s.cjs");`, m[1], m[2])
		} else if m := reexport.FindStringSubmatch(line); m != nil {
			line = fmt.Sprintf(`const { %s } = require("./%s.cjs");`, m[1], m[2])
			names = append(names, strings.Split(m[1], ", ")...)
		} else if m := exportLine.FindStringSubmatch(line); m != nil {
			line = strings.TrimPrefix(line, "export ")
			names = append(names, m[1])
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("\n")
	for _, name := range names {
		fmt.Fprintf(&b, "exports.%s = %s;\n", name, name)
	}
	return b.Bytes()
}

// commonTypes returns the types of a module's CommonJS form.
func commonTypes(types []byte) []byte {
	return bytes.ReplaceAll(types, []byte(`.js";`), []byte(`.cjs";`))
}
