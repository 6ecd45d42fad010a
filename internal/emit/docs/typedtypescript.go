package docs

import (
	"fmt"
	"strings"
)

// typescript is the sample in TypeScript. The request is a Request of fetch.
func (s *typedSample) typescript() []string {
	e := s.entry
	function := "check"
	call := []string{"  await check(response);"}
	if s.repeats() {
		function = "repeat"
		call = []string{
			"  // " + s.attempts(),
			"  const response = await repeat(() => fetch(request.clone()), request);",
			"  console.log(await response.json());",
		}
	}
	text := "${error.message}"
	if s.waits() {
		text = "wait ${error.retryAfter} seconds"
	}
	lines := []string{
		fmt.Sprintf("import { %s } from %q;", imported(e, function), s.catalog.NPMPackage()),
		"",
		"try {",
	}
	lines = append(lines, call...)
	lines = append(lines,
		"} catch (error) {",
		"  if (error instanceof "+e.TypeName()+") {",
		"    // "+s.advice("undefined"),
		fmt.Sprintf("    console.error(`%s: %s`);", e.Code, text),
		"    console.error(`request ID for support: ${error.requestId}`);",
	)
	lines = append(lines, s.typeScriptItems()...)
	return append(lines, "  }", "  throw error; // also any other ApiError, of a newer code too", "}")
}

// typeScriptItems reads the details.
func (s *typedSample) typeScriptItems() []string {
	var values []string
	for _, f := range s.fields() {
		values = append(values, fmt.Sprintf("${item.%s}", f.Name))
	}
	if values == nil {
		return nil
	}
	return []string{
		"    for (const item of error.details) {",
		"      console.error(`" + strings.Join(values, ": ") + "`);",
		"    }",
	}
}
