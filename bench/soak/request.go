package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/asterwise/errcat/bench/internal/verify"
	"github.com/asterwise/errcat/render"
)

// A request is one of the load, and what belongs to it alone.
type request struct {
	kind   kind
	path   string
	query  url.Values
	body   string
	marker string
	secret string
	id     string // sent as X-Request-Id; "": none
	badID  string // sent as X-Request-Id, and not to be taken over; "": none
	zip    bool
	want   verify.Want
}

func newRequest(k kind, r *rand.Rand) *request {
	q := &request{kind: k, path: k.path, marker: verify.Marker(r), secret: verify.Secret(r), zip: r.IntN(4) == 0}
	q.query = url.Values{"m": {q.marker}}
	switch r.IntN(8) {
	case 0, 1, 2:
		q.id = "client:" + verify.Marker(r) + "/1"
	case 3:
		q.badID = verify.Secret(r) + " <b>"
	case 4:
		q.badID = strings.Repeat(verify.Secret(r), 7) // 133 characters
	}
	q.want = verify.Want{Code: k.code, RequestID: q.id}
	if k.adjust != nil {
		k.adjust(q, &q.want, r)
	}
	return q
}

// timeout is how long one exchange may take, on a machine that is busy.
const timeout = 20 * time.Second

// do sends the request and checks the answer.
func (q *request) do(client *http.Client, base string) (minted string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	var payload io.Reader
	if q.body != "" {
		payload = strings.NewReader(q.body)
	}
	req, err := http.NewRequestWithContext(ctx, q.kind.method, base+q.path+"?"+q.query.Encode(), payload)
	if err != nil {
		return "", fmt.Errorf("make the request: %w", err)
	}
	req.Header.Set("X-Secret", q.secret)
	if id := q.id + q.badID; id != "" {
		req.Header.Set(render.HeaderRequestID, id)
	}
	if q.zip {
		req.Header.Set("Accept-Encoding", "gzip")
	}
	answer, err := client.Do(req)
	if err != nil {
		if q.kind.outcome == aborts && ctx.Err() == nil {
			return "", nil
		}
		return "", fmt.Errorf("send the request: %w", err)
	}
	defer answer.Body.Close()
	res := verify.Response{Status: answer.StatusCode, Header: answer.Header}
	res.Body, err = io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	return q.check(res, err)
}

func (q *request) check(res verify.Response, end error) (minted string, err error) {
	if err := verify.Foreign(res, q.marker, strings.TrimSuffix(strings.TrimPrefix(q.id, "client:"), "/1")); err != nil {
		return "", err
	}
	switch {
	case q.kind.outcome == aborts:
		return "", fmt.Errorf("status %d for a request that the handler aborted", res.Status)
	case q.kind.outcome == cuts && end == nil:
		return "", errors.New("a stream that failed in the middle ended as if it were whole")
	case q.kind.outcome == cuts:
		return "", q.checkCut(res, end)
	case end != nil:
		return "", fmt.Errorf("read the body: %w", end)
	case q.kind.outcome == succeeds:
		err = q.checkOK(res)
	default:
		err = verify.Error(res, q.want)
	}
	if err == nil && q.id == "" {
		minted = res.Header.Get(render.HeaderRequestID)
	}
	return minted, err
}

// checkCut looks at what came before the cut: the beginning of the stream.
func (q *request) checkCut(res verify.Response, end error) error {
	if errors.Is(end, context.DeadlineExceeded) {
		return fmt.Errorf("read a stream: %w", end)
	}
	if res.Status != http.StatusOK || q.zip {
		return nil // a compressed stream has no end to decode
	}
	if whole := okBody(q.kind, q.marker); !strings.HasPrefix(whole, string(res.Body)) {
		return fmt.Errorf("body %q before the cut, want the beginning of %q", res.Body, whole)
	}
	return nil
}

func (q *request) checkOK(res verify.Response) error {
	if res.Status != http.StatusOK {
		return fmt.Errorf("status %d, want 200", res.Status)
	}
	if _, err := verify.RequestID(res, q.id); err != nil {
		return err
	}
	body, err := verify.Decoded(res)
	if err != nil {
		return err
	}
	if want := okBody(q.kind, q.marker); string(body) != want {
		return fmt.Errorf("body %q, want %q", body, want)
	}
	return nil
}
