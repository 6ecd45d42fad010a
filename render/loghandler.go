package render

import (
	"context"
	"log/slog"
	"slices"
)

// NewLogHandler returns a handler that adds the request ID, as request_id, to
// each record that is made with the context of a request, and passes it on to
// inner:
//
//	slog.SetDefault(slog.New(render.NewLogHandler(slog.NewJSONHandler(os.Stdout, nil))))
//	slog.InfoContext(r.Context(), "key created") // has the ID
//
// The ID stands at the top level, outside of the groups that the logger has
// opened. A logger or a record that has a request_id there keeps it, and gets
// no other. Handlers around this one may therefore add theirs: the first one is
// passed on, any further ones are not.
//
// As with any handler that wraps another one, inner must not be that of
// slog.Default() if the result is to be the default: each would wait for the
// other.
func NewLogHandler(inner slog.Handler) slog.Handler {
	return &logHandler{inner: inner}
}

type logHandler struct {
	inner  slog.Handler
	has    bool       // inner has been given a request ID
	groups []logGroup // the open ones, outermost first, of which inner does not know
}

// logGroup is a group that a logger has opened, with what it has got since.
type logGroup struct {
	name  string
	attrs []slog.Attr
}

func (h *logHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.inner.Enabled(ctx, level)
}

func (h *logHandler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	groups := append(slices.Clip(h.groups), logGroup{name: name})
	return &logHandler{h.inner, h.has, groups}
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	if len(attrs) == 0 {
		return h
	}
	last := len(h.groups) - 1
	if last < 0 {
		attrs, has := firstID(attrs, h.has)
		return &logHandler{h.inner.WithAttrs(attrs), has, nil}
	}
	groups := slices.Clone(h.groups)
	groups[last].attrs = slices.Concat(groups[last].attrs, attrs)
	return &logHandler{h.inner, h.has, groups}
}

func (h *logHandler) Handle(ctx context.Context, record slog.Record) error {
	attrs := make([]slog.Attr, 0, record.NumAttrs()+1)
	for a := range record.Attrs {
		attrs = append(attrs, a)
	}
	for _, g := range slices.Backward(h.groups) {
		attrs = []slog.Attr{{Key: g.name, Value: slog.GroupValue(slices.Concat(g.attrs, attrs)...)}}
	}
	attrs, has := firstID(attrs, h.has)
	if !has {
		if id := RequestID(ctx); id != "" {
			attrs = append(attrs, slog.String(requestIDKey, id))
		}
	}
	out := slog.NewRecord(record.Time, record.Level, record.Message, record.PC)
	out.AddAttrs(attrs...)
	return h.inner.Handle(ctx, out)
}

// firstID returns attrs without the request IDs after the first, and whether
// there is one, or has been one before.
func firstID(attrs []slog.Attr, has bool) ([]slog.Attr, bool) {
	kept := make([]slog.Attr, 0, len(attrs)+1)
	for _, a := range attrs {
		switch {
		case a.Key == "" && a.Value.Kind() == slog.KindGroup: // its members belong to what is around it
			var members []slog.Attr
			members, has = firstID(a.Value.Group(), has)
			a.Value = slog.GroupValue(members...)
		case a.Key == requestIDKey && has:
			continue
		case a.Key == requestIDKey:
			has = true
		}
		kept = append(kept, a)
	}
	return kept, has
}
