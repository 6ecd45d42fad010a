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
// Authors of adapters for other frameworks start at [Renderer.Begin].
package render

import (
	"net/http"
	"net/textproto"
	"sync"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// DefaultMaxDetails is the default of [Options.MaxDetails]: 64 KiB.
const DefaultMaxDetails = 64 << 10

// Options adjusts a [Renderer]. The zero value, and nil, are the defaults.
type Options struct {
	// Observer is told of every error that a request ended with. Nil means
	// [Log](nil).
	Observer Observer

	// Map turns errors of other packages into catalog errors, before the
	// renderer's own rules for such errors and after those for catalog
	// errors (contract §4). It returns nil to decline; what it returns must
	// have a catalog error or a code in its tree to count. It may be called
	// by several goroutines at once.
	Map func(r *http.Request, err error) error

	// Now is the clock; nil means time.Now.
	Now func() time.Time

	// MaxDetails limits the encoded details of a response, in bytes. Whole
	// items are kept while they fit. Zero means [DefaultMaxDetails].
	MaxDetails int

	// KeepHeaders names further response headers that belong to the exchange
	// and not to the resource, so that a response for a concealed code keeps
	// them (contract §2).
	KeepHeaders []string

	// IgnoreRequestID makes a fresh request ID for every request, whatever
	// the X-Request-Id header of the request says. Meant for a public edge.
	IgnoreRequestID bool

	// LeaveBegun leaves a response alone when a handler returned an error
	// after it had begun a successful response. The default is to cut the
	// connection, so that half an answer cannot pass for a whole one
	// (contract §4). Panics always cut it. Meant for services in migration.
	LeaveBegun bool
}

// A Renderer turns errors into responses. It is safe for concurrent use.
type Renderer struct {
	catalog    catalog.Catalog
	roles      catalog.Roles // every role has an entry
	observer   Observer
	ownLog     bool // the observer is the default: nobody hears more than slog.Default prints
	mapping    func(*http.Request, error) error
	now        func() time.Time
	maxDetails int
	keep       map[string]bool // canonical header names
	ignoreID   bool
	leaveBegun bool
	buffers    sync.Pool // of *[]byte
	second     atomic.Pointer[second]

	threeDigits string // see decimal
}

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
	r := &Renderer{
		catalog:    c,
		observer:   opts.Observer,
		ownLog:     opts.Observer == nil,
		mapping:    opts.Map,
		now:        opts.Now,
		maxDetails: opts.MaxDetails,
		ignoreID:   opts.IgnoreRequestID,
		leaveBegun: opts.LeaveBegun,

		threeDigits: threeDigits(),
	}
	for role := range r.roles {
		r.roles[role] = roleEntry(c, catalog.Role(role))
	}
	if r.observer == nil {
		r.observer = Log(nil)
	}
	if r.now == nil {
		r.now = time.Now
	}
	if r.maxDetails <= 0 {
		r.maxDetails = DefaultMaxDetails
	}
	if len(opts.KeepHeaders) > 0 {
		r.keep = make(map[string]bool, len(opts.KeepHeaders))
		for _, name := range opts.KeepHeaders {
			r.keep[textproto.CanonicalMIMEHeaderKey(name)] = true
		}
	}
	return r
}

// Catalog returns the catalog that the renderer was made from.
func (r *Renderer) Catalog() catalog.Catalog { return r.catalog }
