package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"sync"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
)

// cancel gives up requests while their handlers wait. Each handler must end,
// and be heard of as a client that went away.
func (r *run) cancel() {
	r.server.quiet() // clients that left in an earlier step are heard of late
	before := r.server.heard(apierr.CodeClientClosedRequest)
	n := 4 * r.Slow
	// Without compression: Echo's Gzip keeps a 103 to itself.
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: n, DisableCompression: true}}
	defer client.CloseIdleConnections()
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = r.cancelOne(client, time.Duration(i%20)*time.Millisecond) })
	}
	wg.Wait()
	for _, err := range errs {
		if !errors.Is(err, context.Canceled) {
			r.wrong("canceled request: ended with %v, not by being canceled", err)
			continue
		}
		r.report.canceled++
	}
	if !drained(func() bool { return r.server.heard(apierr.CodeClientClosedRequest) == before+n }) {
		r.wrong("canceled requests: the observer heard of %d, want %d", r.server.heard(apierr.CodeClientClosedRequest)-before, n)
	}
}

// cancelOne gives up a request some time after its handler has begun.
func (r *run) cancelOne(client *http.Client, after time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		Got1xxResponse: func(int, textproto.MIMEHeader) error {
			time.AfterFunc(after, cancel)
			return nil
		},
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+r.server.address+"/wait", nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(req)
	if err == nil {
		answer.Body.Close()
	}
	return err
}
