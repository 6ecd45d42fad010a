package verify

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
)

var marks = regexp.MustCompile(`(?:mk|sx)-[0-9a-f]{16}`)

// Marker returns a random text that may come back to the request that sent
// it, and to no other.
func Marker(r *rand.Rand) string { return fmt.Sprintf("mk-%016x", r.Uint64()) }

// Secret returns a random text that must come back to nobody.
func Secret(r *rand.Rand) string { return fmt.Sprintf("sx-%016x", r.Uint64()) }

// Foreign looks through the headers and the decoded body of a response for
// markers that are not among own, and for secrets.
func Foreign(res Response, own ...string) error {
	body, err := Decoded(res)
	if err != nil {
		body = res.Body // cut in the middle; what there is
	}
	if err := foreign("body", string(body), own); err != nil {
		return err
	}
	for name, values := range res.Header {
		for _, value := range values {
			if err := foreign("header "+name, value, own); err != nil {
				return err
			}
		}
	}
	return nil
}

func foreign(place, text string, own []string) error {
	for _, mark := range marks.FindAllString(text, -1) {
		if !slices.Contains(own, mark) {
			return fmt.Errorf("%s holds %s, which is not this request's", place, mark)
		}
	}
	return nil
}
