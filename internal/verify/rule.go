package verify

// A Rule is one thing that a response is held to.
type Rule struct {
	Name  string // kebab-case, such as "unknown-code"
	Title string // one sentence that says what a response must look like

	of    scope
	check func(*exam)
}

// A scope says which responses a rule is about.
type scope int

const (
	all       scope = iota
	failed          // 400 and more, unless somebody else has answered
	bodied          // those whose body is one of ours
	enveloped       // those whose body has the envelope's members
)

func (r Rule) applies(x *exam) bool {
	switch r.of {
	case failed:
		return x.Status >= 400 && x.form != foreign
	case bodied:
		return x.form >= envelope
	case enveloped:
		return x.form == envelope || x.form == problem
	default:
		return true
	}
}

// Rules returns the rules in the order in which a response is held to them.
func Rules() []Rule {
	return []Rule{
		// The header (contract §2 and §3).
		{"request-id", "Every response has one X-Request-Id, of 1–128 characters from A–Z a–z 0–9 . _ ~ : + / = @ -.", all, requestID},
		{"envelope", "A response with a status of 400 or more has the envelope, problem details with the envelope's members, or an OAuth 2.0 error.", all, ours},
		{"head", "A response to HEAD has no body.", all, headBody},
		{"content-type", "An error response has the Content-Type application/json, and problem details application/problem+json.", failed, contentType},
		{"nosniff", "An error response has X-Content-Type-Options: nosniff.", failed, nosniff},
		{"no-store", "An error response has Cache-Control: no-store.", failed, noStore},
		{"content-length", "An error response without content encoding has the Content-Length of its body.", failed, contentLength},
		{"challenge", "A 401 has the WWW-Authenticate of its code.", failed, challenge},
		{"allow", "A 405 has an Allow header.", failed, allow},
		{"front-server", "An error response has no header that instructs a server in front: X-Accel-*, X-Sendfile, X-Lighttpd-Send-File, X-Reproxy-*.", failed, frontServer},
		{"vary", "Problem details have Vary: Accept.", bodied, varyAccept},

		// The body (contract §1 and §7).
		{"members", "A body has exactly the members of its form, each once, in their order.", bodied, memberNames},
		{"member-type", "Every member has its type: details are an array of objects, retry_after is an integer or null, success is false.", bodied, memberTypes},
		{"encoding", "A body is compact JSON in UTF-8 by the encoding law: the escapes of contract §1 and no others.", bodied, encoding},
		{"request-id-member", "The member request_id equals X-Request-Id.", enveloped, requestIDMember},
		{"timestamp", "A timestamp is UTC in whole seconds: 2006-01-02T15:04:05Z.", enveloped, timestamp},
		{"message", "A message has 1–199 characters, no control characters, and no unfilled placeholder.", bodied, messageText},

		// The catalog.
		{"unknown-code", "A code is in the catalog and not retired.", bodied, unknownCode},
		{"status", "A response has the status of its code.", bodied, status},
		{"message-template", "A message is the one of its code, with the placeholders filled in.", enveloped, messageTemplate},
		{"doc-url", "The doc_url is the one of the code.", bodied, docURL},
		{"problem", "Problem details agree with the envelope in them, and have the title of the code.", bodied, problemDetails},
		{"oauth", "An OAuth 2.0 error is the one of the code, and its description has only characters that RFC 6749 allows.", bodied, oauthError},
		{"wait", "A wait is 1–86400 seconds, and there is none where the code's retry has none.", failed, wait},
		{"wait-header", "Retry-After has the same number as retry_after, and is absent where that is null.", enveloped, waitHeader},
		{"detail-field", "An item of details has only fields that the code declares, none of them sensitive.", enveloped, detailFields},
		{"detail-missing", "An item of details has every field that is not optional.", enveloped, detailMissing},
		{"detail-type", "A field of details has its declared type.", enveloped, detailTypes},
		{"detail-value", "A field of details with a closed set of values has one of those.", enveloped, detailValues},
	}
}
