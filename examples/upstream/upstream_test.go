package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/examples/upstream/charterr"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// A pair is both services, with the log of charts and the request IDs that the
// ephemeris has answered with.
type pair struct {
	catalog catalog.Catalog
	url     string

	mu  sync.Mutex
	log bytes.Buffer
	ids []string
}

func (p *pair) Write(line []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.Write(line)
}

func start(t *testing.T) *pair {
	t.Helper()
	all, err := catalog.Merge(apierr.Catalog(), charterr.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	p := &pair{catalog: all}
	upstream := ephemeris(render.New(all, &render.Options{Observer: render.Observers()}))
	back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.ids = append(p.ids, w.Header().Get("X-Request-Id"))
		}()
		upstream.ServeHTTP(w, r)
	}))
	t.Cleanup(back.Close)
	service := &charts{ephemeris: back.URL, catalog: all, patience: 300 * time.Millisecond}
	logger := slog.New(slog.NewJSONHandler(p, nil))
	front := httptest.NewServer(service.handler(render.New(all, &render.Options{Observer: render.Log(logger)})))
	t.Cleanup(front.Close)
	p.url = front.URL
	return p
}

// A record is what the log of charts says of a failure.
type record struct {
	Code   catalog.Code `json:"error.type"`
	Params struct {
		Status    int          `json:"upstream_status"`
		Code      catalog.Code `json:"upstream_code"`
		RequestID string       `json:"upstream_request_id"`
	}
	Cause    string
	Problems string
}

// records returns those of charts so far.
func (p *pair) records(t *testing.T) []record {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []record
	for d := json.NewDecoder(bytes.NewReader(p.log.Bytes())); ; {
		var r record
		switch err := d.Decode(&r); err {
		case nil:
			all = append(all, r)
		case io.EOF:
			return all
		default:
			t.Fatal(err)
		}
	}
}

// TestUpstreamFails: what the client of charts gets, and what the record says.
func TestUpstreamFails(t *testing.T) {
	for _, tt := range []struct {
		way    string
		code   catalog.Code // for the client
		status int          // of the ephemeris; 0 for none
		remote catalog.Code // of the ephemeris; "" for none
		id     bool         // the record has the ephemeris' request ID
		cause  string       // in the record
	}{
		{"not-found", apierr.CodeUpstreamError, 404, apierr.CodeCityNotFound, true, "status 404: city_not_found"},
		{"limited", apierr.CodeUpstreamError, 429, apierr.CodeBurstLimitExceeded, true, "Try again in 37 seconds."},
		{"busy", charterr.CodeEphemerisBusy, 503, charterr.CodeEphemerisBusy, true, "status 503: ephemeris_busy"},
		{"html", apierr.CodeUpstreamError, 502, "", true, "status 502: the body is no JSON object"},
		{"empty", apierr.CodeUpstreamError, 503, "", true, "status 503: the body is empty"},
		{"cut", apierr.CodeUpstreamError, 404, "", true, "status 404: read the body: unexpected EOF"},
		{"wrong-types", apierr.CodeUpstreamError, 404, "", true, "status 404: the body is no error response that is known here"},
		{"problem", apierr.CodeUpstreamError, 403, "", true, "status 403: eph-3.internal refuses"},
		{"oauth", apierr.CodeUpstreamError, 401, "", true, "status 401: invalid_client: eph-3.internal does not know us"},
		{"slow", apierr.CodeRequestTimedOut, 0, "", false, "context deadline exceeded"},
		{"closed", apierr.CodeUpstreamError, 0, "", false, "EOF"},
	} {
		t.Run(tt.way, func(t *testing.T) {
			t.Parallel()
			p := start(t)
			res, err := http.Get(p.url + "/v1/charts/" + tt.way)
			if err != nil {
				t.Fatal(err)
			}
			rendertest.AssertError(t, res, p.catalog, tt.code)
			for _, secret := range []string{"eph-3", "city", "invalid_client", "37 seconds", "refuses"} {
				rendertest.AssertNoLeak(t, res, secret)
			}
			err = client.Check(res, p.catalog)
			if !errors.Is(err, tt.code) {
				t.Errorf("the client's error is %v", err)
			}
			var e *client.Error
			if wait := 25 * time.Second; errors.As(err, &e) && (e.RetryAfter() == wait) != (tt.way == "busy") {
				t.Errorf("the wait is %v", e.RetryAfter())
			}

			records := p.records(t)
			if len(records) != 1 {
				t.Fatalf("there are %d records: %s", len(records), &p.log)
			}
			got := records[0]
			if got.Code != tt.code || got.Params.Status != tt.status || got.Params.Code != tt.remote || got.Problems != "" {
				t.Errorf("the record is %+v", got)
			}
			if !strings.Contains(got.Cause, tt.cause) {
				t.Errorf("the cause is %q, want %q in it", got.Cause, tt.cause)
			}
			p.mu.Lock()
			defer p.mu.Unlock()
			if want := p.ids; tt.id != (got.Params.RequestID != "") || tt.id && (len(want) != 1 || got.Params.RequestID != want[0] || want[0] == e.RequestID) {
				t.Errorf("the record has the request ID %q of %q; the client has %q", got.Params.RequestID, want, e.RequestID)
			}
		})
	}
}

// TestPassed: what may pass is what the ephemeris said, and the client of charts
// reads it by the type of the code.
func TestPassed(t *testing.T) {
	p := start(t)
	res, err := http.Get(p.url + "/v1/charts/busy")
	if err != nil {
		t.Fatal(err)
	}
	err = client.Check(res, p.catalog)
	var busy *charterr.EphemerisBusyError
	if !errors.As(err, &busy) {
		t.Fatal(err)
	}
	details, err := busy.Items()
	if want := (charterr.EphemerisBusyDetail{Body: "moon", Waiting: 4}); err != nil || len(details) != 1 || details[0] != want {
		t.Errorf("the details are %+v (%v), want %+v", details, err, want)
	}
	if want := "The ephemeris is computing 12 other charts. Try again in 25 seconds."; busy.Message() != want {
		t.Errorf("the message is %q, want %q", busy.Message(), want)
	}
	if got := res.Header.Get("Retry-After"); busy.RetryAfter() != 25*time.Second || got != "25" {
		t.Errorf("the wait is %v, Retry-After is %q", busy.RetryAfter(), got)
	}
}

func TestToday(t *testing.T) {
	p := start(t)
	res, err := http.Get(p.url + "/v1/charts/today")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if want := `{"data":{"moon":123.4},"success":true}` + "\n"; res.StatusCode != 200 || string(body) != want || err != nil {
		t.Errorf("charts answers %s: %s (%v)", res.Status, body, err)
	}
}

// TestRun does what the program prints.
func TestRun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stdout, printed := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, "127.0.0.1:0", printed, slog.New(slog.DiscardHandler)) }()
	lines := bufio.NewScanner(stdout)
	for range ways() {
		if !lines.Scan() {
			t.Fatal(lines.Err())
		}
		words := strings.Fields(lines.Text())
		if len(words) < 4 || words[0] != "curl" || words[3] != "#" {
			t.Fatalf("the program prints %q", lines.Text())
		}
		res, err := http.Get(words[2])
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if want := strings.HasSuffix(words[2], "/today"); (res.StatusCode == 200) != want {
			t.Errorf("%s answers %s", words[2], res.Status)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
