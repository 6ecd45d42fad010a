package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/asterwise/errcat/bench/internal/leak"
)

// A Load is a soak run.
type Load struct {
	Clients    int
	For        time.Duration
	Frameworks []string
	Seed       uint64
}

// maxShown is how many wrong responses are shown in full.
const maxShown = 20

// Run puts the load on fresh servers. The error says that something was
// wrong; the report has the figures in any case.
func (l Load) Run(ctx context.Context, problems io.Writer) (*Report, error) {
	report := newReport()
	before, after, err := l.run(ctx, report, problems)
	if before.Goroutines == 0 {
		return report, err // no server could be started
	}
	settled, leaked := leak.Return(before, 10*time.Second, problems)
	report.Before, report.During, report.After = before, after, settled
	if report.wrong > 0 {
		err = errors.Join(err, fmt.Errorf("%d wrong responses (seed %d)", report.wrong, l.Seed))
	}
	return report, errors.Join(err, leaked)
}

func (l Load) run(ctx context.Context, report *Report, problems io.Writer) (before, during leak.Mark, err error) {
	var servers []*server
	for _, framework := range l.Frameworks {
		s, err := serve(framework)
		if err != nil {
			return before, during, err
		}
		defer s.http.Close()
		servers = append(servers, s)
	}
	before = leak.Take()
	clients := []*http.Client{newClient(false), newClient(true)}
	ctx, cancel := context.WithTimeout(ctx, l.For)
	defer cancel()
	start := time.Now()
	var wg sync.WaitGroup
	for i := range l.Clients {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(l.Seed, uint64(i)))
			for ctx.Err() == nil {
				s, h2 := servers[random.IntN(len(servers))], random.IntN(2)
				q := newRequest(draw(kinds(), random), random)
				minted, err := q.do(clients[h2], s.url)
				if n := report.add(s.framework, h2 == 1, q, minted, err); err != nil && n <= maxShown {
					fmt.Fprintf(problems, "wrong: %s, %s, HTTP/%d, gzip %t: %v\n", s.framework, q.kind.name, h2+1, q.zip, err)
				}
			}
		})
	}
	wg.Wait()
	report.Took = time.Since(start)
	during = leak.Take()
	for _, c := range clients {
		c.CloseIdleConnections()
	}
	for _, s := range servers {
		err = errors.Join(err, report.close(s))
	}
	return before, during, err
}
