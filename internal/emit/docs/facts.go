package docs

import (
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// retryLabel is that of the fact that says whether to repeat a request.
const retryLabel = "Retry"

// facts are the short answers at the top of a page.
func facts(e *model.Error) []Fact {
	list := []Fact{retryFact(e)}
	if e.Concealed {
		list = append(list, Fact{"Concealed", words("One answer for every cause"),
			words("The response is the same whatever the reason, so that it gives nothing away.")})
	}
	if e.OAuth != "" {
		list = append(list, Fact{"OAuth 2.0", code(e.OAuth), words("OAuth endpoints return this instead (RFC 6749).")})
	}
	if e.Since != "" {
		list = append(list, Fact{"Since", words(e.Since), words("Older versions of the API do not return this code.")})
	}
	if len(e.Aliases) > 0 {
		list = append(list, Fact{"Also known as", words(strings.Join(e.Aliases, ", ")), words("Older versions of the API used these names or numbers.")})
	}
	return list
}

// retryFact says what has to happen before the same request can succeed, and
// whether a request that writes may be repeated.
func retryFact(e *model.Error) Fact {
	again := " Repeat a request that writes only if it is idempotent: the failed one may have done its work."
	if e.Effect == "none" {
		again = " The failed request changed nothing, so a request that writes can be repeated, too."
	}
	switch r := e.Retry; {
	case r.Kind == "after_delay" && r.Default > 0:
		return Fact{retryLabel, words("After " + seconds(r.Default)),
			say("Wait as long as `retry_after` says, then send the same request again. The `Retry-After` header has the same number." + again)}
	case r.Kind == "after_delay":
		return Fact{retryLabel, words("If the response says when"),
			say("Where `retry_after` is a number, wait that many seconds and send the same request again. Where it is null, waiting does not help." + again)}
	case r.Kind == "backoff":
		return Fact{retryLabel, words("Exponential backoff"),
			words("Wait a second, double the wait after each attempt, add some jitter, and stop after a few attempts." + again)}
	case r.Kind == "after_change":
		return Fact{retryLabel, words("After a change to the account"),
			words("The same request fails until then. This page says what has to change.")}
	default:
		return Fact{retryLabel, words("Don't"), words("The same request fails again. Change the request first.")}
	}
}

// seconds is a wait in words.
func seconds(d time.Duration) string {
	count := func(n time.Duration, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return strconv.FormatInt(int64(n), 10) + " " + unit + "s"
	}
	switch n := d / time.Second; {
	case n%3600 == 0:
		return count(n/3600, "hour")
	case n%60 == 0 && n > 60:
		return count(n/60, "minute")
	default:
		return count(n, "second")
	}
}
