package main

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestLimiter(t *testing.T) {
	start := time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC)
	var l limiter
	for i, step := range []struct {
		key   string
		after time.Duration // since the start
		want  time.Duration
	}{
		{"a", 0, 0},
		{"a", 10 * time.Second, 0},
		{"a", 20 * time.Second, 40 * time.Second},
		{"b", 30 * time.Second, 0},
		{"a", 59*time.Second + 500*time.Millisecond, 500 * time.Millisecond},
		{"a", time.Minute, 0},
		{"b", time.Minute, 0},
		{"b", 90 * time.Second, 0},
		{"b", 90 * time.Second, 30 * time.Second},
		{"a", time.Hour, 0},
	} {
		if got := l.take(step.key, 2, start.Add(step.after)); got != step.want {
			t.Errorf("step %d: %q after %v waits %v, want %v", i, step.key, step.after, got, step.want)
		}
	}
}

// TestRateLimit exceeds the limit of one key. Another key of the account is
// not affected.
func TestRateLimit(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		if r := s.do(t, request{path: "/v1/account", key: s.slow}); r.code() != "200" {
			t.Fatalf("first request: %s", r.code())
		}
		r := s.do(t, request{path: "/v1/account", key: s.slow})
		if r.code() != "429 burst_limit_exceeded" {
			t.Fatalf("second request: %s", r.code())
		}
		seconds, err := strconv.Atoi(r.Header.Get("Retry-After"))
		if err != nil || seconds < 1 || seconds > 60 {
			t.Errorf("Retry-After is %q", r.Header.Get("Retry-After"))
		}
		for _, want := range []string{
			`"retry_after":` + strconv.Itoa(seconds) + `,`,
			`Try again in ` + strconv.Itoa(seconds) + ` seconds.`,
		} {
			if !strings.Contains(string(r.body), want) {
				t.Errorf("body lacks %q: %s", want, r.body)
			}
		}
		if r := s.do(t, request{path: "/v1/account"}); r.code() != "200" {
			t.Errorf("another key: %s", r.code())
		}
	})
}
