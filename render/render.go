// Package render turns errors into responses.
//
// A [Renderer] is made once, from a catalog, and handed to a middleware:
//
//	r := render.New(apierr.Catalog(), nil)
//	mw := middleware.New(r)  // net/http
//	echov4.Install(e, r)     // Echo v4
//
// It decides which entry of the catalog answers for an error (contract §4),
// encodes the envelope (contract §1) and writes it with the headers that an
// error response must have (contract §2). What clients must not see goes to
// an [Observer] instead, by default one that logs through log/slog.
//
// Authors of adapters for other frameworks start at the package
// render/adapter. The sections of the contract (§) are those of
// docs/contract.md.
package render

import (
	"context"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/requestid"
	"github.com/asterwise/errcat/render/adapter"
)

// HeaderRequestID is the header that carries the request ID, on requests and
// on responses. Header names are case-insensitive; this is Go's spelling.
const HeaderRequestID = adapter.HeaderRequestID

// Options adjusts a [Renderer]. The zero value, and nil, are the defaults.
type Options struct {
	// Observer is told of every error that a request ended with. Nil means
	// [Log](nil).
	Observer Observer

	// MapError turns errors of other packages into catalog errors, before the
	// renderer's own rules for such errors and after those for catalog
	// errors (contract §4). It returns nil to decline; what it returns must
	// have a catalog error or a code in its tree to count. It may be called
	// by several goroutines at once.
	MapError func(r *http.Request, err error) error

	// Now is the clock; nil means time.Now.
	Now func() time.Time

	// NewRequestID makes request IDs, by several goroutines at once. Nil
	// means "req_" and a UUIDv7 (RFC 9562) as 26 characters of Crockford's
	// base32: IDs that sort by time, that nobody can guess, and for which
	// machines need not coordinate (contract §3).
	NewRequestID func() string

	// IgnoreRequestID makes a fresh request ID for every request, whatever
	// the X-Request-Id header of the request says. Meant for a public edge.
	IgnoreRequestID bool

	// MaxDetails limits the encoded details of a response, in bytes. Whole
	// items are kept while they fit. Zero means 64 KiB.
	MaxDetails int

	// KeepHeaders names further response headers that belong to the exchange
	// and not to the resource, so that an error response keeps them, one for
	// a concealed code too (contract §2).
	KeepHeaders []string

	// LeaveBegun leaves a response alone when a handler returned an error
	// after it had begun a successful response. The default is to cut the
	// connection, so that half an answer cannot pass for a whole one
	// (contract §4). Panics always cut it. Meant for services in migration.
	LeaveBegun bool

	// ProblemDetails answers in the form of RFC 9457 where the request's
	// Accept header names application/problem+json with a higher quality than
	// application/json. That has all members of the envelope too. Every error
	// response then has "Vary: Accept" (contract §7).
	ProblemDetails bool

	// OAuth reports whether a request is to an endpoint of OAuth 2.0, such as
	// a token endpoint, whose errors have the form of RFC 6749 §5.2. Which
	// error of OAuth a code is stands in the catalog; for other codes it is
	// invalid_request, server_error or temporarily_unavailable. Nil means that
	// none is. It may be called by several goroutines at once.
	OAuth func(r *http.Request) bool
}

// A Renderer turns errors into responses. It is safe for concurrent use.
type Renderer struct{ engine *adapter.Engine }

// New returns a renderer for the errors of a catalog.
//
// It panics when the catalog has no code for the role "internal", since there
// would be no answer to an unknown error. A generated catalog that extends
// another one lacks the role: merge the two with [catalog.Merge].
func New(c catalog.Catalog, opts *Options) *Renderer {
	if opts == nil {
		opts = &Options{}
	}
	if c.Role(catalog.RoleInternal) == nil {
		panic("render: the catalog has no code for the role internal; merge it with the catalog that it extends (catalog.Merge)")
	}
	observer := opts.Observer
	if observer == nil {
		observer = Log(nil)
	}
	config := adapter.Config{
		Catalog:         c,
		MapError:        opts.MapError,
		Report:          observer.report,
		Now:             opts.Now,
		NewRequestID:    opts.NewRequestID,
		MaxDetails:      opts.MaxDetails,
		KeepHeaders:     opts.KeepHeaders,
		IgnoreRequestID: opts.IgnoreRequestID,
		LeaveBegun:      opts.LeaveBegun,
		ProblemDetails:  opts.ProblemDetails,
		OAuth:           opts.OAuth,
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.NewRequestID == nil {
		config.NewRequestID = requestid.New
	}
	if config.MaxDetails <= 0 {
		config.MaxDetails = limits.Details
	}
	return &Renderer{adapter.New(config)}
}

// Catalog returns the catalog that the renderer was made from.
func (r *Renderer) Catalog() catalog.Catalog { return r.engine.Catalog }

// Engine returns what adapters work with.
func (r *Renderer) Engine() *adapter.Engine { return r.engine }

// Error answers a request with an error here and now, as http.Error does: for
// middleware that does not return errors. It is at home in any middleware of
// this module and outside of all; the response has an ID and the observer hears
// of it either way.
//
// It panics with http.ErrAbortHandler if the response has begun and must be cut
// (contract §4).
func (r *Renderer) Error(w http.ResponseWriter, req *http.Request, err error) {
	r.engine.Error(w, req, err)
}

// AppendEnvelope appends the body that answers an error of a request (contract
// §1), for what is no HTTP response, such as an event in a stream that has
// begun. It writes nothing, and the observer does not hear of it.
func (r *Renderer) AppendEnvelope(dst []byte, req *http.Request, err error) []byte {
	d := r.engine.Decide(req, adapter.Failure{Err: err})
	return r.engine.AppendEnvelope(dst, d, RequestID(req.Context()))
}

// RequestID returns the ID of the request that ctx belongs to, "" if it has
// none.
func RequestID(ctx context.Context) string {
	if x := adapter.FromContext(ctx); x != nil {
		return x.RequestID()
	}
	return ""
}
