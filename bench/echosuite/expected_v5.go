package main

// expectedV5 lists the leaves of Echo v5 that cannot pass.
func expectedV5() map[leaf]reason {
	return expect([]expectation{})
}
