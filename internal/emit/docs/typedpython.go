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
	lines = append(lines, fmt.Sprintf("from %s import %s, %s", s.catalog.PythonModule(), e.TypeName(), function), "")
	if s.repeats() {
		lines = append(lines, "def send():", "    return client.send(request)  # client is an httpx.Client", "")
	}
	lines = append(lines, "try:")
	if s.repeats() {
		lines = append(lines, "    # "+s.attempts())
	}
	text, value := "%s", "error.message"
	if s.waits() {
		text, value = "wait %s seconds.", "error.retry_after"
	}
	lines = append(lines,
		call,
		"except "+e.TypeName()+" as error:",
		"    # "+s.advice("retry_after, if that is not None"),
		fmt.Sprintf("    logging.error(\"%s: %s Request ID: %%s\", %s, error.request_id)", e.Code, text, value),
	)
	lines = append(lines, s.pythonItems()...)
	return append(lines, "    raise  # any other error response is an ApiError")
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
