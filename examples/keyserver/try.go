package main

import (
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// tryError answers GET /v1/errors/{code} with that error, as the page of the
// code shows it. Nothing has gone wrong: it lets people see an answer that is
// hard to come by, and test a client with it.
func tryError(w http.ResponseWriter, r *http.Request) error {
	code := catalog.Code(r.PathValue("code"))
	switch code {
	case apierr.CodeDateOutOfSupportedRange:
		first, last := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)
		return apierr.NewDateOutOfSupportedRange(apierr.DateOutOfSupportedRangeParams{From: catalog.DateOf(first), To: catalog.DateOf(last)})
	case apierr.CodeInvalidKeyName:
		return keySpec{Name: "a name of more than fifty characters, which is too long"}.check()
	case apierr.CodePlanNotFound:
		return apierr.NewPlanNotFound(apierr.PlanNotFoundDetail{Field: "plan_id", Issue: apierr.PlanNotFoundIssueRetired, Allowed: []string{"basic", "pro"}})
	case apierr.CodeValidationError:
		return apierr.NewValidationError(apierr.ValidationErrorDetail{
			Loc: catalog.Path{"body", "birth", "lat"}, Msg: "Input should be greater than or equal to -90", Type: "greater_than_equal", Input: -91.5,
		})
	case apierr.CodeMethodNotAllowed:
		w.Header().Set("Allow", "GET, HEAD") // no 405 without it (RFC 9110 §15.5.6)
	}
	if _, found := apierr.Catalog().Lookup(code); !found {
		return apierr.NewResourceNotFound()
	}
	return code // all that these errors are is in the catalog
}
