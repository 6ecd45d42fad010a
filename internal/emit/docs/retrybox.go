package docs

import (
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// A need is what has to happen before the same request can succeed.
type need int

const (
	changedRequest need = iota
	changedAccount
	namedWait // every response says how long
	maybeWait // a response may say how long
	backoff
)

// A retryBox says whether a request may be repeated. It is the one place that
// reads retry, effect and concealed; every form of a page shows its facts, and
// a test holds the prose of the pages to it.
type retryBox struct {
	need      need
	wait      time.Duration // of namedWait: what the response says by default
	harmless  bool          // the failed request changed nothing
	concealed bool          // every cause has the same response
}

func newRetryBox(e *model.Error) retryBox {
	b := retryBox{harmless: e.Effect == "none", concealed: e.Concealed}
	switch r := e.Retry; {
	case r.Kind == "after_change":
		b.need = changedAccount
	case r.Kind == "after_delay" && r.Default > 0:
		b.need, b.wait = namedWait, r.Default
	case r.Kind == "after_delay":
		b.need = maybeWait
	case r.Kind == "backoff":
		b.need = backoff
	}
	return b
}

// again reports whether a program may send the same request again by itself,
// whatever the response says.
func (b retryBox) again() bool { return b.need == namedWait || b.need == backoff }

// retryLabel is that of the fact that says what has to happen first.
const retryLabel = "Retry"

func (b retryBox) facts() []Fact {
	list := []Fact{b.retry(), b.writes()}
	for i := range list {
		list[i].Boxed = true
	}
	return list
}

func (b retryBox) retry() Fact {
	f := Fact{Label: retryLabel, Waits: b.again() || b.need == maybeWait}
	switch b.need {
	case changedAccount:
		f.Short = words("Change the account first")
		f.Long = words("Until then, the same request fails again.")
	case namedWait:
		f.Short = words("After " + seconds(b.wait))
		f.Long = say("Wait as long as `retry_after` says; the `Retry-After` header has the same number.")
	case maybeWait:
		f.Short = say("Only if `retry_after` is a number")
		f.Long = words("Then wait that many seconds. Where it is null, the same request fails again.")
	case backoff:
		f.Short = words("Exponential backoff")
		f.Long = words("Wait a second, double the wait each time, add jitter, and stop after a few attempts.")
	default:
		f.Short = words("Change the request first")
		f.Long = words("The same request fails again.")
	}
	if b.concealed {
		f.Long = join(f.Long, words(" Repeating it tells you nothing: every cause has the same response."))
	}
	return f
}

// writes says whether a request that writes may be sent again, once what is
// needed has happened.
func (b retryBox) writes() Fact {
	f := Fact{Label: "Repeat a POST"}
	switch {
	case !b.harmless:
		f.Short = words("Only if idempotent")
		f.Long = say("The failed request may have done its work. Repeat a GET freely, a POST only with an `Idempotency-Key` that the endpoint honors.")
	case b.again() || b.need == maybeWait:
		f.Short = words("Yes")
		f.Long = words("The failed request changed nothing, so nothing is done twice.")
	default:
		f.Short = words("Yes, after the change")
		f.Long = words("The failed request changed nothing.")
	}
	return f
}

// seconds is a wait in words.
func seconds(d time.Duration) string {
	switch n := d / time.Second; {
	case n%3600 == 0:
		return count(int(n/3600), "hour")
	case n%60 == 0 && n > 60:
		return count(int(n/60), "minute")
	default:
		return count(int(n), "second")
	}
}
