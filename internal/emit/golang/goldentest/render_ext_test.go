package goldentest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/full"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// answer renders an error of the full catalog, and returns body and record.
func answer(err error) (*httptest.ResponseRecorder, render.Event) {
	var event render.Event
	r := render.New(full.Catalog(), &render.Options{Observer: func(_ context.Context, e render.Event) { event = e }})
	rec := httptest.NewRecorder()
	r.Error(rec, httptest.NewRequest("GET", "/v1/keys", nil), err)
	return rec, event
}

// A value outside of its closed set does not reach the wire, and the record
// says why something is missing there.
func TestClosedSetsRendered(t *testing.T) {
	rec, event := answer(full.NewPlanTooSmall(full.PlanTooSmallParams{Plan: "canary"},
		full.PlanTooSmallDetail{Why: full.PlanTooSmallWhyTooMany}, full.PlanTooSmallDetail{Why: "canary"}))
	body := rec.Body.String()
	for _, want := range []string{`"error":"plan_too_small"`, `"message":"Title of plan_too_small"`, `"details":[{"why":"too many"}]`} {
		if !strings.Contains(body, want) {
			t.Errorf("the body is\n%s\nwant in it %s", body, want)
		}
	}
	if strings.Contains(body, "canary") {
		t.Errorf("an undeclared value is in\n%s", body)
	}
	record := fmt.Sprint(event.Problems)
	if len(event.Problems) != 2 || !strings.Contains(record, "a parameter is missing or not one of its declared values") ||
		!strings.Contains(record, `"canary" is not one of the values that the catalog declares`) {
		t.Errorf("the record has the problems %q", event.Problems)
	}
	if _, event := answer(full.NewPlanTooSmall(full.PlanTooSmallParams{Plan: full.PlanTooSmallPlanFree})); event.Problems != nil {
		t.Errorf("declared values are the problems %q", event.Problems)
	}
}

// What no constructor made is a mistake of the service: the client gets the
// internal error, the operator the reason.
func TestZerosRendered(t *testing.T) {
	errs := map[string]error{"typed nil": (*full.KeyNotFoundError)(nil), "typed nil with details": (*full.ValidationError)(nil)}
	for name, e := range zeros() {
		errs["zero value "+name] = e
	}
	for name, err := range errs {
		for _, err := range []error{err, fmt.Errorf("look up: %w", err)} {
			rec, event := answer(err)
			if rec.Code != http.StatusInternalServerError || !strings.Contains(rec.Body.String(), `"error":"internal_error"`) {
				t.Errorf("%s: %d %s", name, rec.Code, rec.Body)
			}
			if len(event.Problems) == 0 {
				t.Errorf("%s: the record has no problem", name)
			}
		}
	}
}

// A framework's bare status gets the code that the catalog binds to it. One
// that nothing is bound to, here or in a catalog that was not merged, is
// answered by its kind, and the record says where to bind it.
func TestStatusesRendered(t *testing.T) {
	for status, want := range map[int]catalog.Code{http.StatusConflict: full.CodeLocked, http.StatusTeapot: full.CodeInternalError} {
		rec, event := answer(adapter.StatusError(status))
		if got := event.Entry.Code(); got != want || !strings.Contains(rec.Body.String(), fmt.Sprintf(`"error":%q`, want)) {
			t.Errorf("status %d is answered with %q, want %q: %s", status, got, want, rec.Body)
		}
		if bound := want == full.CodeLocked; bound != (len(event.Problems) == 0) {
			t.Errorf("status %d has the problems %q", status, event.Problems)
		}
	}
}
