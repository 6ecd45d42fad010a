package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/asterwise/errcat/bench/internal/service"
	"github.com/asterwise/errcat/bench/internal/verify"
	"github.com/asterwise/errcat/catalog/apierr"
)

// An exchange is a request whose response is the same every time, but for the
// Date header.
type exchange struct {
	name, request string
	status        int
}

const id = "faults-1"

func get(target string) string {
	return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: sx-0123456789abcdef\r\nX-Request-Id: " + id + "\r\nConnection: close\r\n\r\n"
}

func exchanges() []exchange {
	body := `{"Marker":"m"}`
	post := strings.Replace(get("/read"), "GET", "POST", 1)
	post = strings.Replace(post, "\r\n\r\n", fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n", len(body)), 1) + body
	return []exchange{
		{"typed", get("/typed"), 404},
		{"retry", get("/retry"), 429},
		{"details", get("/details?n=12&m=m"), 422},
		{"panic", get("/panic"), 500},
		{"no route", get("/none"), 404},
		{"success", get("/ok?m=m"), 200},
		{"stream", get("/stream?m=m"), 200},
		{"stream that fails", get("/stream-error?m=m"), 200},
		{"read", post, 200},
	}
}

var date = regexp.MustCompile(`Date: [^\r]*`)

// fixed makes responses comparable.
func fixed(response []byte) []byte {
	return date.ReplaceAllFunc(response, func(d []byte) []byte { return bytes.Repeat([]byte("D"), len(d)) })
}

// whole gets a response to its end.
func (r *run) whole(e exchange) ([]byte, error) {
	c, err := r.server.dial()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if _, err := io.WriteString(c, e.request); err != nil {
		return nil, fmt.Errorf("send: %w", err)
	}
	b, err := io.ReadAll(c)
	if err != nil && e.name != "stream that fails" { // a cut may show as a reset
		return nil, fmt.Errorf("receive: %w", err)
	}
	if want := fmt.Sprintf("HTTP/1.1 %d ", e.status); !strings.HasPrefix(string(b), want) {
		return nil, fmt.Errorf("response %q, want one that begins with %q", b, want)
	}
	return b, nil
}

// check asks for a few whole responses, as another client would after the
// faults of the first one.
func (r *run) check() {
	for _, e := range exchanges()[:5] {
		raw, err := r.whole(e)
		if err == nil {
			err = verifyError(e, raw)
		}
		if err != nil {
			r.wrong("%s, asked for in between: %v", e.name, err)
		}
		r.report.checked++
	}
}

func verifyError(e exchange, raw []byte) error {
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), nil)
	if err != nil {
		return fmt.Errorf("parse the response: %w", err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return fmt.Errorf("read the body: %w", err)
	}
	want := verify.Want{RequestID: id, Time: now}
	switch e.name {
	case "typed":
		want.Code = apierr.CodeKeyNotFound
	case "retry":
		want.Code, want.RetryAfter = apierr.CodeBurstLimitExceeded, service.Retry
	case "details":
		want.Code, want.Details = apierr.CodeValidationError, service.Details(12, "m")
	case "panic":
		want.Code = apierr.CodeInternalError
	default:
		want.Code = apierr.CodeResourceNotFound
	}
	return verify.Error(verify.Response{Status: answer.StatusCode, Header: answer.Header, Body: body}, want)
}
