package witness

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// An answer is what a service sends.
type answer struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header"`
	Body   string            `json:"body"`
}

// clue is a header that handlers set before they fail. It goes where a code is
// concealed, and stays otherwise (contract §2).
const clue = "X-Shop-Place"

// A service answers by a catalog. Who regenerates its package has it say as much
// of what it said before as the catalog still allows.
type service struct {
	spec    *model.Catalog
	catalog catalog.Catalog
}

func newService(c *model.Catalog) service {
	table := &catalog.Table{Roles: make([]catalog.Code, catalog.RoleInternal+1)}
	for _, e := range c.Errors {
		entry := row(e).Entry()
		table.Entries = append(table.Entries, &entry)
	}
	slices.SortFunc(table.Entries, func(a, b *catalog.Entry) int { return cmp.Compare(a.Code(), b.Code()) })
	for _, r := range c.Roles {
		if r.Name == "internal" {
			table.Roles[catalog.RoleInternal] = catalog.Code(r.Code.Value)
		}
	}
	return service{c, table.Catalog()}
}

// row is the row that generated code has for the entry.
func row(e *model.Error) catalog.Row {
	r := catalog.Row{Code: catalog.Code(e.Code), Status: e.Status, Title: e.Title.Value, Message: e.Message.Text, DocURL: e.DocURL.Value,
		Category: e.Category.Value, Challenge: e.Challenge.Value, RetryAfter: e.Retry.Default, Concealed: e.Concealed, OAuth: e.OAuth}
	switch e.Retry.Kind {
	case "after_change":
		r.Retry = catalog.RetryAfterChange
	case "after_delay":
		r.Retry = catalog.RetryAfterDelay
	case "backoff":
		r.Retry = catalog.RetryBackoff
	}
	if e.Effect == "none" {
		r.Effect = catalog.EffectNone
	}
	return r
}

// serve lets the service answer a call, by the middleware and the renderer that
// services have. The cause is what is behind the failure this time.
func (s service) serve(x *call, cause string, oauth bool) answer {
	mw := middleware.New(render.New(s.catalog, &render.Options{
		Now:          func() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) },
		NewRequestID: func() string { return "req_01HXYZABCDEFGH" },
		Observer:     render.Observers(),
		OAuth:        func(*http.Request) bool { return oauth },
	}))
	rec := httptest.NewRecorder()
	mw.Handler(func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set(clue, cause)
		return s.failure(x, cause)
	}).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/orders/7", nil))
	out := answer{Status: rec.Code, Header: map[string]string{}, Body: rec.Body.String()}
	for name := range rec.Header() {
		out.Header[http.CanonicalHeaderKey(name)] = rec.Header().Get(name)
	}
	return out
}

// failure is what a handler returns. A code that the catalog does not have is an
// error like any other to it.
func (s service) failure(x *call, cause string) error {
	e := s.spec.Lookup(x.Code)
	if e == nil {
		return errors.New(x.Code)
	}
	entry, _ := s.catalog.Lookup(catalog.Code(x.Code))
	base := wire.New(entry).WithCause(errors.New(cause)).WithParams(paramsOf(e, x))
	if item := itemOf(e, x, cause); item != nil && !e.Concealed {
		base = base.WithDetails(catalog.NewDetails(1, func(_ int, dst []byte) ([]byte, error) {
			o := wire.NewObject(dst)
			for _, f := range e.Details {
				if value, has := item[f.Name]; has {
					o.Any(f.Name, value)
				}
			}
			return o.Close()
		}))
	}
	return failure{&base}
}

type failure struct{ *wire.Base }

// itemOf is the item that the service sends: what the call says where a member
// can still say that, and something else where it must have a value. What may be
// absent is where nobody spoke of it.
func itemOf(e *model.Error, x *call, cause string) map[string]any {
	var item map[string]any
	for _, f := range e.Details {
		if f.Sensitive {
			continue
		}
		if item == nil {
			item = map[string]any{}
		}
		value, said := x.Item[f.Name]
		switch {
		case absent(f) && (!said || x.least):
		case said && f.Type == x.types[f.Name] && among(f.Values, value):
			item[f.Name] = value
		case f.Type == "string" && len(f.Values) == 0:
			item[f.Name] = cause
		default:
			item[f.Name] = made(f.Type, f.Values)
		}
	}
	return item
}

// among reports whether a set is open or has a value.
func among(set []model.Value, value any) bool {
	return len(set) == 0 || slices.ContainsFunc(set, func(v model.Value) bool { return v.Name == value })
}

// params are the values that the service puts into the message.
type params map[string]string

func paramsOf(e *model.Error, x *call) params {
	values := params{}
	for _, p := range e.Params {
		text, said := x.params[p.Name]
		if !said || !among(p.Values, text) {
			text = fmt.Sprint(made(p.Type, p.Values))
		}
		values[p.Name] = text
	}
	return values
}

func (p params) Attrs() []slog.Attr { return nil }

func (p params) ClientText(name string) (string, bool) {
	text, ok := p[name]
	return text, ok
}

// TestServiceAnswers: a service with the old catalog answers each call as the
// call says.
func TestServiceAnswers(t *testing.T) {
	for _, p := range pairs(t) {
		s := newService(p.before)
		for _, x := range calls(p.before) {
			var body struct {
				Error   string           `json:"error"`
				Details []map[string]any `json:"details"`
			}
			got := s.serve(x, "cause", false)
			if err := json.Unmarshal([]byte(got.Body), &body); err != nil || got.Status != x.Status || body.Error != x.Code || len(body.Details) != min(len(x.types), 1) {
				t.Errorf("%s: %s is answered with %+v", p.name, x.What, got)
			}
		}
	}
}
