package openapi

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/emit/example"
	"github.com/asterwise/errcat/internal/emit/jsonschema"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/model"
)

// responses are one for any error, one per status and one per code. None has the
// name of a schema: generators make a type of each.
func responses(c *model.Catalog, examples map[string]example.Response) object {
	all := object{m("ResponseDefault", object{
		m("description", "Any error."),
		m("headers", headerRefs("X-Request-Id", "Retry-After")),
		m("content", content(envelope, c.Errors)),
	})}
	statuses, codes := byStatus(c)
	for _, status := range statuses {
		all = append(all, m("Response"+strconv.Itoa(status), object{
			m("description", fmt.Sprintf("An error with status %d: %s.", status, listed(codes[status]))),
			m("headers", headerRefs(headerNames(c, codes[status])...)),
			m("content", content(statusName(status), codes[status])),
		}))
	}
	for _, e := range c.Errors {
		one := []*model.Error{e}
		all = append(all, m(e.Name()+"Response", object{
			m("description", "The error `"+e.Code+"`, with status "+strconv.Itoa(e.Status)+"."),
			m("headers", headerRefs(headerNames(c, one)...)),
			m("content", content(e.TypeName(), one)),
		}))
	}
	return all
}

func content(schema string, codes []*model.Error) object {
	var examples object
	for _, e := range codes {
		examples = append(examples, m(e.Code, ref("examples", e.Code)))
	}
	return object{m("application/json", object{
		m("schema", ref("schemas", schema)),
		m("examples", examples),
	})}
}

// listed writes "`a`, `b` or `c`".
func listed(codes []*model.Error) string {
	var names []string
	for _, e := range codes {
		names = append(names, "`"+e.Code+"`")
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " or " + names[n]
	}
	return names[0]
}

// headerNames are the headers that responses of the codes can have (contract §2).
func headerNames(c *model.Catalog, codes []*model.Error) []string {
	names := []string{"X-Request-Id"}
	for _, e := range codes {
		if jsonschema.MayWait(c, e) {
			names = append(names, "Retry-After")
			break
		}
	}
	switch codes[0].Status {
	case 401:
		names = append(names, "WWW-Authenticate")
	case 405:
		names = append(names, "Allow")
	}
	return names
}

func headerRefs(names ...string) object {
	var all object
	for _, name := range names {
		all = append(all, m(name, ref("headers", name)))
	}
	return all
}

func headers() object {
	text := object{m("type", "string")}
	return object{
		m("X-Request-Id", object{
			m("description", "Names this one response, as `request_id` of the body does."),
			m("required", true),
			m("schema", append(text, m("pattern", jsonschema.RequestIDPattern), m("minLength", 1), m("maxLength", limits.RequestID))),
		}),
		m("Retry-After", object{
			m("description", "Seconds to wait, the same number as `retry_after` of the body; absent where that is null."),
			m("schema", object{m("type", "integer"), m("minimum", 1), m("maximum", int(limits.RetryAfter/time.Second))}),
		}),
		m("WWW-Authenticate", object{
			m("description", "How to authenticate (RFC 9110, section 11.6.1)."),
			m("required", true),
			m("schema", text),
		}),
		m("Allow", object{
			m("description", "The methods that the path has (RFC 9110, section 10.2.1)."),
			m("required", true),
			m("schema", text),
		}),
	}
}
