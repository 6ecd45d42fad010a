package lint

import (
	"slices"

	"github.com/asterwise/errcat/internal/model"
)

func retryStatus() Rule {
	return Rule{
		ID:      "retry-status",
		Title:   "What has to happen before a retry fits the status.",
		Why:     "Generated clients repeat requests by `retry`, others by the status. Where the two differ, one kind of client hammers and the other gives up.",
		Instead: "below 500 `never` or `after_change`; a wait or `backoff` for 408, 409, 421, 423, 424 and 425; a wait for 429; `after_change` for 402; a wait or `backoff` from 500 up, but for what the server will never do (501, 505, 506, 508, 510, 511)",
		check: entries(func(p *pass, e *model.Error) {
			if fault := retryFault(e); fault != "" {
				p.add(e.Retry.Pos, e.Code, "retry: %s of %q does not fit status %d; %s", e.Retry.Kind, e.Code, e.Status, fault)
			}
		}),
	}
}

// retryFault returns what to do about a retry, "" where it is fine.
func retryFault(e *model.Error) string {
	time := e.Retry.Kind == "after_delay" || e.Retry.Kind == "backoff"
	switch {
	case e.Status == 402:
		if e.Retry.Kind != "after_change" {
			return "the account has to pay first, so write after_change"
		}
	case e.Status == 429:
		switch {
		case e.Retry.Kind == "never":
			return "a limit ends, so give a wait such as retry: {after: 60s}, or after_change where only another plan helps"
		case e.Retry.Kind == "backoff":
			return "the limit's owner knows when it ends, so give a wait such as retry: {after: 60s}"
		case e.Retry.Kind == "after_delay" && e.Retry.Default == 0:
			return "a call site that names no wait leaves clients without one, so give a default such as retry: {after: 60s}"
		}
	case e.Status < 500:
		if time && !slices.Contains([]int{408, 409, 421, 423, 424, 425}, e.Status) {
			return "the same request fails again however long a client waits, so write never, or after_change"
		}
	case slices.Contains([]int{501, 505, 506, 508, 510, 511}, e.Status): // the server's answer for good
	case !time:
		return "clients cannot mend what is wrong on our side, so write backoff or a wait"
	}
	return ""
}

func effectStatus() Rule {
	return Rule{
		ID:      "effect-status",
		Title:   "Whether a failed request may have done its work fits the status.",
		Why:     "Generated clients send a POST again where the effect is none. After a timeout nobody knows, and things are created or paid twice; a refusal is certain to have done nothing.",
		Instead: "`none` below 500, but for 408, 409 and 424; `unknown` for 502 and 504",
		check: entries(func(p *pass, e *model.Error) {
			switch {
			case e.Effect == "none" && (e.Status == 502 || e.Status == 504):
				p.add(e.EffectPos, e.Code, "effect: none of %q does not fit status %d; who did not get an answer does not know what was done, so leave it out", e.Code, e.Status)
			case e.Effect == "unknown" && e.Status < 499 && !slices.Contains([]int{408, 409, 424}, e.Status):
				p.add(e.EffectPos, e.Code, "effect: unknown of %q does not fit status %d; a refused request has done nothing, so leave it out", e.Code, e.Status)
			}
		}),
	}
}
