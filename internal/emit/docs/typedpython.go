package docs

import (
	"fmt"
	"strings"
)

// python is the sample in Python. The request is one of httpx, whose Client
// sends it.
func (s *typedSample) python() []string {
	e := s.entry
	call, function := "    check(response)", "check"
	lines := []string{"import logging", ""}
	if s.repeats() {
		call, function = "    response = Repeat().call(send, method=request.method, headers=request.headers)", "Repeat"
	}
	lines = append(lines, fmt.Sprintf("from %s import %s", s.catalog.PythonModule(), imported(e, function)), "")
	if s.repeats() {
		lines = append(lines, "# client is an httpx.Client, request what its build_request returns.", "def send():", "    return client.send(request)", "")
	}
	lines = append(lines, "try:")
	if s.repeats() {
		lines = append(lines, "    # "+s.attempts())
	}
	text, value := "%s", "error.message"
	if s.waits() {
		text, value = "wait %s seconds", "error.retry_after"
	}
	lines = append(lines,
		call,
		"except "+e.TypeName()+" as error:",
		"    # "+s.advice("None"),
		fmt.Sprintf("    logging.error(\"%s: %s\", %s)", e.Code, text, value),
		"    logging.error(\"request ID for support: %s\", error.request_id)",
	)
	lines = append(lines, s.pythonItems()...)
	return append(lines, "    raise", "# Any other error response, of a newer code too, raises another ApiError.")
}

// pythonItems reads the details.
func (s *typedSample) pythonItems() []string {
	var formats, values []string
	for _, f := range s.fields() {
		formats, values = append(formats, "%s"), append(values, fmt.Sprintf("item[%q]", f.Name))
	}
	if formats == nil {
		return nil
	}
	return []string{
		"    for item in error.items:",
		fmt.Sprintf("        logging.error(%q, %s)", strings.Join(formats, ": "), strings.Join(values, ", ")),
	}
}
