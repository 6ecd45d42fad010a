package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/spell"
)

// golang is the sample in Go, with the package github.com/asterwise/errcat/client.
// It is nil where the generated package has a name that the sample itself needs.
func (s *typedSample) golang() []string {
	e, pkg := s.entry, s.catalog.Package.Value
	if slices.Contains([]string{"api", "client", "err", "errors", "failed", "http", "item", "items", "log", "request", "response", "target", "time"}, pkg) {
		return nil
	}
	lines := []string{
		"// client is github.com/asterwise/errcat/client; " + pkg + " is made from the catalog.",
	}
	if s.repeats() {
		lines = append(lines,
			"// "+s.attempts(),
			"transport := &client.Transport{Catalog: "+pkg+".Catalog()}",
			"api := &http.Client{Transport: transport, Timeout: time.Minute}",
			"response, err := api.Do(request)",
			"if err != nil {",
			"\treturn err",
			"}",
			"err = client.Check(response, "+pkg+".Catalog())",
		)
	} else {
		lines = append(lines, "err := client.Check(response, "+pkg+".Catalog())")
	}
	text, value := "%s", "target.Message()"
	if s.waits() {
		text, value = "wait %s", "target.RetryAfter()"
	}
	lines = append(lines,
		"var failed *client.Error",
		"var target *"+pkg+"."+e.TypeName(),
		"if errors.As(err, &target) && errors.As(err, &failed) {",
		"\t// "+s.advice("0"),
		fmt.Sprintf("\tlog.Printf(\"%s: %s\", %s)", e.Code, text, value),
		"\tlog.Printf(\"request ID for support: %s\", failed.RequestID)",
	)
	lines = append(lines, s.goItems()...)
	return append(lines, "}", "return err // also for other and newer codes; nil below status 400")
}

// goItems reads the details.
func (s *typedSample) goItems() []string {
	var formats, values []string
	for _, f := range s.fields() {
		formats, values = append(formats, "%v"), append(values, "item."+spell.Camel(f.Name))
	}
	if formats == nil {
		return nil
	}
	return []string{
		"\titems, _ := target.Items() // without what does not fit their type",
		"\tfor _, item := range items {",
		fmt.Sprintf("\t\tlog.Printf(%q, %s)", strings.Join(formats, ": "), strings.Join(values, ", ")),
		"\t}",
	}
}
