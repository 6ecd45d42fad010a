package verify

import "strings"

func wait(x *exam) {
	value := x.value("retry_after")
	named := string(value)
	switch {
	case x.form == unseen || x.form == oauth: // it has no place in the body
		named = x.Header.Get("Retry-After")
	case value == nil || kind(value) != "an integer" && kind(value) != "null":
		return // another rule's
	}
	n := x.wait()
	switch none := named == "" || named == "null"; {
	case !none && (n < 1 || n > mostWait):
		x.say("the wait is %s, want 1–%d seconds", quote(named), mostWait)
	case x.entry == nil:
	case !none && !x.mayWait(x.entry):
		x.say("the wait is %d seconds; the retry of %q is %s, which has none", n, x.entry.Code, x.entry.Retry.Kind)
	case none && x.entry.Retry.Default > 0 && x.form != oauth:
		x.say("there is no wait, %q has %d seconds", x.entry.Code, int(x.entry.Retry.Default.Seconds()))
	}
}

func waitHeader(x *exam) {
	value := x.value("retry_after")
	if value == nil {
		return
	}
	want := string(value)
	if kind(value) != "an integer" {
		want = ""
	}
	if got := strings.Join(x.Header.Values("Retry-After"), ", "); got != want {
		x.say("Retry-After is %s, retry_after is %s", quote(got), value)
	}
}
