package jsonschema

import (
	"strconv"
	"time"

	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/model"
)

// Bodies makes schemas of envelopes.
type Bodies struct {
	// Closed holds a server to every letter of the contract: no member but the
	// eight, times in UTC. Clients had better be tolerant.
	Closed bool
}

// Of is the schema of a code's envelope, flat: all eight members with what the
// code says of each (contract §1). items is the schema of an item of details; a
// reference, perhaps.
func (b Bodies) Of(c *model.Catalog, e *model.Error, items any) Object {
	s := Object{{"title", e.Title.Value}, {"description", "Code `" + e.Code + "`, status " + strconv.Itoa(e.Status) + ". See <" + e.DocURL.Value + ">."}}
	if e.Deprecated != nil {
		s = append(s, Member{"deprecated", true})
	}
	code := Object{{"type", "string"}, {"const", e.Code}}
	return append(s, b.members(code, details(e, items), wait(c, e))...)
}

// OfAny is the schema of any code's envelope, of those to come as well.
func (b Bodies) OfAny() Object {
	code := Object{
		{"description", "The code, the only member to branch on. New codes can appear at any time."},
		{"type", "string"}, {"pattern", "^[a-z][a-z0-9_]*$"}, {"maxLength", limits.Code},
	}
	list := Object{
		{"description", "What exactly is wrong, where a code has more to say; its page lists the fields."},
		{"type", "array"}, {"items", Object{{"type", "object"}, {"additionalProperties", true}}},
	}
	s := Object{{"title", "Error"}, {"description", "An error response, whatever its code."}}
	return append(s, b.members(code, list, seconds("integer", "null"))...)
}

func (b Bodies) members(code, details, wait Object) Object {
	address := Object{
		{"description", "The page of the code."},
		{"type", "string"}, {"format", "uri"},
	}
	moment := Object{
		{"description", "When the response was made: UTC, whole seconds."},
		{"type", "string"}, {"format", "date-time"},
	}
	if b.Closed {
		address = append(address, Member{"pattern", "^https://"})
		moment = append(moment, Member{"pattern", "^[0-9-]{10}T[0-9:]{8}Z$"})
	}
	properties := Object{
		{"success", Object{{"type", "boolean"}, {"const", false}}},
		{"error", code},
		{"message", Object{
			{"description", "For people. Its wording may change."},
			{"type", "string"}, {"minLength", 1}, {"maxLength", limits.Message},
		}},
		{"details", details},
		{"retry_after", wait},
		{"doc_url", address},
		{"request_id", Object{
			{"description", "The same as in the header X-Request-Id. Quote it when you ask for help."},
			{"type", "string"}, {"pattern", RequestIDPattern}, {"minLength", 1}, {"maxLength", limits.RequestID},
		}},
		{"timestamp", moment},
	}
	var names []string
	for _, p := range properties {
		names = append(names, p.Name)
	}
	s := Object{{"type", "object"}, {"required", names}, {"properties", properties}}
	if b.Closed {
		s = append(s, Member{"additionalProperties", false})
	}
	return s
}

// RequestIDPattern is the form of a request ID (contract §3).
const RequestIDPattern = "^[A-Za-z0-9._~:+/=@-]+$"

// details is the list of items. A concealed code has none, now and later
// (contract §5); any other one may get fields.
func details(e *model.Error, items any) Object {
	s := Object{{"type", "array"}, {"items", items}}
	if e.Concealed {
		s = append(s, Member{"maxItems", 0})
	}
	return s
}

// wait is the schema of retry_after.
func wait(c *model.Catalog, e *model.Error) Object {
	switch {
	case e.Retry.Kind == "after_delay" && e.Retry.Default > 0:
		return seconds("integer")
	case MayWait(c, e):
		return seconds("integer", "null")
	default:
		return Object{{"type", "null"}}
	}
}

func seconds(types ...string) Object {
	var kind any = types
	if len(types) == 1 {
		kind = types[0]
	}
	return Object{
		{"description", "Seconds to wait, the same number as in the header Retry-After."},
		{"type", kind}, {"minimum", 1}, {"maximum", int(limits.RetryAfter / time.Second)},
	}
}

// MayWait reports whether a response of the code can name a wait: because the
// code says so, or because it answers for the framework's own 429 or 503, whose
// Retry-After is adopted (contract §1).
func MayWait(c *model.Catalog, e *model.Error) bool {
	if e.Retry.Kind == "after_delay" {
		return true
	}
	if e.Status != 429 && e.Status != 503 {
		return false
	}
	for each := range c.All() {
		for _, role := range each.Roles {
			if role.Code.Value == e.Code {
				return true
			}
		}
	}
	return false
}
