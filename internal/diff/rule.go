package diff

import "slices"

// A Severity says what a change does to clients.
type Severity uint8

const (
	Compatible Severity = iota // nothing that a client may rely on
	Risky                      // something that some clients rely on, although the contract does not promise it
	Breaking                   // something that the contract promises (contract §6)
)

// String returns the word for it.
func (s Severity) String() string {
	switch s {
	case Breaking:
		return "breaking"
	case Risky:
		return "risky"
	default:
		return "compatible"
	}
}

// A Rule is one kind of change.
type Rule struct {
	ID       string // kebab-case, such as "status-changed"; never renamed
	Title    string // what has changed: "The status of a code changed"
	Severity Severity
	Why      string // why it has the severity
	Clients  string // what clients see
	Instead  string // what to do instead; "" where the change is fine
}

// Rules returns the kinds of changes, the worst first.
func Rules() []Rule {
	return []Rule{
		{
			ID: "code-removed", Severity: Breaking,
			Title:   "A code is gone, and nothing says what became of it",
			Why:     "Clients branch on the code.",
			Clients: "The branch for the code is dead. The failure that it stood for comes as another code, or as an unknown one.",
			Instead: "keep the entry and mark it `deprecated`; a release later, name the code under `retired`",
		}, {
			ID: "code-retired-unannounced", Severity: Breaking,
			Title:   "A code was retired that was not deprecated before",
			Why:     "Clients had no release in which to move on.",
			Clients: "The branch for the code is dead from one release to the next.",
			Instead: "keep the entry for a release with `deprecated: {since, use}`, then retire it",
		}, {
			ID: "code-reused", Severity: Breaking,
			Title:   "A retired code is used again",
			Why:     "A code never gets a second meaning: old clients still have a branch for the first one.",
			Clients: "Old clients take the new failure for the old one.",
			Instead: "choose a code that was never used, and leave the old one under `retired`",
		}, {
			ID: "status-changed", Severity: Breaking,
			Title:   "The status of a code changed",
			Why:     "Clients, proxies and metrics go by the status before they read the body.",
			Clients: "Handlers registered for the old status do not run; retries, caches and alerts that go by the status behave differently.",
			Instead: "add a code with the new status and deprecate this one",
		}, {
			ID: "retry-changed", Severity: Breaking,
			Title:   "What has to happen before a retry changed",
			Why:     "Generated clients repeat requests by `retry`.",
			Clients: "Old clients repeat what cannot succeed, or give up on what could.",
			Instead: "add a code that means the new thing",
		}, {
			ID: "effect-lost", Severity: Breaking,
			Title:   "A failed request may now have done its work",
			Why:     "Generated clients repeat a POST where the effect is none.",
			Clients: "Old clients send a POST again that may have done its work: things are created, sent or paid twice.",
			Instead: "add a code for the failures that may have had an effect",
		}, {
			ID: "concealment-changed", Severity: Breaking,
			Title:   "A code is concealed, or concealed no more",
			Why:     "A concealed code promises the same bytes whatever the cause; another one may say more.",
			Clients: "What was kept from them is told, or the details that they read are gone.",
			Instead: "add a code for what may be told",
		}, {
			ID: "field-removed", Severity: Breaking,
			Title:   "A member of the details is gone, or kept back",
			Why:     "Clients read the members that the catalog declares.",
			Clients: "The member is missing: undefined, KeyError, the zero value.",
			Instead: "keep sending it; add the new member beside it",
		}, {
			ID: "field-retyped", Severity: Breaking,
			Title:   "A member of the details has another type",
			Why:     "Clients decode members into the declared types.",
			Clients: "Decoding fails, or yields nonsense.",
			Instead: "add a member with the new type beside it",
		}, {
			ID: "field-optional", Severity: Breaking,
			Title:   "A member of the details may now be absent",
			Why:     "Clients do not check members that are always there.",
			Clients: "The member is missing in some responses.",
			Instead: "keep sending it",
		}, {
			ID: "value-removed", Severity: Breaking,
			Title:   "A value of a closed set is gone",
			Why:     "Clients branch on the values of closed sets.",
			Clients: "The branch for the value is dead; what it stood for has another value.",
			Instead: "keep the value and add the new one",
		}, {
			ID: "parameter-removed", Severity: Breaking,
			Title:   "A message no longer has a parameter that clients saw",
			Why:     "What the message told people by it is not told any more.",
			Clients: "The value is not in the message.",
			Instead: "keep the placeholder in the message",
		}, {
			ID: "doc-url-changed", Severity: Breaking,
			Title:   "A code's page moved",
			Why:     "Old responses, tickets and logs hold the address.",
			Clients: "The links that they have kept lead nowhere.",
			Instead: "keep the address; if you have to move it, redirect the old one and accept the break",
		}, {
			ID: "oauth-changed", Severity: Breaking,
			Title:   "A code maps to another error of OAuth 2.0",
			Why:     "OAuth clients branch on it.",
			Clients: "OAuth libraries take another way.",
			Instead: "add a code with the other mapping",
		},

		{
			ID: "code-retired", Severity: Risky,
			Title:   "A deprecated code was retired",
			Why:     "That is the announced way; clients that never read the announcement still have the branch.",
			Clients: "The branch for the code is dead.",
		}, {
			ID: "retired-forgotten", Severity: Risky,
			Title:   "A retired code is no longer named",
			Why:     "Nothing keeps it from being used again.",
			Clients: "Nothing yet.",
			Instead: "leave it under `retired` for ever",
		}, {
			ID: "value-added", Severity: Risky,
			Title:   "A closed set has another value",
			Why:     "Clients that treat the set as complete have no branch for it.",
			Clients: "A value that they do not know.",
		}, {
			ID: "set-opened", Severity: Risky,
			Title:   "A closed set of values became open",
			Why:     "Clients that treat the set as complete have no branch for what may come.",
			Clients: "Values that they do not know.",
		}, {
			ID: "category-changed", Severity: Risky,
			Title:   "A code belongs to another category",
			Why:     "Clients in Python can catch a category.",
			Clients: "In Python, the class of the old category does not catch it any more.",
		}, {
			ID: "challenge-changed", Severity: Risky,
			Title:   "The challenge of a 401 changed",
			Why:     "Browsers and HTTP libraries act on WWW-Authenticate.",
			Clients: "Another prompt, or another scheme of authentication.",
		}, {
			ID: "role-changed", Severity: Risky,
			Title:   "Another code answers for a failure of the framework",
			Why:     "No code has changed, but the failure has another one now.",
			Clients: "For the same failure another code.",
		}, {
			ID: "go-name-changed", Severity: Risky,
			Title:   "The names of a code in generated packages changed",
			Why:     "Services and clients that use the names do not compile.",
			Clients: "On the wire nothing.",
			Instead: "keep the name; `errcat rename` leaves aliases where a code is renamed",
		}, {
			ID: "page-removed", Severity: Risky,
			Title:   "A code has no page any more",
			Why:     "The address still answers, with the facts alone.",
			Clients: "The page tells them less.",
			Instead: "keep the page",
		},

		{
			ID: "code-added", Severity: Compatible,
			Title:   "There is a new code",
			Why:     "Clients treat unknown codes as a failure of their status.",
			Clients: "An unknown code with a status that they know.",
		}, {
			ID: "wording-changed", Severity: Compatible,
			Title:   "A message or a title reads differently",
			Why:     "Wording is for people.",
			Clients: "Another text.",
		}, {
			ID: "effect-gained", Severity: Compatible,
			Title:   "A failed request is now known to have done nothing",
			Why:     "Old clients are more careful than they have to be.",
			Clients: "Nothing.",
		}, {
			ID: "wait-changed", Severity: Compatible,
			Title:   "The default wait changed",
			Why:     "Clients read the wait from the response.",
			Clients: "Another number of seconds.",
		}, {
			ID: "field-added", Severity: Compatible,
			Title:   "The details have another member",
			Why:     "Clients ignore members that they do not know.",
			Clients: "A member that they do not know.",
		}, {
			ID: "field-required", Severity: Compatible,
			Title:   "A member of the details is now always there",
			Why:     "Clients that check for it go on to do so.",
			Clients: "The member in every response.",
		}, {
			ID: "set-closed", Severity: Compatible,
			Title:   "An open member has a closed set of values now",
			Why:     "Every value that comes is one that could come before.",
			Clients: "Nothing.",
		}, {
			ID: "parameter-added", Severity: Compatible,
			Title:   "A message has another parameter",
			Why:     "Wording is for people.",
			Clients: "Another text.",
		}, {
			ID: "deprecated", Severity: Compatible,
			Title:   "A code is deprecated",
			Why:     "It answers as before.",
			Clients: "A notice on the page and in generated packages.",
		}, {
			ID: "undeprecated", Severity: Compatible,
			Title:   "A code is deprecated no more",
			Why:     "It answers as before.",
			Clients: "Nothing.",
		}, {
			ID: "page-changed", Severity: Compatible,
			Title:   "A page reads differently",
			Why:     "Pages are for people.",
			Clients: "Another text.",
		},
	}
}

// Lookup returns the rule with an ID.
func Lookup(id string) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}
