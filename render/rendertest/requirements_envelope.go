package rendertest

import (
	"net/http"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
)

func envelopeRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "envelope/every-code",
			Rule:   "A bare error of each code is answered with its status and exactly the eight members of the envelope, in their order, byte for byte what encoding/json writes for them.",
			Source: "contract §1",
			check: func(t *trial) {
				for _, row := range rows {
					t.answered(row.Code, func(w http.ResponseWriter, _ *http.Request) error {
						if row.Status == http.StatusMethodNotAllowed {
							w.Header().Set("Allow", "PUT") // as a router does
						}
						return t.err(row.Code)
					})
				}
			},
		},
		{
			Name:   "envelope/awkward-text",
			Rule:   "Quotes, markup, format verbs, U+2028 and characters outside of ASCII in a message are escaped as encoding/json escapes them.",
			Source: "contract §1 (encoding law), §8",
			check:  func(t *trial) { t.answered(codeText, fails(t.err(codeText))) },
		},
		{
			Name:   "envelope/parameters",
			Rule:   "The message has the client-visible parameters filled in; control characters, direction marks and invalid UTF-8 in them become U+FFFD.",
			Source: "contract §1, §8",
			check: func(t *trial) {
				for name, text := range map[string]string{
					"acme":                 "acme",
					`<a href="x">`:         `<a href="x">`,
					"a\x00b\r\nc":          "a\uFFFDb\uFFFD\uFFFDc",
					"a\u202Eb\u2028":       "a\uFFFDb\uFFFD",
					"a\xff\xfeb":           "a\uFFFD\uFFFDb",
					"{name} {retry_after}": "{name} {retry_after}",
				} {
					s := t.serve(setup{serve: fails(t.err(codeParams).params(params{Name: name}))})
					t.envelope(s.get(), expected{code: codeParams, message: "The name " + text + " is taken."})
				}
			},
		},
		{
			Name:   "envelope/missing-parameter",
			Rule:   "A message whose parameter is missing becomes the entry's title: less is said, but nothing false, and no placeholder is shown.",
			Source: "contract §1",
			check:  func(t *trial) { t.answered(codeParams, fails(codeParams)) },
		},
		{
			Name:   "envelope/long-message",
			Rule:   "A message is under 200 characters: one that its parameters make longer is cut and ends in an ellipsis.",
			Source: "contract §1",
			check: func(t *trial) {
				s := t.serve(setup{serve: fails(t.err(codeParams).params(params{Name: strings.Repeat("\u00e9", 5000)}))})
				want := "The name " + strings.Repeat("\u00e9", limits.Message-len("The name ")-1) + "\u2026"
				t.envelope(s.get(), expected{code: codeParams, message: want})
			},
		},
		{
			Name:   "envelope/details",
			Rule:   "Details are an array of objects with the items' declared fields, in their order.",
			Source: "contract §1",
			check: func(t *trial) {
				err := t.err(codeDetails).details(
					item{Loc: catalog.Path{"body", "planets", 3, "lat"}, Msg: "must be <= 90", Input: -91.5},
					item{Msg: "x", Input: map[string]any{"a": []int{1}}, Secret: "s3cret"})
				s := t.serve(setup{serve: fails(err)})
				t.envelope(s.get(), expected{code: codeDetails, details: []string{
					`{"loc":["body","planets",3,"lat"],"msg":"must be <= 90","input":-91.5}`,
					`{"loc":[],"msg":"x","input":{"a":[1]}}`,
				}})
			},
		},
		{
			Name:   "envelope/retry-after",
			Rule:   "A wait is whole seconds, rounded up, at least 1, the same in body and Retry-After header; without one at the call site it is the entry's.",
			Source: "contract §1; RFC 9110 §10.2.3",
			check: func(t *trial) {
				for wait, seconds := range map[time.Duration]int{
					time.Nanosecond: 1, time.Second: 1, 1001 * time.Millisecond: 2, 90 * time.Second: 90,
				} {
					s := t.serve(setup{serve: fails(t.err(codeRateLimited).after(wait))})
					t.envelope(s.get(), expected{code: codeRateLimited, retry: seconds})
				}
				t.answered(codeRetry, fails(t.err(codeRetry)))
			},
		},
		{
			Name:   "envelope/retry-after-limits",
			Rule:   "A wait over 86,400 seconds is cut to that; one of zero or less is 1, since now is not never.",
			Source: "contract §1, contract §8",
			check: func(t *trial) {
				for wait, seconds := range map[time.Duration]int{
					1 << 62: 86400, 86401 * time.Second: 86400, 0: 1, -time.Hour: 1, -1 << 62: 1, time.Nanosecond: 1, 1001 * time.Millisecond: 2,
				} {
					s := t.serve(setup{serve: fails(t.err(codeRateLimited).after(wait))})
					t.envelope(s.get(), expected{code: codeRateLimited, retry: seconds})
				}
			},
		},
		{
			Name:   "envelope/no-retry-after",
			Rule:   "A code for which waiting does not help has neither a wait in the body nor a Retry-After header, whatever was asked for: common clients retry on the header's mere presence.",
			Source: "contract §1",
			check: func(t *trial) {
				for _, code := range []catalog.Code{codePlain, codeUnavailable, codeInternal} {
					t.answered(code, func(w http.ResponseWriter, _ *http.Request) error {
						w.Header().Set("Retry-After", "7")
						return t.err(code).after(time.Minute)
					})
				}
			},
		},
	}
}
