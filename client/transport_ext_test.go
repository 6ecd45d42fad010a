package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

// TestTransport counts what arrives at a real server.
func TestTransport(t *testing.T) {
	second := time.Second
	for _, tt := range []struct {
		name      string
		err       error
		method    string
		body      io.Reader
		transport client.Transport
		timeout   time.Duration
		want      int32
	}{
		{name: "a wait that is named", err: apierr.NewBurstLimitExceeded().WithRetryAfter(second), method: "POST", body: strings.NewReader("{}"), want: 3},
		{name: "backoff", err: apierr.NewServiceUnavailable(), method: "GET", want: 3},
		{name: "more attempts", err: apierr.NewServiceUnavailable(), method: "GET", transport: client.Transport{MaxAttempts: 4}, want: 4},
		{name: "once", err: apierr.NewServiceUnavailable(), method: "GET", transport: client.Transport{MaxAttempts: 1}, want: 1},
		{name: "may have done its work", err: apierr.NewInternalError(), method: "POST", body: strings.NewReader("{}"), want: 1},
		{name: "the account has to change", err: apierr.NewMonthlyUsageLimitExceeded(), method: "GET", want: 1},
		{name: "the request has to change", err: apierr.NewKeyNotFound(), method: "GET", want: 1},
		{name: "longer than the caller waits", err: apierr.NewBurstLimitExceeded().WithRetryAfter(2 * second), method: "GET", transport: client.Transport{MaxWait: second}, want: 1},
		{name: "longer than the deadline", err: apierr.NewBurstLimitExceeded(), method: "GET", timeout: 30 * second, want: 1},
		{name: "a body that is gone", err: apierr.NewBurstLimitExceeded().WithRetryAfter(second), method: "POST", body: io.MultiReader(strings.NewReader("{}")), want: 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var n atomic.Int32
			server := serve(t, func(r *http.Request) error {
				n.Add(1)
				if text, _ := io.ReadAll(r.Body); tt.body != nil && string(text) != "{}" {
					t.Errorf("request %d has body %q", n.Load(), text)
				}
				return tt.err
			})
			ctx := context.Background()
			if tt.timeout > 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, tt.timeout)
				defer cancel()
			}
			tt.transport.Catalog = apierr.Catalog()
			req, err := http.NewRequestWithContext(ctx, tt.method, server.URL, tt.body)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := (&http.Client{Transport: &tt.transport}).Do(req)
			if err != nil {
				t.Fatal(err)
			}
			if err := client.Check(resp, apierr.Catalog()); !errors.Is(err, tt.err) {
				t.Errorf("the last response is %v, want %v", err, tt.err)
			}
			if n.Load() != tt.want {
				t.Errorf("%d requests arrived, want %d", n.Load(), tt.want)
			}
		})
	}
}

func TestTransportSucceeds(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	server := serve(t, func(*http.Request) error {
		if n.Add(1) == 1 {
			return apierr.NewServiceUnavailable()
		}
		return nil
	})
	c := &http.Client{Transport: &client.Transport{Catalog: apierr.Catalog()}}
	resp, err := c.Get(server.URL)
	if err != nil || resp.StatusCode != http.StatusOK || n.Load() != 2 {
		t.Errorf("after %d requests: %v, %v", n.Load(), resp, err)
	}
}

func TestTransportCanceled(t *testing.T) {
	t.Parallel()
	errGivenUp := errors.New("given up")
	ctx, cancel := context.WithCancelCause(context.Background())
	server := serve(t, func(*http.Request) error {
		time.AfterFunc(50*time.Millisecond, func() { cancel(errGivenUp) })
		return apierr.NewBurstLimitExceeded()
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_, err = (&http.Client{Transport: &client.Transport{Catalog: apierr.Catalog(), MaxWait: time.Hour}}).Do(req)
	if !errors.Is(err, errGivenUp) || time.Since(start) > 30*time.Second {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
}

// TestTransportOddBase: what net/http's client bears of a RoundTripper, ours
// bears too.
func TestTransportOddBase(t *testing.T) {
	for name, resp := range map[string]*http.Response{"no response": nil, "no body": {StatusCode: 503}} {
		c := &http.Client{Transport: &client.Transport{Catalog: apierr.Catalog(), Base: always{resp}}}
		resp, err := c.Get("http://127.0.0.1/")
		if (err == nil) != (name == "no body") {
			t.Errorf("%s: got %v, %v", name, resp, err)
		}
	}
}

// always answers with the same response.
type always struct{ resp *http.Response }

func (a always) RoundTrip(*http.Request) (*http.Response, error) { return a.resp, nil }

// TestTransportKeepsConnections: what is repeated goes over the same
// connection, and what is returned can be read in full.
func TestTransportKeepsConnections(t *testing.T) {
	t.Parallel()
	const size = 3 << 20
	server := serve(t, func(*http.Request) error { return apierr.NewServiceUnavailable() })
	base := http.DefaultTransport.(*http.Transport).Clone()
	defer base.CloseIdleConnections()
	var fresh, reused int
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if info.Reused {
			reused++
		} else {
			fresh++
		}
	}})
	c := &http.Client{Transport: &client.Transport{Catalog: apierr.Catalog(), Base: base}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, server.URL, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if fresh != 1 || reused != 2 {
		t.Errorf("%d connections were opened and used again %d times, want 1 and 2", fresh, reused)
	}

	large := &client.Transport{Base: always{&http.Response{StatusCode: 502, Body: io.NopCloser(io.LimitReader(zeros{}, size))}}}
	resp, err = (&http.Client{Transport: large}).Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, resp.Body); n != size || err != nil {
		t.Errorf("%d bytes are left to read (%v), want %d", n, err, size)
	}
}
