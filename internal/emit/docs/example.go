package docs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/render"
)

// exampleID is the request ID of all example responses.
const exampleID = "req_01HXYZABCDEFGH"

// exampleTime is when all example responses were made.
func exampleTime() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) }

// An example is a response of a service, as package render writes it.
type example struct {
	head string // status and the headers that matter to a client
	body string // indented for reading
}

// newExample lets the renderer answer an error of the entry with the example
// values.
func newExample(e *model.Error) (example, error) {
	entry := row(e).Entry()
	table := catalog.Table{
		Entries: []*catalog.Entry{&entry},
		Roles:   []catalog.Code{catalog.RoleInternal: entry.Code()},
	}
	renderer := render.New(table.Catalog(), &render.Options{
		Now:          exampleTime,
		NewRequestID: func() string { return exampleID },
		Observer:     func(context.Context, render.Event) {},
	})
	base := exampleBase(e, &entry)
	if item := exampleDetail(e.Details); item.shown() {
		base = base.WithDetails(catalog.NewDetails(1, func(_ int, dst []byte) ([]byte, error) { return item.AppendJSON(dst) }))
	}
	rec := &recorder{header: http.Header{}}
	req := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/"}, Header: http.Header{}}
	renderer.Error(rec, req, exampleError{&base})

	var body bytes.Buffer
	if err := json.Indent(&body, rec.body.Bytes(), "", "  "); err != nil {
		return example{}, fmt.Errorf("render the example of %q: %w", e.Code, err)
	}
	return example{head: rec.head(), body: flat(body.String()) + "\n"}, nil
}

// exampleMessage is the message of the example response.
func exampleMessage(e *model.Error) string {
	entry := row(e).Entry()
	base := exampleBase(e, &entry)
	return base.Message()
}

func exampleBase(e *model.Error, entry *catalog.Entry) wire.Base {
	base := wire.New(entry)
	if len(e.Params) > 0 {
		base = base.WithParams(newExampleParams(e))
	}
	return base
}

// A list of scalars that json.Indent has spread over lines. Strings have no
// line ends, so it cannot begin inside of one.
var scalars = regexp.MustCompile(`\[\n[^\[\]{}]*\n *\]`)

// flat puts lists of scalars back on one line: they are paths, mostly.
func flat(indented string) string {
	return scalars.ReplaceAllStringFunc(indented, func(list string) string {
		lines := strings.Split(list, "\n")
		for i := range lines {
			lines[i] = strings.TrimLeft(lines[i], " ")
		}
		return "[" + strings.Join(lines[1:len(lines)-1], " ") + "]"
	})
}

// row is the row that generated code has for the entry.
func row(e *model.Error) catalog.Row {
	r := catalog.Row{
		Code:         catalog.Code(e.Code),
		Status:       e.Status,
		Title:        e.Title.Value,
		Message:      e.Message.Text,
		DocURL:       e.DocURL.Value,
		Category:     e.Category.Value,
		Challenge:    e.Challenge.Value,
		RetryAfter:   e.Retry.Default,
		Concealed:    e.Concealed,
		PassUpstream: e.PassUpstream,
	}
	switch e.Retry.Kind {
	case "after_change":
		r.Retry = catalog.RetryAfterChange
	case "after_delay":
		r.Retry = catalog.RetryAfterDelay
	case "backoff":
		r.Retry = catalog.RetryBackoff
	}
	return r
}

type exampleError struct{ *wire.Base }

// exampleParams are the example values of the client-visible parameters, in
// the form that generated code gives them.
type exampleParams map[string]string

func newExampleParams(e *model.Error) exampleParams {
	params := exampleParams{}
	for _, param := range e.Params {
		for _, x := range e.Example {
			if param.Client && x.Name == param.Name {
				params[param.Name] = exampleText(param.Type, x.Value)
			}
		}
	}
	return params
}

// exampleText is a value from the file as generated code puts it into a
// message.
func exampleText(kind, value string) string {
	switch kind {
	case "number":
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
	case "datetime":
		if t, err := time.Parse(time.RFC3339, value); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return value
}

func (p exampleParams) Attrs() []slog.Attr { return nil }

func (p exampleParams) ClientText(name string) (string, bool) {
	text, ok := p[name]
	return text, ok
}

// exampleDetail is an item of details with the examples of its fields. A field
// without one is optional; it is left out, as where a service has nothing to
// say.
type exampleDetail []model.Field

// shown reports whether there is an item to show. A catalog without examples
// has none: made-up values are nothing that a service sends.
func (d exampleDetail) shown() bool {
	return slices.ContainsFunc(d, func(field model.Field) bool { return field.Example != nil })
}

func (d exampleDetail) AppendJSON(dst []byte) ([]byte, error) {
	o := wire.NewObject(dst)
	for _, field := range d {
		key := field.Name
		if _, text := field.Example.(string); field.Type == "any" && field.Example != nil && !text {
			o.Any(key, field.Example)
			continue
		}
		switch v := field.Example.(type) {
		case string:
			appendText(&o, key, field.Type, v)
		case int64:
			o.Int(key, v)
		case float64:
			o.Float(key, v)
		case bool:
			o.Bool(key, v)
		case []string:
			o.Strings(key, v)
		case []any:
			o.Path(key, v)
		}
	}
	return o.Close()
}

func appendText(o *wire.Object, key, kind, text string) {
	switch kind {
	case "date":
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			o.Date(key, catalog.DateOf(t))
		}
	case "datetime":
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			o.Time(key, t)
		}
	default:
		o.String(key, text)
	}
}

// A recorder is a response writer that keeps what is written.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }

// head is the status line and the headers, without those that say nothing of
// the error.
func (r *recorder) head() string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(fmt.Sprintf("HTTP/1.1 %d %s", r.status, http.StatusText(r.status))) + "\n")
	for _, name := range []string{"Content-Type", "WWW-Authenticate", "Retry-After", "X-Request-Id"} {
		if value := r.header.Get(name); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	return b.String()
}
