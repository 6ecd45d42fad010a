package diag

// A Rule is a check that problems are reported under.
type Rule struct {
	Name  string // kebab-case, such as "unknown-key"
	Title string // one sentence that says what a file must look like
}
