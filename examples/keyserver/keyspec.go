package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

const (
	maxNameLength        = 50 // characters
	maxRequestsPerMinute = 60
)

// A keySpec is the body of POST /v1/keys: what the new key is to be.
type keySpec struct {
	Name              string `json:"name"`
	RequestsPerMinute *int   `json:"requests_per_minute"` // default: as many as there can be
	Endpoints         []any  `json:"endpoints"`           // strings; default: all
}

// check returns the violations of the schema, all in one error, or that of the
// rule for names, which has a code of its own.
func (s keySpec) check() error {
	var wrong []apierr.ValidationErrorDetail
	if slices.ContainsFunc(strings.Fields(s.Name), wellFormed) {
		wrong = append(wrong, apierr.ValidationErrorDetail{
			Loc:      catalog.Path{"body", "name"},
			Msg:      "Input should not contain an API key",
			Type:     "secret_in_text",
			Input:    s.Name,
			Redacted: true, // must not go back over the wire
		})
	}
	if n := s.RequestsPerMinute; n != nil && *n < 1 {
		wrong = append(wrong, apierr.ValidationErrorDetail{
			Loc:   catalog.Path{"body", "requests_per_minute"},
			Msg:   "Input should be greater than or equal to 1",
			Type:  "greater_than_equal",
			Input: *n,
		})
	} else if n != nil && *n > maxRequestsPerMinute {
		wrong = append(wrong, apierr.ValidationErrorDetail{
			Loc:   catalog.Path{"body", "requests_per_minute"},
			Msg:   fmt.Sprintf("Input should be less than or equal to %d", maxRequestsPerMinute),
			Type:  "less_than_equal",
			Input: *n,
		})
	}
	for i, endpoint := range s.Endpoints {
		detail := apierr.ValidationErrorDetail{Loc: catalog.Path{"body", "endpoints", i}}
		switch path, ok := endpoint.(string); {
		case !ok: // encoding/json does not say which element, before Go 1.27
			detail.Msg, detail.Type = "Input should be a string", "string_type"
		case path != "/v1/account" && path != "/v1/keys":
			detail.Msg, detail.Type, detail.Input = "Input should be /v1/account or /v1/keys", "literal_error", path
		default:
			continue
		}
		wrong = append(wrong, detail)
	}
	if len(wrong) > 0 {
		return apierr.NewValidationError(wrong...)
	}

	limit := int64(maxNameLength)
	switch n := utf8.RuneCountInString(strings.TrimSpace(s.Name)); {
	case n == 0:
		return apierr.NewInvalidKeyName(apierr.InvalidKeyNameDetail{Field: "name", Issue: "empty"})
	case n > maxNameLength:
		return apierr.NewInvalidKeyName(apierr.InvalidKeyNameDetail{Field: "name", Issue: "too_long", MaxLength: &limit})
	}
	return nil
}

// endpoints returns the endpoints of a spec that is checked.
func (s keySpec) endpoints() []string {
	var paths []string
	for _, endpoint := range s.Endpoints {
		paths = append(paths, endpoint.(string))
	}
	return paths
}
