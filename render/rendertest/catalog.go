package rendertest

import (
	"cmp"
	"log/slog"
	"slices"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

// The codes of the kit's own catalog: one for each role, and one for each
// thing that an entry can ask for.
const (
	codeInternal        catalog.Code = "kit_internal"
	codeRouteNotFound   catalog.Code = "kit_route_not_found"
	codeMethod          catalog.Code = "kit_method_not_allowed"
	codeTooLarge        catalog.Code = "kit_payload_too_large"
	codeMediaType       catalog.Code = "kit_unsupported_media_type"
	codeMalformed       catalog.Code = "kit_malformed_request"
	codeUnauthenticated catalog.Code = "kit_unauthenticated"
	codeForbidden       catalog.Code = "kit_forbidden"
	codeRateLimited     catalog.Code = "kit_rate_limited"
	codeUnavailable     catalog.Code = "kit_unavailable"
	codeTimeout         catalog.Code = "kit_timeout"
	codeClientClosed    catalog.Code = "kit_client_closed"
	codeUpstream        catalog.Code = "kit_upstream"

	codeConcealed catalog.Code = "kit_concealed"
	codeRetry     catalog.Code = "kit_retry"
	codeDetails   catalog.Code = "kit_details"
	codeText      catalog.Code = "kit_text"
	codeParams    catalog.Code = "kit_params"
	codePass      catalog.Code = "kit_pass"
	codePlain     catalog.Code = "kit_plain"
)

const challenge = `Bearer realm="kit", error="invalid_token"`

var rows = []catalog.Row{
	{Code: codeClientClosed, Status: 499, Title: "Client Closed", Message: "The client went away."},
	{Code: codeConcealed, Status: 404, Title: "Concealed", Message: "Not there, or not yours.", Concealed: true},
	{Code: codeDetails, Status: 422, Title: "Details", Message: "The request does not match the schema."},
	{Code: codeForbidden, Status: 403, Title: "Forbidden", Message: "You may not do that."},
	{Code: codeInternal, Status: 500, Title: "Internal", Message: "Something went wrong.", Level: slog.LevelError},
	{Code: codeMalformed, Status: 400, Title: "Malformed", Message: "The request cannot be read."},
	{Code: codeMethod, Status: 405, Title: "Method", Message: "The method is not allowed here."},
	{Code: codeParams, Status: 409, Title: "Conflict", Message: "The name {name} is taken."},
	{Code: codePass, Status: 409, Title: "Pass", Message: "Passed on.", PassUpstream: true, Retry: catalog.RetryAfterDelay},
	{Code: codeTooLarge, Status: 413, Title: "Too Large", Message: "The body is too large."},
	{Code: codePlain, Status: 418, Title: "Plain", Message: "Plain."},
	{Code: codeRateLimited, Status: 429, Title: "Rate Limited", Message: "Slow down.", Retry: catalog.RetryAfterDelay, RetryAfter: 30 * time.Second},
	{Code: codeRetry, Status: 503, Title: "Retry", Message: "Try again in {retry_after} seconds.", Retry: catalog.RetryAfterDelay, RetryAfter: 60 * time.Second},
	{Code: codeRouteNotFound, Status: 404, Title: "Not Found", Message: "No such route."},
	{Code: codeText, Status: 400, Title: "Text", OAuth: "invalid_grant", Message: "<b>\"Quotes\"</b> & 'more' %s \\ `x` \u00e9\u4e16\U0001F600 \u2028</script>"},
	{Code: codeTimeout, Status: 504, Title: "Timeout", Message: "That took too long."},
	{Code: codeUnauthenticated, Status: 401, Title: "Unauthenticated", Message: "Say who you are.", Challenge: challenge},
	{Code: codeUnavailable, Status: 503, Title: "Unavailable", Message: "Not now.", Retry: catalog.RetryBackoff},
	{Code: codeMediaType, Status: 415, Title: "Media Type", Message: "That media type is not read here."},
	{Code: codeUpstream, Status: 502, Title: "Upstream", Message: "A service behind this one failed."},
}

// newCatalog returns the kit's catalog.
func newCatalog() catalog.Catalog {
	table := catalog.Table{
		Domain: "rendertest",
		Roles: []catalog.Code{
			catalog.RoleInternal:             codeInternal,
			catalog.RoleRouteNotFound:        codeRouteNotFound,
			catalog.RoleMethodNotAllowed:     codeMethod,
			catalog.RolePayloadTooLarge:      codeTooLarge,
			catalog.RoleUnsupportedMediaType: codeMediaType,
			catalog.RoleMalformedRequest:     codeMalformed,
			catalog.RoleUnauthenticated:      codeUnauthenticated,
			catalog.RoleForbidden:            codeForbidden,
			catalog.RoleRateLimited:          codeRateLimited,
			catalog.RoleUnavailable:          codeUnavailable,
			catalog.RoleTimeout:              codeTimeout,
			catalog.RoleClientClosed:         codeClientClosed,
			catalog.RoleUpstream:             codeUpstream,
		},
		Statuses: make([]catalog.Code, 600),
	}
	table.Statuses[418] = codePlain
	for _, row := range rows {
		row.DocURL = "https://docs.example.com/errors/" + string(row.Code)
		entry := row.Entry()
		table.Entries = append(table.Entries, &entry)
	}
	slices.SortFunc(table.Entries, func(a, b *catalog.Entry) int { return cmp.Compare(a.Code(), b.Code()) })
	return table.Catalog()
}

// A kitError is an error of the kit's catalog. Unlike generated types it lets
// a requirement attach anything to any code.
type kitError struct{ wire.Base }

func (t *trial) entry(code catalog.Code) *catalog.Entry {
	entry, ok := t.catalog.Lookup(code)
	if !ok {
		t.fatalf("the kit has no code %q", code)
	}
	return entry
}

func (t *trial) err(code catalog.Code) *kitError {
	return &kitError{wire.New(t.entry(code))}
}

func (e *kitError) cause(err error) *kitError { return &kitError{e.Base.WithCause(err)} }

func (e *kitError) after(d time.Duration) *kitError {
	return &kitError{e.Base.WithRetryAfter(d)}
}

func (e *kitError) params(p params) *kitError { return &kitError{e.Base.WithParams(p)} }

func (e *kitError) details(items ...detail) *kitError {
	d := catalog.NewDetails(len(items), func(i int, dst []byte) ([]byte, error) { return items[i].AppendJSON(dst) })
	return &kitError{e.Base.WithDetails(d)}
}

// params has one parameter for the client and one for logs.
type params struct{ Name, Secret string }

func (p params) Attrs() []slog.Attr {
	return []slog.Attr{slog.String("name", p.Name), slog.String("secret", p.Secret)}
}

func (p params) ClientText(name string) (string, bool) { return p.Name, name == "name" }

// A detail is one item of details.
type detail interface {
	AppendJSON(dst []byte) ([]byte, error)
}

// item is a detail as generated code has them; Secret is a sensitive field.
type item struct {
	Loc    catalog.Path
	Msg    string
	Input  any
	Secret string
}

func (i item) AppendJSON(dst []byte) ([]byte, error) {
	o := wire.NewObject(dst)
	o.Path("loc", i.Loc)
	o.String("msg", i.Msg)
	o.Any("input", i.Input)
	return o.Close()
}

// received is an error that another service sent.
type received struct {
	code  catalog.Code
	inner error
}

func (e *received) Error() string            { return "another service answered " + string(e.code) }
func (e *received) RemoteCode() catalog.Code { return e.code }
func (e *received) Unwrap() error            { return e.inner }

var (
	_ catalog.Error  = (*kitError)(nil)
	_ catalog.Remote = (*received)(nil)
)
