package nethttp_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// levels returns an observer that hands on what our log makes of an event.
func levels(to chan<- slog.Record) render.Observer {
	return render.Log(slog.New(recordsTo(to)))
}

type recordsTo chan<- slog.Record

func (recordsTo) Enabled(context.Context, slog.Level) bool { return true }
func (h recordsTo) Handle(_ context.Context, r slog.Record) error {
	h <- r
	return nil
}
func (h recordsTo) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h recordsTo) WithGroup(string) slog.Handler      { return h }

// A client that leaves is nobody's fault: one record of client_closed_request,
// and no error, wherever it left and whatever the handler makes of it.
func TestClientsThatLeave(t *testing.T) {
	var errDriver = errors.New("pq: canceling statement due to user request")
	begin := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "data: 1\n\n")
		_ = http.NewResponseController(w).Flush()
	}
	tests := []struct {
		name string
		h    func(w http.ResponseWriter, r *http.Request) error
	}{
		{"a stream, the context's error", func(w http.ResponseWriter, r *http.Request) error {
			begin(w)
			<-r.Context().Done()
			return r.Context().Err()
		}},
		{"a stream, its cause", func(w http.ResponseWriter, r *http.Request) error {
			begin(w)
			<-r.Context().Done()
			return fmt.Errorf("stream: %w", context.Cause(r.Context()))
		}},
		{"a stream, the error of a write", func(w http.ResponseWriter, r *http.Request) error {
			begin(w)
			<-r.Context().Done()
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return err
				}
				if err := http.NewResponseController(w).Flush(); err != nil {
					return err
				}
			}
		}},
		{"a query, the driver's own words", func(w http.ResponseWriter, r *http.Request) error {
			<-r.Context().Done()
			return errDriver
		}},
		{"a query, the context's error", func(w http.ResponseWriter, r *http.Request) error {
			<-r.Context().Done()
			return r.Context().Err()
		}},
		{"a derived context", func(w http.ResponseWriter, r *http.Request) error {
			ctx, cancel := context.WithTimeout(r.Context(), patience)
			defer cancel()
			<-ctx.Done()
			return ctx.Err()
		}},
		{"a body that is never sent", func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.ReadAll(r.Body)
			if err == nil {
				err = errors.New("the body was whole")
			}
			return err
		}},
	}
	for _, p := range protocols {
		for mount, around := range map[string]func(http.Handler) http.Handler{
			"bare":          func(h http.Handler) http.Handler { return h },
			"with a logger": func(h http.Handler) http.Handler { return handLogger(&site{}, h) },
			"with otelhttp": func(h http.Handler) http.Handler { return traced(nil, h) },
		} {
			for _, test := range tests {
				records := make(chan slog.Record, 8)
				started := make(chan struct{}, 1)
				mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: levels(records)}))
				handler := mw.Wrap(around(mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
					started <- struct{}{}
					return test.h(w, r)
				})))
				server := httptest.NewUnstartedServer(handler)
				server.Config.ErrorLog = discarded
				if p == http2 {
					server.EnableHTTP2 = true
					server.StartTLS()
				} else {
					server.Start()
				}
				ctx, cancel := context.WithCancel(context.Background())
				body := io.Reader(nil)
				leave := cancel
				if strings.HasPrefix(test.name, "a body") {
					r, w := io.Pipe()
					go func() { _, _ = w.Write([]byte("half")) }()
					leave = func() { cancel(); _ = w.CloseWithError(context.Canceled) }
					body = r
				}
				req, _ := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, body)
				go func() {
					<-started
					leave()
				}()
				if resp, err := server.Client().Do(req); err == nil {
					_, _ = io.Copy(io.Discard, resp.Body)
					_ = resp.Body.Close()
				}
				what := fmt.Sprintf("%s, %s, %s", p, mount, test.name)
				select {
				case record := <-records:
					if record.Message != string(apierr.CodeClientClosedRequest) || record.Level > slog.LevelWarn {
						t.Errorf("%s: %s at %s, want client_closed_request below error; %s", what, record.Message, record.Level, attributes(record))
					}
				case <-time.After(patience):
					t.Errorf("%s: no record", what)
				}
				cancel()
				server.Close()
				if len(records) > 0 {
					t.Errorf("%s: a second record: %s", what, (<-records).Message)
				}
			}
		}
	}
}

func attributes(r slog.Record) string {
	var b strings.Builder
	r.Attrs(func(a slog.Attr) bool {
		if a.Key != "stack" {
			fmt.Fprintf(&b, "%s=%v ", a.Key, a.Value)
		}
		return true
	})
	return b.String()
}

// What is wrong with a request as it was sent is the client's: no error of ours.
func TestBrokenRequests(t *testing.T) {
	tests := []struct{ name, request string }{
		{"a malformed chunk", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"},
		{"a chunk that is longer than it says", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n"},
		{"a chunk size that is too long", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + strings.Repeat("1", 40) + "\r\n"},
	}
	for _, test := range tests {
		s := serve(t, http1, func(s *site) http.Handler {
			return s.mw.Wrap(handLogger(s, s.mw.Handler(func(_ http.ResponseWriter, r *http.Request) error {
				if _, err := io.ReadAll(r.Body); err != nil {
					return fmt.Errorf("read the body: %w", err)
				}
				return nil
			})))
		})
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(patience))
		_, _ = io.WriteString(conn, test.request)
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: status %d, want 400", test.name, resp.StatusCode)
		}
		_ = conn.Close()
		s.busy.Wait()
	}
}

// A handler that takes longer than the server's WriteTimeout answers nobody:
// the record has to say so.
func TestWriteTimeout(t *testing.T) {
	late := make(chan render.Event, 1)
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: func(_ context.Context, e render.Event) { late <- e }}))
	server := httptest.NewUnstartedServer(mw.Wrap(mw.Handler(func(http.ResponseWriter, *http.Request) error {
		time.Sleep(60 * time.Millisecond)
		return apierr.NewAccessDenied()
	})))
	server.Config.WriteTimeout = 20 * time.Millisecond
	server.Start()
	defer server.Close()
	if resp, err := server.Client().Get(server.URL); err == nil {
		_ = resp.Body.Close()
		t.Fatalf("status %d after the timeout", resp.StatusCode)
	}
	if e := <-late; len(e.Problems) == 0 {
		t.Errorf("the record says %d and has no problem, but the client got nothing", e.Status)
	}
}
