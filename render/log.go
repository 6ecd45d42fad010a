package render

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/errtree"
)

// Log returns an observer that writes one log record per failed request, to
// slog.Default() if logger is nil. The message is the code; the attributes are
// code, request_id, status, method, path and, where there is something to say,
// route, params, cause, stack, begun, cut and problems. The cause is text: that
// of the error, or of what caused it where the error is one of a catalog. Of an
// error tree of more than 1,024 errors, which may have a cycle, it is the type.
//
// The level fits what the client got (contract §5): error for a 5xx, a panic,
// and a response that was cut while its client was there; below that for a
// client that left, for a failed upgrade, and for a 4xx that the handler gave
// itself; that of the entry for all others.
//
// The record has no source: it would be this package's for all of them.
func Log(logger *slog.Logger) Observer {
	return func(ctx context.Context, e Event) {
		logger := logger
		if logger == nil {
			logger = slog.Default()
		}
		level := e.level()
		if !logger.Enabled(ctx, level) {
			return
		}
		// Not by the logger, which would look up where it is called: always here.
		record := slog.NewRecord(time.Now(), level, string(e.Entry.Code()), 0)
		record.AddAttrs(e.attrs()...)
		_ = logger.Handler().Handle(ctx, record)
	}
}

// level fits what the client got.
func (e *Event) level() slog.Level {
	ofHandler := e.Begun && (e.Status < http.StatusOK || e.Status >= 400 && e.Status < 500) // hijacked, upgraded, or a 4xx of its own
	switch {
	case e.Panic != nil:
		return slog.LevelError
	case e.ClientGone, ofHandler:
		return min(e.Entry.Level(), slog.LevelWarn)
	case e.Cut, e.Status >= http.StatusInternalServerError, e.Entry.Status() >= http.StatusInternalServerError:
		return slog.LevelError
	default:
		return e.Entry.Level()
	}
}

// cause is the error without what the record says anyway: of a catalog error
// that nothing wraps, what caused it.
func (e *Event) cause() error {
	if _, own := e.Err.(catalog.Error); own {
		return errtree.Inner(e.Err)
	}
	return e.Err
}

func (e *Event) attrs() []slog.Attr {
	attrs := append(make([]slog.Attr, 0, 12),
		slog.String("code", string(e.Entry.Code())),
		slog.String("request_id", e.RequestID),
		slog.Int("status", e.Status),
		slog.String("method", e.Request.Method),
		slog.String("path", e.Request.URL.Path),
	)
	if e.Route != "" {
		attrs = append(attrs, slog.String("route", e.Route))
	}
	if len(e.Params) > 0 {
		attrs = append(attrs, slog.Attr{Key: "params", Value: slog.GroupValue(e.Params...)})
	}
	if cause := e.cause(); cause != nil {
		attrs = append(attrs, slog.String("cause", errtree.Text(cause)))
	}
	if e.Panic != nil {
		attrs = append(attrs, slog.String("stack", e.Panic.Stack()))
	}
	if e.Begun {
		attrs = append(attrs, slog.Bool("begun", true))
	}
	if e.Cut {
		attrs = append(attrs, slog.Bool("cut", true))
	}
	if len(e.Problems) > 0 {
		attrs = append(attrs, slog.String("problems", errors.Join(e.Problems...).Error()))
	}
	return attrs
}
