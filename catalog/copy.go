package catalog

import "time"

// CopyWithCause makes dst what [WithCause] returns for src. The methods of
// generated types call it; they have no body of their own to speak of, for
// there is one of each for each code.
//
//go:noinline
func CopyWithCause(dst, src *Base, cause error) { *dst = WithCause(*src, cause) }

// CopyWithRetryAfter makes dst what [WithRetryAfter] returns for src; see
// [CopyWithCause].
//
//go:noinline
func CopyWithRetryAfter(dst, src *Base, d time.Duration) { *dst = WithRetryAfter(*src, d) }
