package format

import (
	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/model"
)

// Levels are the log levels of an entry.
func Levels() []Word {
	return []Word{
		{"debug", "for debugging"},
		{"info", "normal operation"},
		{"warn", "worth a look"},
		{"error", "needs attention"},
	}
}

// Retries are the words of retry.
func Retries() []Word {
	return []Word{
		{catalog.RetryNever.String(), "the request must change"},
		{catalog.RetryAfterChange.String(), "the account must change first: another plan, a key revoked"},
		{catalog.RetryAfterDelay.String(), "a wait; the call site says how long"},
		{catalog.RetryBackoff.String(), "time, but nobody knows how much"},
	}
}

// Effects are the words of effect.
func Effects() []Word {
	return []Word{
		{catalog.EffectNone.String(), "the failed request did nothing"},
		{catalog.EffectUnknown.String(), "the failed request may have done its work"},
	}
}

// Exposures are the words of expose.
func Exposures() []Word {
	return []Word{
		{"client", "clients: it is part of the message"},
		{"log", "only the service's logs"},
	}
}

// ReservedParam is the placeholder that every message with a default wait has.
const ReservedParam = "retry_after"

// ParamTypes are the types of a parameter.
func ParamTypes() []Word {
	return []Word{
		{"string", "a text"},
		{"integer", "a whole number of 64 bits"},
		{"number", "a number, `float64` in Go"},
		{"boolean", "true or false"},
		{"date", "a day: `2026-05-25`"},
		{"datetime", "a time: `2026-05-25T12:34:56Z` (RFC 3339)"},
	}
}

// FieldTypes are the types of a field of details.
func FieldTypes() []Word {
	return append(ParamTypes(),
		Word{"path", "where something is: names and indexes, `[body, items, 0]`"},
		Word{"strings", "a list of texts"},
		Word{"any", "any JSON value"},
	)
}

// roleWords are the roles.
func roleWords() []Word {
	kinds := model.RoleKinds()
	words := make([]Word, len(kinds))
	for i, kind := range kinds {
		words[i] = Word{kind.Name, roleDocs()[kind.Name]}
	}
	return words
}

func roleDocs() map[string]string {
	return map[string]string{
		"internal":               "panics and unknown errors",
		"route_not_found":        "no route matches the path",
		"method_not_allowed":     "the route does not take the method",
		"payload_too_large":      "the body exceeds the service's limit",
		"unsupported_media_type": "the route does not read bodies of this type",
		"malformed_request":      "the request cannot be read; also any other status below 500",
		"unauthenticated":        "the framework asked for credentials",
		"forbidden":              "the framework refused the caller",
		"rate_limited":           "the framework's rate limit was hit",
		"unavailable":            "the service is shutting down or overloaded",
		"timeout":                "a deadline passed",
		"client_closed":          "the client went away; for logs and metrics",
		"upstream":               "another service failed, and its error is not passed on",
	}
}

// A Category is one that every catalog can use without declaring it.
type Category struct{ Key, Title string }

// Categories returns them in the order of the documentation.
func Categories() []Category {
	return []Category{
		{"authentication", "Authentication"},
		{"authorization", "Authorization"},
		{"validation", "Validation"},
		{"not_found", "Not Found"},
		{"rate_limiting", "Rate Limiting"},
		{"billing", "Billing"},
		{"infrastructure", "Infrastructure"},
	}
}

// CategoryOf returns the category of an entry that names none.
func CategoryOf(status int) string {
	switch {
	case status == 401:
		return "authentication"
	case status == 402:
		return "billing"
	case status == 403:
		return "authorization"
	case status == 404, status == 410:
		return "not_found"
	case status == 429:
		return "rate_limiting"
	case status == 408, status == 499, status >= 500:
		return "infrastructure"
	default:
		return "validation"
	}
}

// EffectOf returns the effect of an entry that names none.
func EffectOf(status int) string {
	if status >= 500 {
		return catalog.EffectUnknown.String()
	}
	return catalog.EffectNone.String()
}
