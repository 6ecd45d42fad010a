// Package example makes the example response of a code: the bytes that the real
// renderer answers with. Pages, OpenAPI documents and schemas show them.
package example

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/render"
)

// requestID is the request ID of all example responses.
const requestID = "req_01HXYZABCDEFGH"

// now is when all example responses were made.
func now() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) }

// A Response is what a service answers.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Of lets the renderer answer an error of the entry with the example values.
func Of(e *model.Error) Response {
	entry := row(e).Entry()
	table := catalog.Table{
		Entries: []*catalog.Entry{&entry},
		Roles:   []catalog.Code{catalog.RoleInternal: entry.Code()},
	}
	renderer := render.New(table.Catalog(), &render.Options{
		Now:          now,
		NewRequestID: func() string { return requestID },
		Observer:     func(context.Context, render.Event) {},
	})
	base := bare(e, &entry)
	if item := detail(e.Details); item.shown() {
		base = base.WithDetails(catalog.NewDetails(1, func(_ int, dst []byte) ([]byte, error) { return item.AppendJSON(dst) }))
	}
	rec := &recorder{header: http.Header{}}
	req := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/"}, Header: http.Header{}}
	renderer.Error(rec, req, exampleError{&base})
	return Response{Status: rec.status, Header: rec.header, Body: rec.body.Bytes()}
}

// Message is the message of the example response.
func Message(e *model.Error) string {
	entry := row(e).Entry()
	base := bare(e, &entry)
	return base.Message()
}

// bare is the error without details.
func bare(e *model.Error, entry *catalog.Entry) wire.Base {
	base := wire.New(entry)
	if len(e.Params) > 0 {
		base = base.WithParams(newParams(e))
	}
	return base
}

type exampleError struct{ *wire.Base }

// row is the row that generated code has for the entry.
func row(e *model.Error) catalog.Row {
	r := catalog.Row{
		Code:         catalog.Code(e.Code),
		Status:       e.Status,
		Title:        e.Title.Value,
		Message:      e.Message.Text,
		DocURL:       e.DocURL.Value,
		Category:     e.Category.Value,
		Challenge:    e.Challenge.Value,
		RetryAfter:   e.Retry.Default,
		Concealed:    e.Concealed,
		PassUpstream: e.PassUpstream,
	}
	switch e.Retry.Kind {
	case "after_change":
		r.Retry = catalog.RetryAfterChange
	case "after_delay":
		r.Retry = catalog.RetryAfterDelay
	case "backoff":
		r.Retry = catalog.RetryBackoff
	}
	return r
}

// A recorder is a response writer that keeps what is written.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }
