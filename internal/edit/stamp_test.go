package edit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStamp: a day goes where a writer would put it, and everything else stays.
func TestStamp(t *testing.T) {
	const head = "catalog: 2\npackage: shoperr\ndocs_base_url: https://docs.example.com/errors/\nroles: {internal: internal_error}\n"
	for name, tt := range map[string]struct{ before, after string }{
		"lines": {
			before: `errors:
  # Ours.
  internal_error:
    status: 500
    message: Something went wrong.
    # What it was.
    aliases: [1] # the old number

  # Theirs.

  order_gone:
    status: 404
    message: >-
      There is no
      such order.
`,
			after: `errors:
  # Ours.
  internal_error:
    status: 500
    message: Something went wrong.
    # What it was.
    aliases: [1] # the old number
    changed:
      2026-11-30: "A \"note\"."

  # Theirs.

  order_gone:
    status: 404
    message: >-
      There is no
      such order.
    since: 2026-11-30
`,
		},
		"days that are there": {
			before: `errors:
    internal_error:
        status: 500
        changed:
            # The first.
            2026-01-01: It came.
        message: Something went wrong.
    order_gone: {status: 404, message: There is no such order.}
lint: []
`,
			after: `errors:
    internal_error:
        status: 500
        changed:
            2026-11-30: "A \"note\"."
            # The first.
            2026-01-01: It came.
        message: Something went wrong.
    order_gone: {status: 404, since: 2026-11-30, message: There is no such order.}
lint: []
`,
		},
		"braces": {
			before: "errors: {internal_error: {status: 500, message: Something went wrong.},\n  order_gone: {status: 404, message: There is no such order.}}\n",
			after:  "errors: {internal_error: {status: 500, changed: {2026-11-30: \"A \\\"note\\\".\"}, message: Something went wrong.},\n  order_gone: {status: 404, since: 2026-11-30, message: There is no such order.}}\n",
		},
		"braces with days": {
			before: "errors: {internal_error: {status: 500, message: Something went wrong., changed: {2026-01-01: It came.}},\n  order_gone: {status: 404, message: There is no such order.}}\n",
			after:  "errors: {internal_error: {status: 500, message: Something went wrong., changed: {2026-11-30: \"A \\\"note\\\".\", 2026-01-01: It came.}},\n  order_gone: {status: 404, since: 2026-11-30, message: There is no such order.}}\n",
		},
		"JSON": {
			before: `"errors": {"internal_error": {"status": 500, "message": "Something went wrong."}, "order_gone": {"status": 404, "message": "There is no such order."}}` + "\n",
			after:  `"errors": {"internal_error": {"status": 500, "changed": {"2026-11-30": "A \"note\"."}, "message": "Something went wrong."}, "order_gone": {"status": 404, "since": "2026-11-30", "message": "There is no such order."}}` + "\n",
		},
		"no line end": {
			before: "errors:\n  internal_error: {status: 500, message: Something went wrong.}\n  order_gone:\n    status: 404\n    message: There is no such order.",
			after:  "errors:\n  internal_error: {status: 500, changed: {2026-11-30: \"A \\\"note\\\".\"}, message: Something went wrong.}\n  order_gone:\n    status: 404\n    message: There is no such order.\n    since: 2026-11-30",
		},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			t.Run(name, func(t *testing.T) {
				lines := strings.NewReplacer("\n", end)
				path := filepath.Join(t.TempDir(), "catalog.yaml")
				if err := os.WriteFile(path, []byte(lines.Replace(head+tt.before)), 0o600); err != nil {
					t.Fatal(err)
				}
				c := load(t, path, nil)
				got, err := Stamp(c, Release{"2026-11-30", []string{"order_gone"}, map[string]string{"internal_error": `A "note".`}})
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(lines.Replace(head+tt.after), string(got)); d != "" {
					t.Errorf("stamped (-want +got):\n%s", d)
				}
				now := load(t, path, map[string][]byte{path: got})
				if e := now.Lookup("internal_error"); e.Changed[0].Date != "2026-11-30" || now.Lookup("order_gone").Since != "2026-11-30" {
					t.Errorf("it reads as %+v", e.Changed)
				}
			})
		}
	}
}
