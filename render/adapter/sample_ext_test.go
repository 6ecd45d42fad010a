package adapter_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// A catalog with a code for each role and one of each kind, as
// `errcat generate` would write it, but small enough to see whole.

func entry(code catalog.Code, status int, more func(*catalog.Row)) *catalog.Entry {
	row := catalog.Row{
		Code:    code,
		Status:  status,
		Title:   "Title of " + string(code),
		Message: "Message of " + string(code) + ".",
		DocURL:  "https://docs.example.com/errors/" + string(code),
	}
	if more != nil {
		more(&row)
	}
	e := row.Entry()
	return &e
}

var (
	gone     = entry("pot_gone", 404, func(r *catalog.Row) { r.Concealed = true })
	hidden   = entry("pot_hidden", 401, func(r *catalog.Row) { r.Concealed, r.Challenge = true, `Bearer realm="shop"` })
	broken   = entry("pot_broken", 409, nil)
	warned   = entry("pot_warned", 410, func(r *catalog.Row) { r.Level = slog.LevelWarn })
	busy     = entry("kettle_busy", 429, func(r *catalog.Row) { r.Retry, r.RetryAfter = catalog.RetryAfterDelay, time.Minute })
	passing  = entry("leaf_passing", 402, func(r *catalog.Row) { r.PassUpstream = true })
	invalid  = entry("order_invalid", 422, nil)
	tooHot   = entry("too_hot", 422, func(r *catalog.Row) { r.Message = "{given} is too hot." })
	internal = entry("role_internal", 500, nil)
)

// roles are an entry for every role, named after it.
func roles() []*catalog.Entry {
	all := []*catalog.Entry{internal}
	for role, status := range []int{
		catalog.RoleRouteNotFound: 404, catalog.RoleMethodNotAllowed: 405, catalog.RolePayloadTooLarge: 413,
		catalog.RoleUnsupportedMediaType: 415, catalog.RoleMalformedRequest: 400, catalog.RoleUnauthenticated: 401,
		catalog.RoleForbidden: 403, catalog.RoleRateLimited: 429, catalog.RoleUnavailable: 503,
		catalog.RoleTimeout: 504, catalog.RoleClientClosed: 499, catalog.RoleUpstream: 502,
	} {
		if status != 0 {
			all = append(all, entry("role_"+catalog.Code(catalog.Role(role).String()), status, nil))
		}
	}
	return all
}

// newCatalog returns a catalog of roles, the first of which is internal, and of
// other entries.
func newCatalog(roles []*catalog.Entry, entries ...*catalog.Entry) *catalog.Table {
	t := &catalog.Table{Domain: "shop", Entries: slices.Concat(roles, entries)}
	for _, entry := range roles {
		t.Roles = append(t.Roles, entry.Code())
	}
	slices.SortFunc(t.Entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code()), string(b.Code())) })
	return t
}

func shop() catalog.Catalog {
	return newCatalog(roles(), gone, hidden, broken, warned, busy, passing, invalid, tooHot).Catalog()
}

// failure is a generated error, of any entry.
type failure struct{ wire.Base }

func fail(e *catalog.Entry) *failure { return &failure{wire.New(e)} }

func (f *failure) because(cause error) *failure { return &failure{f.Base.WithCause(cause)} }

func (f *failure) after(d time.Duration) *failure {
	return &failure{f.Base.WithRetryAfter(d)}
}

func (f *failure) with(p wire.Params) *failure { return &failure{f.Base.WithParams(p)} }

// details are JSON already; an empty one cannot be encoded.
func (f *failure) details(items ...string) *failure {
	return &failure{f.Base.WithDetails(catalog.NewDetails(len(items), func(i int, dst []byte) ([]byte, error) {
		if items[i] == "" {
			return nil, errors.New("no form")
		}
		return append(dst, items[i]...), nil
	}))}
}

// given is the parameter of too_hot.
type given string

func (g given) Attrs() []slog.Attr { return []slog.Attr{slog.String("given", string(g))} }

func (g given) ClientText(name string) (string, bool) { return string(g), name == "given" }

// now is the time of all responses here.
var now = time.Date(2026, 5, 25, 12, 34, 56, 789, time.UTC)

const mintedID = "req_0123456789ABCDEFGHJKMNPQRS"

func mint() string { return mintedID }

// newRenderer returns a renderer of the shop with a fixed clock. The events
// go to seen, if that is not nil.
func newRenderer(opts *render.Options, seen *[]render.Event) *render.Renderer {
	if opts == nil {
		opts = &render.Options{}
	}
	opts.NewRequestID = mint
	opts.Now = func() time.Time { return now }
	if opts.Observer == nil {
		opts.Observer = func(_ context.Context, e render.Event) {
			if seen != nil {
				*seen = append(*seen, e)
			}
		}
	}
	return render.New(shop(), opts)
}

// serve lets a handler serve one request in the care of a renderer, and
// answers its error or panic. It reports whether the connection was cut.
func serve(r *render.Renderer, w http.ResponseWriter, req *http.Request, handler func(http.ResponseWriter, *http.Request) error) (cut bool) {
	x, w := r.Engine().Begin(w, req)
	defer func() {
		if v := recover(); v != nil {
			cut = v == http.ErrAbortHandler
			if !cut {
				panic(v)
			}
		}
	}()
	_ = x.Try(w, func() error { return handler(w, req) }, func(f adapter.Failure) { x.Fail(w, f) })
	return false
}

// answer is the recorded response to one error.
func answer(t *testing.T, r *render.Renderer, err error) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	if serve(r, w, httptest.NewRequest("GET", "/", nil), func(http.ResponseWriter, *http.Request) error { return err }) {
		t.Fatal("the connection was cut")
	}
	return w
}
