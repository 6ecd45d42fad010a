package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/asterwise/errcat/bench/internal/service"
	"github.com/asterwise/errcat/bench/internal/verify"
	"github.com/asterwise/errcat/catalog/apierr"
)

// large is how many items make a response of about 1 MiB, more than the
// sockets hold.
const (
	large  = 8000
	marker = "mk-0123456789abcdef"
)

// readSlowly asks for a large error response with clients that read it in
// small pieces with pauses, some fast enough for the server's limit and some
// that stop. The former get all of it, the latter a response that is visibly
// cut.
func (r *run) readSlowly() {
	request := get(fmt.Sprintf("/details?n=%d&m=%s", large, marker))
	results := make([]error, 2*r.Slow)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { results[i] = r.slowReader(request, i%2 == 1) })
	}
	wg.Wait()
	for i, err := range results {
		switch stopping := i%2 == 1; {
		case err != nil:
			r.wrong("slow reader: %v", err)
		case stopping:
			r.report.slowCut++
		default:
			r.report.slowWhole++
		}
	}
}

func (r *run) slowReader(request string, stops bool) error {
	c, err := r.server.dial()
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := io.WriteString(c, request); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	var raw bytes.Buffer
	for pause := range 12 {
		if _, err := io.CopyN(&raw, c, 1<<10); err != nil {
			return fmt.Errorf("read: %w", err)
		}
		if stops && pause == 6 {
			time.Sleep(writeTimeout + 200*time.Millisecond)
		}
		time.Sleep(time.Duration(pause) * time.Millisecond)
	}
	_, err = io.Copy(&raw, c)
	if err != nil && !stops {
		return fmt.Errorf("read: %w", err)
	}
	return checkLarge(raw.Bytes(), stops)
}

func checkLarge(raw []byte, stopped bool) error {
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), nil)
	if err != nil {
		return fmt.Errorf("parse the response: %w", err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	switch {
	case stopped && err == nil:
		return errors.New("a client that stopped reading got all, the sockets hold too much for this test")
	case stopped:
		return nil // shorter than its Content-Length: visibly cut
	case err != nil:
		return fmt.Errorf("read the body: %w", err)
	}
	return verify.Error(verify.Response{Status: answer.StatusCode, Header: answer.Header, Body: body}, verify.Want{
		Code: apierr.CodeValidationError, Details: service.Details(large, marker), RequestID: id, Time: now,
	})
}

// writeSlowly sends a header, and a body, one byte at a time. The server must
// give up within its limits.
//
// A header that never comes reaches no handler. A body that never comes
// reaches one as os.ErrDeadlineExceeded, which the timeout role answers
// (contract §4, rule 3), for whoever can still read it.
func (r *run) writeSlowly() {
	post := "POST /read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n"
	before, all := r.server.heard(apierr.CodeRequestTimedOut), r.server.heardAll()
	results := make([]error, 2*r.Slow)
	var wg sync.WaitGroup
	for i := range results {
		head, limit := "", headerTimeout
		if i%2 == 1 {
			head, limit = post, readTimeout
		}
		wg.Go(func() { results[i] = r.drip(head, limit) })
	}
	wg.Wait()
	for _, err := range results {
		if err != nil {
			r.wrong("slow writer: %v", err)
			continue
		}
		r.report.dripping++
	}
	heard := func() bool { return r.server.heard(apierr.CodeRequestTimedOut) == before+r.Slow }
	if !drained(heard) || r.server.heardAll() != all+r.Slow {
		r.wrong("slow writers: the observer heard of %d timeouts and %d other failures, want one timeout for each of the %d bodies that never came",
			r.server.heard(apierr.CodeRequestTimedOut)-before, r.server.heardAll()-all-(r.server.heard(apierr.CodeRequestTimedOut)-before), r.Slow)
	}
}

// drip sends head at once and then a byte every few milliseconds, until the
// server hangs up.
func (r *run) drip(head string, limit time.Duration) error {
	c, err := r.server.dial()
	if err != nil {
		return err
	}
	defer c.Close()
	start := time.Now()
	if _, err := io.WriteString(c, head); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- readAnswer(c, head != "") }()
	letters := "GET /" + strings.Repeat("a", 1<<20)
	if head != "" {
		letters = `{"Marker":"` + letters
	}
	for i := 0; ; i++ {
		select {
		case err := <-ended:
			return err
		case <-time.After(5 * time.Millisecond):
		}
		_, _ = io.WriteString(c, letters[i:i+1])
		if waited := time.Since(start); waited > limit+3*time.Second {
			return fmt.Errorf("the server still waits after %v, its limit is %v", waited, limit)
		}
	}
}

// readAnswer reads what the server says before it hangs up. That may be
// nothing: a reset that overtakes the response is fine. For a header that never
// came it may be net/http's own 400, which no handler can change, for a body an
// internal error, whole.
func readAnswer(c net.Conn, handler bool) error {
	b, _ := io.ReadAll(c)
	switch {
	case len(b) == 0:
		return nil
	case !handler && bytes.HasPrefix(b, []byte("HTTP/1.1 400 ")):
		return nil
	case !handler:
		return fmt.Errorf("response %q to a request that never came", b)
	}
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(b)), nil)
	if err != nil {
		return fmt.Errorf("parse the response: %w", err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return fmt.Errorf("read the body: %w", err)
	}
	return verify.Error(verify.Response{Status: answer.StatusCode, Header: answer.Header, Body: body},
		verify.Want{Code: apierr.CodeRequestTimedOut, Time: now}) // with a minted ID
}
