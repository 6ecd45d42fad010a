package nethttp_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	chimw "github.com/go-chi/chi/v5/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
)

// zeros is a body that never waits for anybody.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A client that sends far more than the limit has to be able to read that it
// did, as with bare net/http; so the server must know before it closes.
func TestBodyLimits(t *testing.T) {
	const limit, size = 1 << 20, 32 << 20
	drain := func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	}
	mounts := map[string]func(*site) http.Handler{
		"MaxBytesHandler inside": func(s *site) http.Handler {
			return s.mw.Wrap(http.MaxBytesHandler(s.mw.Handler(drain), limit))
		},
		"MaxBytesHandler outside": func(s *site) http.Handler {
			return http.MaxBytesHandler(s.mw.Wrap(s.mw.Handler(drain)), limit)
		},
		"MaxBytesReader": func(s *site) http.Handler {
			return s.mw.Wrap(s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
				return drain(w, &http.Request{Body: http.MaxBytesReader(w, r.Body, limit)})
			}))
		},
		"MaxBytesReader behind a logger": func(s *site) http.Handler {
			return s.mw.Wrap(handLogger(s, s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
				return drain(w, &http.Request{Body: http.MaxBytesReader(w, r.Body, limit)})
			})))
		},
		"chi RequestSize": func(s *site) http.Handler {
			return s.mw.Wrap(chimw.RequestSize(limit)(s.mw.Handler(drain)))
		},
		"an error of the catalog, nothing read": func(s *site) http.Handler {
			return s.mw.Wrap(s.mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewPayloadTooLarge() }))
		},
	}
	want := seen{Status: 413, Body: string(apierr.CodePayloadTooLarge), Records: 1}
	for _, p := range protocols {
		for name, mount := range mounts {
			s := serve(t, p, mount)
			for range 5 {
				got := s.send(http.MethodPost, "/", io.LimitReader(zeros{}, size))
				if have := got.seen(failure{}, want); have != want {
					t.Errorf("%s, %s: saw\n\t%+v, want\n\t%+v", p, name, fields(have), fields(want))
				}
				s.checkReply(string(p)+", "+name, failure{}, &got)
				if e, _ := got.envelope(); strings.ContainsAny(e.Message, "0123456789") {
					t.Errorf("%s, %s: the message names a limit: %q", p, name, e.Message)
				}
			}
		}
	}
}

// A TimeoutHandler runs handlers into a buffer. What they end with is answered
// as elsewhere; its own 503 stays its own, which is in docs/service.md.
func TestTimeoutHandlers(t *testing.T) {
	for _, p := range protocols {
		release := make(chan struct{})
		s := serve(t, p, func(s *site) http.Handler {
			mux := http.NewServeMux()
			mux.Handle("GET /slow", s.mw.Handler(func(_ http.ResponseWriter, r *http.Request) error {
				<-r.Context().Done()
				<-release
				return r.Context().Err()
			}))
			return s.mw.Wrap(http.TimeoutHandler(mux, 20*time.Millisecond, "too late"))
		})
		got := s.get("/slow")
		if got.status != http.StatusServiceUnavailable || string(got.body) != "too late" || len(got.header.Values("X-Request-Id")) != 1 {
			t.Errorf("%s: %d %q, X-Request-Id %q", p, got.status, got.body, got.header.Values("X-Request-Id"))
		}
		close(release)
		if got.server != "" {
			t.Errorf("%s: net/http complains: %s", p, got.server)
		}
	}
}

// A deadline in the request's context is what we advise instead. Chi's Timeout
// makes one, and would answer by itself where nobody else does.
func TestDeadlines(t *testing.T) {
	deadline := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), 10*time.Millisecond)
			defer cancel()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
	waits := func(_ http.ResponseWriter, r *http.Request) error {
		<-r.Context().Done()
		return errors.Join(errors.New("query"), r.Context().Err())
	}
	want := seen{Status: 504, Body: string(apierr.CodeRequestTimedOut), Records: 1, Saw: 504}
	for _, p := range protocols {
		for name, middleware := range map[string]func(http.Handler) http.Handler{
			"a deadline": deadline, "chi Timeout": chimw.Timeout(10 * time.Millisecond),
		} {
			s := serve(t, p, func(s *site) http.Handler {
				return s.mw.Wrap(handLogger(s, middleware(s.mw.Handler(waits))))
			})
			got := s.get("/")
			if have := got.seen(failure{}, want); have != want {
				t.Errorf("%s, %s: saw\n\t%+v, want\n\t%+v", p, name, fields(have), fields(want))
			}
			s.checkReply(string(p)+", "+name, failure{}, &got)
		}
	}
}
