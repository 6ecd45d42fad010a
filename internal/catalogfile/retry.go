package catalogfile

import (
	"time"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// retry reads the retry advice: a word, or {after: 60s}.
func (r *reader) retry(f field) (model.Retry, bool) {
	advice := model.Retry{Kind: "never", Pos: r.pos(f.value)}
	if f.value.Kind == yaml.MappingNode {
		o, _ := r.object(f, f.of, "retry.", r.keys.retry)
		after, found := o.get("retry.after")
		if !found {
			return advice, false
		}
		wait, ok := r.wait(after)
		advice.Kind, advice.Default = "after_delay", wait
		return advice, ok
	}
	if f.value.Kind == yaml.ScalarNode && !null(f.value) {
		if wait, err := time.ParseDuration(f.value.Value); err == nil && wait > 0 {
			r.add(f.value, ruleRetry, "%s is %s; write retry: {after: %s} for a default wait", f, clip(f.value.Value), f.value.Value)
			return advice, false
		}
	}
	kind, ok := r.word(f, ruleRetry, format.Retries())
	if ok {
		advice.Kind = kind
	}
	return advice, ok
}

// wait reads a duration in whole seconds.
func (r *reader) wait(f field) (time.Duration, bool) {
	const want = "a wait such as 60s or 5m"
	s, ok := r.raw(f, want)
	if !ok {
		return 0, false
	}
	wait, err := time.ParseDuration(s)
	switch {
	case err != nil, !format.WaitForm.Fits(s):
		r.add(f.value, ruleRetry, "%s is %s; write %s", f, describe(f.value), want)
	case wait < format.MinWait || wait > format.MaxWait:
		r.add(f.value, ruleRetry, "%s is %s; use 1s to 24h", f, clip(s))
	case wait%time.Second != 0:
		r.add(f.value, ruleRetry, "%s is %s; use whole seconds", f, clip(s))
	default:
		return wait, true
	}
	return 0, false
}
