package nethttp_test

import (
	"compress/gzip"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/NYTimes/gziphandler"
	"github.com/alexedwards/scs/v2"
	"github.com/andybalholm/brotli"
	"github.com/felixge/httpsnoop"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/handlers"
	"github.com/klauspost/compress/gzhttp"
	"github.com/rs/cors"
)

// A stack is a middleware that a service has between Wrap and its router.
type stack struct {
	name   string
	around func(*site, http.Handler) http.Handler

	says     bool // it makes a status known, see site.saysStatus
	copies   bool // it hands on a copy of the request, whose pattern nobody outside sees
	encodes  bool // it compresses
	closes   bool // it ends its output while a panic goes by, which begins the response
	recovers bool // it answers a panic by itself
}

// stacks returns one of each kind that people install.
func stacks() []stack {
	plain := func(f func(http.Handler) http.Handler) func(*site, http.Handler) http.Handler {
		return func(_ *site, next http.Handler) http.Handler { return f(next) }
	}
	return []stack{
		{name: "nothing", around: plain(func(next http.Handler) http.Handler { return next })},
		{name: "hand-written logger", around: handLogger, says: true},
		{name: "logger that copies the request", copies: true, around: copyingLogger, says: true},
		{name: "httpsnoop", says: true, around: func(s *site, next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				s.saysStatus(httpsnoop.CaptureMetrics(next, w, r).Code)
			})
		}},
		{name: "otelhttp", copies: true, around: traced, says: true},
		{name: "promhttp", around: counted, says: true},
		{name: "chi Logger", copies: true, says: true, around: func(s *site, next http.Handler) http.Handler {
			return chimw.RequestLogger(chiFormatter{s})(next)
		}},
		{name: "gorilla LoggingHandler", says: true, around: func(s *site, next http.Handler) http.Handler {
			return handlers.CustomLoggingHandler(io.Discard, next, func(_ io.Writer, p handlers.LogFormatterParams) {
				s.saysStatus(p.StatusCode)
			})
		}},
		{name: "chi Logger, Recoverer", copies: true, says: true, recovers: true, around: func(s *site, next http.Handler) http.Handler {
			return chimw.RequestLogger(chiFormatter{s})(chimw.Recoverer(next))
		}},
		{name: "gorilla RecoveryHandler", around: plain(handlers.RecoveryHandler(handlers.RecoveryLogger(silent{}))), recovers: true},
		{name: "sentryhttp, repanics", copies: true, around: plain(sentryHandler)},
		{name: "chi Timeout", copies: true, around: plain(chimw.Timeout(patience))},
		{name: "chi NoCache, StripSlashes", around: plain(func(next http.Handler) http.Handler {
			return chimw.NoCache(chimw.StripSlashes(next))
		})},
		{name: "chi Throttle", around: plain(chimw.Throttle(100))},
		{name: "http.TimeoutHandler", copies: true, around: plain(func(next http.Handler) http.Handler {
			return http.TimeoutHandler(next, patience, "late")
		})},
		{name: "http.MaxBytesHandler", copies: true, around: plain(func(next http.Handler) http.Handler {
			return http.MaxBytesHandler(next, 1<<10)
		})},
		{name: "http.CrossOriginProtection", around: plain(http.NewCrossOriginProtection().Handler)},
		{name: "rs/cors", around: plain(cors.Default().Handler)},
		{name: "scs sessions", copies: true, around: plain(sessions)},
		{name: "chi Compress", around: plain(chimw.Compress(5)), encodes: true, closes: true},
		{name: "gorilla CompressHandler", around: plain(handlers.CompressHandler), encodes: true, closes: true},
		{name: "klauspost gzhttp", around: plain(gzhttpHandler()), encodes: true, closes: true},
		{name: "NYTimes gziphandler", around: plain(nytimesHandler()), encodes: true, closes: true},
		{name: "brotli.HTTPCompressor", around: plain(brotliHandler), encodes: true, closes: true},
		{name: "hand-written gzip", around: plain(handGzip), encodes: true, closes: true},
		{name: "logger, otelhttp, cors, gzip", copies: true, says: true, encodes: true, closes: true, around: func(s *site, next http.Handler) http.Handler {
			return handLogger(s, traced(nil, cors.Default().Handler(handGzip(next))))
		}},
	}
}

// handLogger is the logger of a thousand services: its writer has neither
// Unwrap nor Flush.
func handLogger(s *site, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &statusRecorder{w, http.StatusOK}
		defer func() { s.saysStatus(rec.status) }()
		next.ServeHTTP(rec, r)
	})
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// copyingLogger has a writer that unwraps, and gives the request a context of
// its own.
func copyingLogger(s *site, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &unwrapping{statusRecorder{w, http.StatusOK}}
		next.ServeHTTP(rec, r.Clone(r.Context()))
		s.saysStatus(rec.status)
	})
}

type unwrapping struct{ statusRecorder }

func (u *unwrapping) Unwrap() http.ResponseWriter { return u.ResponseWriter }

type chiFormatter struct{ s *site }

func (f chiFormatter) NewLogEntry(*http.Request) chimw.LogEntry { return f }

func (f chiFormatter) Write(status, _ int, _ http.Header, _ time.Duration, _ any) {
	f.s.saysStatus(status)
}

func (chiFormatter) Panic(any, []byte) {}

type silent struct{}

func (silent) Println(...any) {}

func sessions(next http.Handler) http.Handler {
	manager := scs.New()
	return manager.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		manager.Put(r.Context(), "seen", r.URL.RawQuery)
		next.ServeHTTP(w, r)
	}))
}

func gzhttpHandler() func(http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1))
	if err != nil {
		panic(err)
	}
	return func(next http.Handler) http.Handler { return wrap(next) }
}

func nytimesHandler() func(http.Handler) http.Handler {
	wrap, err := gziphandler.GzipHandlerWithOpts(gziphandler.MinSize(1))
	if err != nil {
		panic(err)
	}
	return wrap
}

// written sends what a handler writes through w.
type written struct {
	http.ResponseWriter
	w io.Writer
}

func (w written) Write(p []byte) (int, error) { return w.w.Write(p) }

func brotliHandler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		z := brotli.HTTPCompressor(w, r)
		defer z.Close()
		next.ServeHTTP(written{w, z}, r)
	})
}

func handGzip(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") == "" {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		next.ServeHTTP(written{w, z}, r)
	})
}

// discarded is for what others log.
var discarded = log.New(io.Discard, "", 0)
