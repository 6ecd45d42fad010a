package catalog_test

import (
	"testing"

	"github.com/asterwise/errcat/catalog"
)

// The words are those of catalog files.
func TestRoleWords(t *testing.T) {
	words := map[catalog.Role]string{
		catalog.RoleInternal:             "internal",
		catalog.RoleRouteNotFound:        "route_not_found",
		catalog.RoleMethodNotAllowed:     "method_not_allowed",
		catalog.RolePayloadTooLarge:      "payload_too_large",
		catalog.RoleUnsupportedMediaType: "unsupported_media_type",
		catalog.RoleMalformedRequest:     "malformed_request",
		catalog.RoleUnauthenticated:      "unauthenticated",
		catalog.RoleForbidden:            "forbidden",
		catalog.RoleRateLimited:          "rate_limited",
		catalog.RoleUnavailable:          "unavailable",
		catalog.RoleTimeout:              "timeout",
		catalog.RoleClientClosed:         "client_closed",
		catalog.RoleUpstream:             "upstream",
	}
	for role, word := range words {
		if role.String() != word {
			t.Errorf("role %d is %q, want %q", role, role, word)
		}
	}
	if got := catalog.Role(len(words)).String(); got != "unknown" {
		t.Errorf("the role after the last one is %q", got)
	}
}

func TestRetryWords(t *testing.T) {
	for retry, word := range map[catalog.Retry]string{
		catalog.RetryNever:       "never",
		catalog.RetryAfterChange: "after_change",
		catalog.RetryAfterDelay:  "after_delay",
		catalog.RetryBackoff:     "backoff",
	} {
		if retry.String() != word {
			t.Errorf("retry %d is %q, want %q", retry, retry, word)
		}
	}
}

func TestEffectWords(t *testing.T) {
	if none, unknown := catalog.EffectNone.String(), catalog.EffectUnknown.String(); none != "none" || unknown != "unknown" {
		t.Errorf("effects are %q and %q", none, unknown)
	}
}

func TestEntry(t *testing.T) {
	e := &entryKettleHot
	if e.Code() != codeKettleHot || e.Status() != 429 || e.Title() != "Kettle Hot" || e.DocURL() != "https://docs.example.com/errors/kettle_hot" ||
		e.Message() != "The kettle is hot. Try again in {retry_after} seconds." || e.Level().String() != "WARN" ||
		e.Retry() != catalog.RetryAfterDelay || e.RetryAfter().Seconds() != 60 || e.Concealed() || e.PassUpstream() {
		t.Errorf("the entry does not say what its row said: %+v", e)
	}
	if !entryPotGone.Concealed() || entryPotGone.Category() != "not_found" || !entryBadOrder.PassUpstream() {
		t.Error("the entry does not say what its row said")
	}
	challenged := catalog.Row{Challenge: "Bearer", Effect: catalog.EffectNone}.Entry()
	if challenged.Challenge() != "Bearer" || challenged.Effect() != catalog.EffectNone {
		t.Errorf("Challenge = %q, Effect = %v", challenged.Challenge(), challenged.Effect())
	}
	if got := newKettleHot().StatusCode(); got != 429 {
		t.Errorf("StatusCode = %d", got)
	}
}
