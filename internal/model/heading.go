package model

// A Heading is one of the headings that a page can have.
type Heading struct {
	Title  string
	Anchor string // what links to the heading have behind the "#"
}

// Headings returns the headings of a page behind its title, in the order that
// all pages have.
func Headings() []Heading {
	return []Heading{
		{"What this means", "what-this-means"},
		{"When you'll see this", "when-youll-see-this"},
		{"Learn more", "learn-more"},
		{"Quick fix", "quick-fix"},
		{"Recovery pattern", "recovery-pattern"},
		{"Avoid this error by", "avoid-this-error-by"},
		{"See also", "see-also"},
	}
}
