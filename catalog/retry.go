package catalog

// Retry says what has to happen before the same request can succeed.
// Together with [Effect] it decides what a client may repeat by itself.
type Retry uint8

const (
	// RetryNever: the request has to change.
	RetryNever Retry = iota
	// RetryAfterChange: something about the account has to change, by its
	// owner's doing: a plan, a key revoked. Waiting does not help.
	RetryAfterChange
	// RetryAfterDelay: the wait has to pass that the response names in
	// "retry_after" and Retry-After.
	RetryAfterDelay
	// RetryBackoff: time has to pass, nobody knows how much.
	RetryBackoff
)

// String returns the word that catalog files use.
func (r Retry) String() string {
	switch r {
	case RetryAfterChange:
		return "after_change"
	case RetryAfterDelay:
		return "after_delay"
	case RetryBackoff:
		return "backoff"
	default:
		return "never"
	}
}

// Effect says whether a failed request may have done its work.
type Effect uint8

const (
	// EffectUnknown: it may have; repeating it may do the work twice.
	EffectUnknown Effect = iota
	// EffectNone: it has not.
	EffectNone
)

// String returns the word that catalog files use.
func (e Effect) String() string {
	if e == EffectNone {
		return "none"
	}
	return "unknown"
}
