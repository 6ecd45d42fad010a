package catalog_test

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

// The catalog of a shop for tea, as `errcat generate` would write it. It has
// one code of each kind: plain, with a wait, with parameters, with details.

const (
	codePotGone   catalog.Code = "pot_gone"
	codeKettleHot catalog.Code = "kettle_hot"
	codeTooHot    catalog.Code = "too_hot"
	codeBadOrder  catalog.Code = "bad_order"
)

var (
	entryPotGone = catalog.Row{
		Code:      codePotGone,
		Status:    404,
		Title:     "Pot Gone",
		Message:   "There is no such pot.",
		DocURL:    "https://docs.example.com/errors/pot_gone",
		Category:  "not_found",
		Concealed: true,
	}.Entry()
	entryKettleHot = catalog.Row{
		Code:       codeKettleHot,
		Status:     429,
		Title:      "Kettle Hot",
		Message:    "The kettle is hot. Try again in {retry_after} seconds.",
		DocURL:     "https://docs.example.com/errors/kettle_hot",
		Level:      slog.LevelWarn,
		Retry:      catalog.RetryAfterDelay,
		RetryAfter: time.Minute,
	}.Entry()
	entryTooHot = catalog.Row{
		Code:    codeTooHot,
		Status:  422,
		Title:   "Too Hot",
		Message: "{given} degrees is over {limit}.",
		DocURL:  "https://docs.example.com/errors/too_hot",
	}.Entry()
	entryBadOrder = catalog.Row{
		Code:         codeBadOrder,
		Status:       422,
		Title:        "Bad Order",
		Message:      "The order is not valid.",
		DocURL:       "https://docs.example.com/errors/bad_order",
		PassUpstream: true,
	}.Entry()
)

var shopTable = catalog.Table{
	Domain:   "shop",
	Entries:  []*catalog.Entry{&entryBadOrder, &entryKettleHot, &entryPotGone, &entryTooHot},
	Roles:    []catalog.Code{catalog.RoleRouteNotFound: codePotGone},
	Statuses: []catalog.Code{409: codeBadOrder},
}

func shop() catalog.Catalog { return shopTable.Catalog() }

type base = wire.Base

type potGoneError struct{ base }

var errPotGone = potGoneError{wire.New(&entryPotGone)}

func newPotGone() *potGoneError { return &errPotGone }

func (e *potGoneError) WithCause(cause error) *potGoneError {
	return &potGoneError{e.base.WithCause(cause)}
}

type kettleHotError struct{ base }

var errKettleHot = kettleHotError{wire.New(&entryKettleHot)}

func newKettleHot() *kettleHotError { return &errKettleHot }

func (e *kettleHotError) WithCause(cause error) *kettleHotError {
	return &kettleHotError{e.base.WithCause(cause)}
}

func (e *kettleHotError) WithRetryAfter(wait time.Duration) *kettleHotError {
	return &kettleHotError{e.base.WithRetryAfter(wait)}
}

type tooHotError struct{ base }

type tooHotParams struct {
	Given  string // shown to the client
	Limit  string // shown to the client
	Kettle string // for logs only
}

func (p tooHotParams) Attrs() []slog.Attr {
	return []slog.Attr{slog.String("given", p.Given), slog.String("limit", p.Limit), slog.String("kettle", p.Kettle)}
}

func (p tooHotParams) ClientText(name string) (string, bool) {
	switch name {
	case "given":
		return p.Given, true
	case "limit":
		return p.Limit, true
	}
	return "", false
}

func newTooHot(p tooHotParams) *tooHotError {
	return &tooHotError{wire.New(&entryTooHot).WithParams(p)}
}

func (e *tooHotError) WithCause(cause error) *tooHotError {
	return &tooHotError{e.base.WithCause(cause)}
}

type badOrderError struct{ base }

type badOrderDetail struct {
	Loc   catalog.Path
	Input any
}

func (d badOrderDetail) AppendJSON(dst []byte) ([]byte, error) {
	o := wire.NewObject(dst)
	o.Path("loc", d.Loc)
	o.Any("input", d.Input)
	return o.Close()
}

func newBadOrder(details ...badOrderDetail) *badOrderError {
	return &badOrderError{wire.New(&entryBadOrder).WithDetails(wire.Details(details))}
}

var (
	_ catalog.Error = (*potGoneError)(nil)
	_ catalog.Error = (*kettleHotError)(nil)
	_ catalog.Error = (*tooHotError)(nil)
	_ catalog.Error = (*badOrderError)(nil)
	_ error         = catalog.Code("")
)

// row makes an entry with little in it.
func row(code catalog.Code) *catalog.Entry {
	entry := catalog.Row{Code: code, Status: 400, Title: string(code), Message: "Message of " + string(code) + "."}.Entry()
	return &entry
}

// override is a row that answers in place of the same code of an extended
// catalog.
func override(code catalog.Code) *catalog.Entry {
	entry := catalog.Row{Code: code, Status: 409, Overrides: true}.Entry()
	return &entry
}

// table makes a catalog of entries, without roles.
func table(domain string, entries ...*catalog.Entry) *catalog.Table {
	return &catalog.Table{Domain: domain, Entries: entries}
}

// panics is an error all of whose methods panic.
type panics struct{}

func (panics) Error() string        { panic(fmt.Sprint("secret", 1)) }
func (panics) Unwrap() error        { panic("secret") }
func (panics) LogValue() slog.Value { panic("secret") }

// mute is an error whose Error method panics, and no more.
type mute struct{}

func (mute) Error() string { panic("secret") }
