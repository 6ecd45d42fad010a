package catalog_test

import (
	"testing"

	"github.com/asterwise/errcat/catalog"
)

// The words are those of catalog files; the statuses are those of contract §4.
func TestRoles(t *testing.T) {
	type terms struct {
		word   string
		status int
	}
	roles := map[catalog.Role]terms{
		catalog.RoleInternal:             {"internal", 500},
		catalog.RoleRouteNotFound:        {"route_not_found", 404},
		catalog.RoleMethodNotAllowed:     {"method_not_allowed", 405},
		catalog.RolePayloadTooLarge:      {"payload_too_large", 413},
		catalog.RoleUnsupportedMediaType: {"unsupported_media_type", 415},
		catalog.RoleMalformedRequest:     {"malformed_request", 400},
		catalog.RoleUnauthenticated:      {"unauthenticated", 401},
		catalog.RoleForbidden:            {"forbidden", 403},
		catalog.RoleRateLimited:          {"rate_limited", 429},
		catalog.RoleUnavailable:          {"unavailable", 503},
		catalog.RoleTimeout:              {"timeout", 504},
		catalog.RoleClientClosed:         {"client_closed", 499},
		catalog.RoleUpstream:             {"upstream", 502},
	}
	for role, want := range roles {
		if got := (terms{role.String(), role.Status()}); got != want {
			t.Errorf("role %d is %v, want %v", role, got, want)
		}
	}
	if none := catalog.Role(len(roles)); none.String() != "unknown" || none.Status() != 0 {
		t.Errorf("the role after the last one is %q with status %d", none, none.Status())
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
