package render_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
)

// A catalog with a code for each role and one of each kind, as
// `errcat generate` would write it, but small enough to see whole.

func entry(code catalog.Code, status uint16, more func(*catalog.Row)) *catalog.Entry {
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
	e := catalog.NewEntry(row)
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

// roles has an entry named after every role.
func roles() (all catalog.Roles) {
	status := map[catalog.Role]uint16{
		catalog.RoleRouteNotFound: 404, catalog.RoleMethodNotAllowed: 405, catalog.RolePayloadTooLarge: 413,
		catalog.RoleUnsupportedMediaType: 415, catalog.RoleMalformedRequest: 400, catalog.RoleUnauthenticated: 401,
		catalog.RoleForbidden: 403, catalog.RoleRateLimited: 429, catalog.RoleUnavailable: 503,
		catalog.RoleTimeout: 504, catalog.RoleClientClosed: 499, catalog.RoleUpstream: 502,
	}
	for role := range all {
		role := catalog.Role(role)
		if role == catalog.RoleInternal {
			all[role] = internal
		} else {
			all[role] = entry("role_"+catalog.Code(role.String()), status[role], nil)
		}
	}
	return all
}

func newCatalog(roles catalog.Roles, entries ...*catalog.Entry) catalog.Catalog {
	return catalog.New(&catalog.Table{
		Domain:  "shop",
		Entries: entries,
		Find: func(code catalog.Code) *catalog.Entry {
			i := slices.IndexFunc(entries, func(e *catalog.Entry) bool { return e.Code() == code })
			if i < 0 {
				return nil
			}
			return entries[i]
		},
		Roles: roles,
	})
}

func shop() catalog.Catalog {
	return newCatalog(roles(), gone, hidden, broken, warned, busy, passing, invalid, tooHot, internal)
}

// failure is a generated error, of any entry.
type failure struct{ catalog.Base }

func fail(e *catalog.Entry) *failure { return &failure{catalog.NewBase(e)} }

func (f *failure) because(cause error) *failure { return &failure{catalog.WithCause(f.Base, cause)} }

func (f *failure) after(d time.Duration) *failure {
	return &failure{catalog.WithRetryAfter(f.Base, d)}
}

func (f *failure) with(p catalog.Params) *failure { return &failure{catalog.WithParams(f.Base, p)} }

func (f *failure) details(items ...string) *failure {
	all := catalog.NewDetails(len(items), func(i int) catalog.Detail { return rawDetail(items[i]) })
	return &failure{catalog.WithDetails(f.Base, all)}
}

// rawDetail is a detail that is JSON already; an empty one cannot be encoded.
type rawDetail string

func (d rawDetail) AppendJSON(dst []byte) ([]byte, error) {
	if d == "" {
		return nil, errors.New("no form")
	}
	return append(dst, d...), nil
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
	x, w, req := r.Begin(w, req, mint)
	defer func() {
		if v := recover(); v != nil {
			cut = v == http.ErrAbortHandler
			if !cut {
				panic(v)
			}
		}
	}()
	_ = x.Try(func() error { return handler(w, req) }, func(f render.Failure) { x.Fail(w, f) })
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
