package nethttp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// What only looks like a router's answer in part is the handler's own.
func TestOwnNotFound(t *testing.T) {
	plain := func(w http.ResponseWriter, status int) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.WriteHeader(status)
	}
	write := func(w http.ResponseWriter, parts ...string) {
		for _, part := range parts {
			_, _ = io.WriteString(w, part)
		}
	}
	tests := []struct {
		name   string
		h      http.HandlerFunc
		status int
		body   string
	}{
		{"another text", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no such chart", 404) }, 404, "no such chart\n"},
		{"more text", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r); write(w, "see /help") }, 404, "404 page not found\nsee /help"},
		{"parts", func(w http.ResponseWriter, _ *http.Request) { plain(w, 404); write(w, "404 page", " was not found") }, 404, "404 page was not found"},
		{"no text", func(w http.ResponseWriter, _ *http.Request) { plain(w, 404) }, 404, ""},
		{"bare 404", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, 404, ""},
		{"another type", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(404)
			write(w, "404 page not found\n")
		}, 404, "404 page not found\n"},
		{"405 with a text", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(405); write(w, "read only") }, 405, "read only"},
		{"405 of a template", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(405)
			_, _ = io.Copy(w, strings.NewReader("read only"))
		}, 405, "read only"},
		{"a buffer", func(w http.ResponseWriter, _ *http.Request) {
			plain(w, 404)
			_, _ = bytes.NewBufferString("404 page not found, sorry").WriteTo(w)
		}, 404, "404 page not found, sorry"},
		{"flushed", func(w http.ResponseWriter, _ *http.Request) {
			plain(w, 404)
			_ = http.NewResponseController(w).Flush()
			write(w, "404 page", " was not found")
		}, 404, "404 page was not found"},
	}
	for _, p := range protocols {
		for _, test := range tests {
			for place, mount := range map[string]func(*site) http.Handler{
				"Wrap":      func(s *site) http.Handler { return s.mw.Wrap(test.h) },
				"two Wraps": func(s *site) http.Handler { return s.mw.Wrap(handLogger(s, s.mw.Wrap(test.h))) },
			} {
				s := serve(t, p, mount)
				got := s.get("/")
				if got.status != test.status || string(got.body) != test.body || len(got.events) > 0 || got.cut {
					t.Errorf("%s, %s, %s: %d %q, %d records, cut %t", p, place, test.name, got.status, got.body, len(got.events), got.cut)
				}
				if len(got.header.Values("X-Request-Id")) != 1 {
					t.Errorf("%s, %s, %s: X-Request-Id %q", p, place, test.name, got.header.Values("X-Request-Id"))
				}
			}
		}
	}
}

// ReverseProxy clears the header after a 1xx of the upstream.
func TestEarlyHintsThroughProxy(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</a.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		if r.URL.Path == "/dies" {
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, "fine")
	}))
	up.Config.ErrorLog = discarded
	defer up.Close()
	to, _ := url.Parse(up.URL)
	for _, p := range protocols {
		s := serve(t, p, func(s *site) http.Handler { return s.mw.Wrap(handLogger(s, s.proxy(to))) })
		if got := s.get("/"); got.status != 200 || string(got.body) != "fine" || len(got.header.Values("X-Request-Id")) != 1 {
			t.Errorf("%s: %d %q, X-Request-Id %q", p, got.status, got.body, got.header.Values("X-Request-Id"))
		}
		got := s.get("/dies")
		want := seen{Status: 502, Body: string(apierr.CodeUpstreamError), Records: 1, Saw: 502}
		if have := got.seen(failure{}, want); have != want || got.header.Get("Link") != "" {
			t.Errorf("%s: saw\n\t%+v, Link %q, want\n\t%+v", p, fields(have), got.header.Get("Link"), fields(want))
		}
		s.checkReply(string(p)+", dies", failure{}, &got)
	}
}

// Who writes a second header is named, and it is not us.
func TestSecondHeader(t *testing.T) {
	twice := func(w http.ResponseWriter, _ *http.Request) error {
		w.WriteHeader(http.StatusAccepted)
		w.WriteHeader(http.StatusOK)
		return nil
	}
	for file, mount := range map[string]func(*site) http.Handler{
		"answers_test.go":     func(s *site) http.Handler { return s.mw.Wrap(s.mw.Handler(twice)) },
		"middlewares_test.go": func(s *site) http.Handler { return s.mw.Wrap(handLogger(s, s.mw.Handler(twice))) }, // as without us: the last caller
	} {
		s := serve(t, http1, mount)
		got := s.get("/")
		if got.status != 202 || strings.Contains(got.server, "errcat/render") || !strings.Contains(got.server, file) {
			t.Errorf("status %d; net/http says %q, want a line about %s", got.status, got.server, file)
		}
	}
}

// A connection that is upgraded through a proxy is the proxy's.
func TestUpgradeThroughProxy(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, buf, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = buf.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		_ = buf.Flush()
		line, _ := buf.ReadString('\n')
		_, _ = buf.WriteString(line)
		_ = buf.Flush()
	}))
	defer up.Close()
	to, _ := url.Parse(up.URL)
	s := serve(t, http1, func(s *site) http.Handler {
		return s.mw.Wrap(copyingLogger(s, &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }, ErrorLog: discarded}))
	})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.url, nil)
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", "echo")
	resp, err := s.client.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	stream, ok := resp.Body.(io.ReadWriteCloser)
	if resp.StatusCode != 101 || !ok {
		t.Fatalf("status %d", resp.StatusCode)
	}
	_, _ = io.WriteString(stream, "hello\n")
	got, err := io.ReadAll(stream)
	_ = stream.Close()
	s.busy.Wait()
	if string(got) != "hello\n" || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", got, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.events) > 0 || s.server.Len() > 0 {
		t.Errorf("%d records; net/http says %q", len(s.events), s.server.String())
	}
}
