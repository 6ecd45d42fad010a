package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/asterwise/errcat/bench/internal/leak"
)

// A Plan is a run against one framework.
type Plan struct {
	Framework string
	Rounds    int
	Stride    int // of the cut points
	Slow      int // slow clients of each kind at a time
}

// A Report has the figures of a run.
type Report struct {
	framework     string
	took          time.Duration
	responseCuts  int // connections cut inside a response
	requestCuts   int // and inside a request
	resets        int // of these, with a reset instead of an orderly end
	slowWhole     int // slow readers that got all
	slowCut       int // and those that the server gave up
	canceled      int
	dripping      int // slow writers that the server gave up
	checked       int // whole responses checked in between
	wrong         int
	before, after leak.Mark
}

// String returns the figures as text.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %.1f s\n", r.framework, r.took.Seconds())
	fmt.Fprintf(&b, "  cut points in responses %d, in requests %d (%d by reset)\n", r.responseCuts, r.requestCuts, r.resets)
	fmt.Fprintf(&b, "  slow readers served %d, given up %d\n", r.slowWhole, r.slowCut)
	fmt.Fprintf(&b, "  canceled requests %d, slow writers given up %d\n", r.canceled, r.dripping)
	fmt.Fprintf(&b, "  whole responses checked in between %d, wrong %d\n", r.checked, r.wrong)
	fmt.Fprintf(&b, "  before: %v\n  after:  %v\n", r.before, r.after)
	return b.String()
}

// maxProblems ends a run in which everything is wrong.
const maxProblems = 50

// Run carries the plan out. The error says that something was wrong.
func (p Plan) Run(problems io.Writer) (*Report, error) {
	start := time.Now()
	s, err := serve(p.Framework)
	if err != nil {
		return &Report{framework: p.Framework}, err
	}
	defer s.http.Close()
	report := &Report{framework: p.Framework}
	run := &run{Plan: p, server: s, report: report, problems: problems}

	warm := *run // what pools and tables keep must not count as a leak
	warm.report, warm.Stride, warm.Slow = &Report{}, 97, 2
	warm.round(warm.cutResponses, warm.cutRequests, warm.cancel, warm.check)
	report.before = leak.Take()
	for range p.Rounds {
		run.round(
			run.cutResponses, run.check, run.cutRequests, run.check, run.readSlowly, run.check,
			run.cancel, run.check, run.writeSlowly, run.check,
		)
	}
	report.took = time.Since(start)
	report.wrong += warm.report.wrong
	after, err := leak.Return(report.before, 10*time.Second, problems)
	report.after = after
	if report.wrong > 0 {
		err = errors.Join(err, fmt.Errorf("%s: %d things were wrong", p.Framework, report.wrong))
	}
	return report, err
}

// A run is a plan under way.
type run struct {
	Plan
	server   *server
	report   *Report
	problems io.Writer
}

// round takes the steps, until too much is wrong.
func (r *run) round(steps ...func()) {
	for _, step := range steps {
		if r.report.wrong < maxProblems {
			step()
		}
	}
}

// wrong notes a problem; the run goes on.
func (r *run) wrong(format string, args ...any) {
	r.report.wrong++
	fmt.Fprintf(r.problems, "wrong: %s: %s\n", r.Framework, fmt.Sprintf(format, args...))
}
