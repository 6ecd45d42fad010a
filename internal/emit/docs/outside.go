package docs

import "strings"

// An OutsideLink leads from the documentation to the product.
type OutsideLink struct {
	Name, Label, URL string
}

// OutsideLinks returns the links that the catalog names, and those of the
// catalogs that it extends, each name once.
func (b *Book) OutsideLinks() []OutsideLink {
	var list []OutsideLink
	seen := map[string]bool{}
	for c := range b.Catalog.All() {
		for _, link := range c.Links {
			if !seen[link.Name] {
				seen[link.Name] = true
				list = append(list, OutsideLink{link.Name, linkLabel(link.Name), link.URL})
			}
		}
	}
	return list
}

// Support returns the address where readers get help, "" where the catalog
// names none.
func (b *Book) Support() string {
	for _, link := range b.OutsideLinks() {
		if link.Name == "support" {
			return link.URL
		}
	}
	return ""
}

// linkLabel is what readers call the place that a link leads to.
func linkLabel(name string) string {
	switch name {
	case "api", "api_reference", "reference":
		return "API reference"
	case "docs":
		return "Documentation"
	default:
		return capital(strings.ReplaceAll(name, "_", " "))
	}
}
