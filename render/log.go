package render

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// Log returns an observer that writes one log record per failed request, to
// slog.Default() if logger is nil. The message is the code; the attributes
// are request_id, status, method, path and, where there is something to say,
// cause, stack, begun, cut and problems.
//
// An error tree of more than 1,024 errors is not printed, since it may have a
// cycle; its type is.
//
// The record has no source: it would be this package's for all of them.
//
// Panics, 5xx statuses and cut connections are logged at the error level, all
// others at the level of their entry.
func Log(logger *slog.Logger) Observer {
	return func(ctx context.Context, e Event) {
		logger := logger
		if logger == nil {
			logger = slog.Default()
		}
		level := e.Entry.Level()
		if e.Panic != nil || e.Cut || e.Entry.Status() >= http.StatusInternalServerError {
			level = slog.LevelError
		}
		if !logger.Enabled(ctx, level) {
			return
		}
		attrs := append(make([]slog.Attr, 0, 10),
			slog.String("request_id", e.RequestID),
			slog.Int("status", e.Status),
			slog.String("method", e.Request.Method),
			slog.String("path", e.Request.URL.Path),
		)
		if e.Err != nil {
			attrs = append(attrs, slog.Any("cause", loggable(e.Err)))
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
		// Not by the logger, which would look up where it is called: always here.
		record := slog.NewRecord(time.Now(), level, string(e.Entry.Code()), 0)
		record.AddAttrs(attrs...)
		_ = logger.Handler().Handle(ctx, record)
	}
}

// maxLogged is the size of the largest error tree that is logged as it is.
const maxLogged = 1 << 10

// overlarge reports whether an error tree is too large to print: the text of
// one that has a cycle may have no end, that of one whose members are shared
// may not fit in memory.
func overlarge(err error) bool {
	n := 0
	for range catalog.Tree(err) {
		if n++; n > maxLogged {
			return true
		}
	}
	return false
}

// loggable is err, or a note in its place.
func loggable(err error) any {
	if overlarge(err) {
		return printable(err)
	}
	return err
}
