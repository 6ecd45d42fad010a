package lint

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

func codeStatus() Rule {
	names, all := reasons(), families()
	return Rule{
		ID:      "code-status",
		Title:   "A code and its status say the same.",
		Why:     "Proxies, metrics and half of all clients go by the status. A `…_not_found` with 400 is looked for in the wrong place.",
		Instead: "the status that the words of the code mean: " + statusTable(all),
		check: named(func(p *pass, e *model.Error) {
			family, statuses := expected(e, names, all)
			if len(statuses) > 0 && !slices.Contains(statuses, e.Status) {
				p.add(e.StatusPos, e.Code, "status %d of %q does not fit %s; use %s, or another code", e.Status, e.Code, family, alternatives(statuses))
			}
		}),
	}
}

// A family are codes whose words promise a status.
type family struct {
	words    string // with "*" for what may stand before, behind or between: "*_not_found"
	statuses []int
}

// families returns them, narrower words before wider ones: the first that a code
// belongs to counts.
func families() []family {
	return []family{
		{"*_not_found", []int{404, 401}}, // 401: of a credential; 422: see expected
		{"*_gone", []int{404, 410}},
		{"*_limit_exceeded", []int{429, 402}},
		{"too_many_*", []int{429}},
		{"*_already_used", []int{400, 401, 409, 410, 422}}, // 401: of a credential that works once
		{"*_already_*", []int{400, 409, 422}},
		{"already_*", []int{400, 409, 422}},
		{"*_conflict", []int{409, 412}},
		{"duplicate_*", []int{400, 409, 422}},
		{"*_expired", []int{400, 401, 402, 403, 410}},
		{"*_revoked", []int{401, 403, 410}},
		{"*_required", []int{400, 401, 402, 403, 422, 428}},
		{"*_missing", []int{400, 401, 422}},
		{"missing_*", []int{400, 401, 422}},
		{"*_too_large", []int{400, 413, 422}},
		{"*_out_of_*range", []int{400, 416, 422}},
		{"unsupported_*", []int{400, 415, 422, 501}},
		{"*_unsupported", []int{400, 415, 422, 501}},
		{"*_invalid", []int{400, 401, 422}},
		{"invalid_*", []int{400, 401, 422}},
		{"*_malformed", []int{400, 401, 422}},
		{"insufficient_*", []int{402, 403}},
		{"*_denied", []int{403, 404}},
		{"*_forbidden", []int{403, 404}},
		{"*_restricted", []int{403, 451}},
		{"unauthenticated*", []int{401}},
		{"authentication_*", []int{401}},
		{"internal_*", []int{500}},
		{"upstream_*", []int{502, 503, 504}},
		{"*_unavailable", []int{502, 503, 504}},
		{"*_timed_out", []int{408, 503, 504}},
		{"*_timeout", []int{408, 503, 504}},
	}
}

// expected returns the statuses that a code promises, none where it promises
// nothing.
func expected(e *model.Error, names map[string]int, all []family) (string, []int) {
	if status := names[e.Code]; status != 0 {
		return fmt.Sprintf("the name of %d", status), []int{status}
	}
	for _, f := range all {
		if !like(e.Code, f.words) {
			continue
		}
		if f.words == "*_not_found" && len(e.Details) > 0 {
			return f.words, append(slices.Clone(f.statuses), 422) // a value of the request names it, and details say which
		}
		return f.words, f.statuses
	}
	return "", nil
}

// reasons returns the statuses by what HTTP calls them: 403 for forbidden.
func reasons() map[string]int {
	snake := strings.NewReplacer(" ", "_", "-", "_", "'", "")
	names := map[string]int{}
	for status := 400; status < 600; status++ {
		if text := http.StatusText(status); text != "" {
			names[strings.ToLower(snake.Replace(text))] = status
		}
	}
	return names
}

// like reports whether a code has the words of a pattern with one star or two.
func like(code, pattern string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(code, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		_, rest, ok = strings.Cut(rest, part)
		if !ok {
			return false
		}
	}
	return true
}

func alternatives(statuses []int) string {
	words := make([]string, len(statuses))
	for i, status := range statuses {
		words[i] = fmt.Sprint(status)
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func statusTable(all []family) string {
	var rows []string
	for _, f := range all {
		rows = append(rows, fmt.Sprintf("`%s` %s", f.words, alternatives(f.statuses)))
	}
	return strings.Join(rows, "; ") + ". A `*_not_found` whose details name a field of the request may have 422, and a code that is the name of an HTTP status has that status"
}
