package main

// root is the path of this repository's main module.
const root = "github.com/asterwise/errcat"

// The reasons. Each is a rule of the contract; what works otherwise does not
// get one, it is a fault.
const (
	body    reason = "compares the text of an error's body, or its length (contract §1)"
	unbound reason = "uses a status that the catalog gives no code (contract §4.4)"
	id      reason = "expects a request without an ID, or an ID of its own (contract §3)"
	counted reason = "counts the middleware of an instance, to which Install adds"
	cut     reason = "returns an error after half a response, and has no server for the cut of the connection (contract §4)"
)

// suites returns what is tested.
func suites() []suite {
	return []suite{{
		module:    "github.com/labstack/echo/v4",
		adapter:   root + "/middleware/echov4",
		local:     []module{{root, "."}},
		signature: "func New() (e *Echo) {",
		expected:  expectedV4(),
	}, {
		module:    "github.com/labstack/echo/v5",
		adapter:   root + "/middleware/echov5",
		local:     []module{{root, "."}, {root + "/middleware/echov5", "middleware/echov5"}},
		signature: "func New() *Echo {",
		expected:  expectedV5(),
	}}
}

// expectation is a part of what a suite expects: leaves of one test, "" for
// the test itself.
type expectation struct {
	why       reason
	dir, test string
	leaves    []string
}

func expect(all []expectation) map[leaf]reason {
	m := map[leaf]reason{}
	for _, e := range all {
		for _, name := range e.leaves {
			l := leaf{e.dir, e.test}
			if name != "" {
				l.name += "/" + name
			}
			m[l] = e.why
		}
	}
	return m
}
