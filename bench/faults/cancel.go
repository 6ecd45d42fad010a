package main

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
)

// cancel gives up requests while their handlers wait. Each handler must end,
// and be heard of as a client that went away.
func (r *run) cancel() {
	before := r.server.heard(apierr.CodeClientClosedRequest)
	n := 4 * r.Slow
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: n}}
	defer client.CloseIdleConnections()
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = r.cancelOne(client, time.Duration(20+i%50)*time.Millisecond) })
	}
	wg.Wait()
	for _, err := range errs {
		if !errors.Is(err, context.DeadlineExceeded) {
			r.wrong("canceled request: ended with %v, not with its own deadline", err)
			continue
		}
		r.report.canceled++
	}
	if !drained(func() bool { return r.server.heard(apierr.CodeClientClosedRequest) == before+n }) {
		r.wrong("canceled requests: the observer heard of %d, want %d", r.server.heard(apierr.CodeClientClosedRequest)-before, n)
	}
}

func (r *run) cancelOne(client *http.Client, after time.Duration) error {
	ctx, stop := context.WithTimeout(context.Background(), after)
	defer stop()
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
