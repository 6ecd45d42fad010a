package client_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
	"github.com/google/go-cmp/cmp"
)

// serve answers each request with what fail returns, by the real middleware.
func serve(t *testing.T, fail func(r *http.Request) error) *httptest.Server {
	t.Helper()
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Observers()}))
	server := httptest.NewServer(mw.Wrap(mw.Handler(func(w http.ResponseWriter, r *http.Request) error { return fail(r) })))
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, url string) *http.Response {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func TestCheck(t *testing.T) {
	server := serve(t, func(*http.Request) error { return apierr.NewBurstLimitExceeded().WithRetryAfter(37 * time.Second) })
	resp := get(t, server.URL+"/v1/keys?token=secret")
	err := client.Check(resp, apierr.Catalog())
	var e *client.Error
	if !errors.As(err, &e) {
		t.Fatalf("Check returns a %T", err)
	}
	want := fmt.Sprintf("GET %s/v1/keys: status 429: burst_limit_exceeded: "+
		"Your plan's requests for this minute are used up. Try again in 37 seconds. (request ID %s)", server.URL, resp.Header.Get("X-Request-Id"))
	if err.Error() != want {
		t.Errorf("Error returns\n%s\nwant\n%s", err, want)
	}
	if e.RetryAfter() != 37*time.Second || e.DocURL != "https://docs.asterwise.com/reference/errors/burst_limit_exceeded" || time.Since(e.Timestamp) > time.Minute {
		t.Errorf("wait %v, page %q, time %v", e.RetryAfter(), e.DocURL, e.Timestamp)
	}
	wrapped := fmt.Errorf("list keys: %w", err)
	if !errors.Is(wrapped, apierr.CodeBurstLimitExceeded) || errors.Is(wrapped, apierr.CodeKeyNotFound) {
		t.Error("errors.Is goes by something else than the code")
	}
	if code := catalog.CodeOf(wrapped); code != apierr.CodeBurstLimitExceeded {
		t.Errorf("the code is %q", code)
	}
	var typed *apierr.BurstLimitExceededError
	if !errors.As(wrapped, &typed) {
		t.Fatal("errors.As does not find the type of the code")
	}
	if typed.RetryAfter() != 37*time.Second || typed.Message() != e.Message() {
		t.Errorf("the type has wait %v and message %q", typed.RetryAfter(), typed.Message())
	}
	var other *apierr.KeyNotFoundError
	if errors.As(wrapped, &other) {
		t.Error("errors.As finds the type of another code")
	}
	var syntax *json.SyntaxError
	if errors.As(wrapped, &syntax) {
		t.Error("errors.As finds a type of encoding/json")
	}
}

// TestCheckEveryCode: what a service of this build can return is known again.
func TestCheckEveryCode(t *testing.T) {
	var now catalog.Code
	server := serve(t, func(*http.Request) error { return now })
	for entry := range apierr.Catalog().All() {
		now = entry.Code()
		err := client.Check(get(t, server.URL), apierr.Catalog())
		var e *client.Error
		if !errors.As(err, &e) || !errors.Is(err, now) || e.Entry() != entry || e.Status != entry.Status() {
			t.Errorf("%s: got %v", now, err)
		}
	}
}

func TestDetails(t *testing.T) {
	sent := []apierr.ValidationErrorDetail{
		{Loc: catalog.Path{"body", "planets", 3, "lat"}, Msg: "Too large", Type: "less_than_equal", Input: json.Number("123456789012345678901")},
		{Loc: catalog.Path{}, Msg: "<b>\u2028", Type: "missing"},
	}
	server := serve(t, func(*http.Request) error { return apierr.NewValidationError(sent...) })
	err := client.Check(get(t, server.URL), apierr.Catalog())
	var typed *apierr.ValidationError
	if !errors.As(err, &typed) {
		t.Fatal(err)
	}
	got, err := typed.Items()
	if diff := cmp.Diff(sent, got); diff != "" || err != nil {
		t.Errorf("the items are not those that were sent (%v):\n%s", err, diff)
	}
	again, err := apierr.NewValidationError(got...).Details().MarshalJSON()
	first, _ := apierr.NewValidationError(sent...).Details().MarshalJSON()
	if string(again) != string(first) || err != nil {
		t.Errorf("sent again they are\n%s\nwant\n%s", again, first)
	}
}

func TestCheckUnknownCode(t *testing.T) {
	const body = `{"success":false,"error":"a_newer_code","message":"New.","details":[{"a":1}],"retry_after":null,"doc_url":"https://example.com/a_newer_code","request_id":"req_1","timestamp":"2026-11-25T12:00:00Z"}`
	e := client.Decode(410, nil, []byte(body), apierr.Catalog())
	err := fmt.Errorf("wrapped: %w", e)
	if !errors.Is(err, catalog.Code("a_newer_code")) || catalog.CodeOf(err) != "a_newer_code" || e.Entry() != nil || e.Details().Len() != 1 {
		t.Errorf("got %#v", e)
	}
}

func TestCheckNoError(t *testing.T) {
	body := &countingBody{Reader: strings.NewReader("{}")}
	for _, status := range []int{200, 204, 301, 399} {
		if err := client.Check(&http.Response{StatusCode: status, Body: body}, apierr.Catalog()); err != nil {
			t.Errorf("%d: %v", status, err)
		}
	}
	if body.read != 0 || body.closed {
		t.Error("the body of a success was touched")
	}
}

type countingBody struct {
	io.Reader
	read   int
	closed bool
}

func (b *countingBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.read += n
	return n, err
}
func (b *countingBody) Close() error { b.closed = true; return nil }

// TestCheckOtherShapes: whatever answers, there is an error with what can be
// known. The clients of all languages are held to the same table.
func TestCheckOtherShapes(t *testing.T) {
	text, err := os.ReadFile("testdata/shapes.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Body, OAuth, Message string
		Code                       catalog.Code
		RequestID                  string `json:"request_id"`
		Problem                    bool   // the body is read as nothing
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, tt := range cases {
		t.Run(tt.Name, func(t *testing.T) {
			resp := &http.Response{StatusCode: 502, Header: http.Header{"X-Request-Id": {"req_header"}}, Body: io.NopCloser(strings.NewReader(tt.Body))}
			var e *client.Error
			if !errors.As(client.Check(resp, apierr.Catalog()), &e) {
				t.Fatal("no error")
			}
			if e.Status != 502 || e.Code != tt.Code || e.OAuth != tt.OAuth || e.Message() != tt.Message || e.RequestID != tt.RequestID {
				t.Errorf("got status %d, code %q, OAuth %q, message %q, request ID %q", e.Status, string(e.Code), e.OAuth, e.Message(), e.RequestID)
			}
			if cause := errors.Unwrap(e); tt.Problem != (cause != nil) {
				t.Errorf("the cause is %v", cause)
			}
		})
	}
}

func TestCheckReadsAMebibyte(t *testing.T) {
	body := &countingBody{Reader: io.LimitReader(zeros{}, 1<<30)}
	err := client.Check(&http.Response{StatusCode: 500, Body: body}, apierr.Catalog())
	if err == nil || body.read > 1<<20+512 || !body.closed {
		t.Errorf("error %v, %d bytes read, closed: %v", err, body.read, body.closed)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestCheckBodyFails(t *testing.T) {
	body := io.NopCloser(io.MultiReader(strings.NewReader(`{"success":`), failing{}))
	err := client.Check(&http.Response{StatusCode: 503, Body: body}, apierr.Catalog())
	if want := "status 503: read the body: connection reset"; err == nil || err.Error() != want || !errors.Is(err, errReset) {
		t.Errorf("got %v, want %s", err, want)
	}
}

var errReset = errors.New("connection reset")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errReset }

// FuzzDecode: whatever the body is, there is an error, and what it says of
// itself can be read.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "null", "{}", "<html>", `{"success":false,"error":"validation_error","message":"m","details":[{"loc":["a",1]},3],"retry_after":1e400}`} {
		f.Add(503, "60", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, after string, body []byte) {
		e := client.Decode(status, http.Header{"Retry-After": {after}, "X-Request-Id": {after}}, body, apierr.Catalog())
		if e == nil || e.Status != status || e.RetryAfter() < 0 {
			t.Fatalf("got %#v", e)
		}
		if text, err := e.MarshalJSON(); err != nil || !json.Valid(text) {
			t.Fatalf("write it as JSON: %v", err)
		}
		if strings.ContainsAny(e.Message()+e.RequestID, "\n\r\x00") {
			t.Fatalf("control characters in %q", e)
		}
		var typed *apierr.ValidationError
		if errors.As(e, &typed) {
			_, _ = typed.Items()
		}
	})
}
