package docs

// linkedData says what a page is in the words of schema.org, for programs that
// read JSON-LD. The template encodes it, so that no text can end its element.
type linkedData struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type linkedThing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type linkedArticle struct {
	Type        string      `json:"@type"`
	Headline    string      `json:"headline"`
	Description string      `json:"description"`
	URL         string      `json:"url"`
	Language    string      `json:"inLanguage"`
	Keywords    []string    `json:"keywords"`
	PartOf      linkedThing `json:"isPartOf"`
	Author      linkedThing `json:"author"`
	Published   string      `json:"datePublished,omitempty"`
	Modified    string      `json:"dateModified,omitempty"`
}

type linkedCrumbs struct {
	Type  string        `json:"@type"`
	Items []linkedCrumb `json:"itemListElement"`
}

type linkedCrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// linked returns the data of the page of a code, nil where the site has no
// address that links could begin with.
func (b *Book) linked(p *Page, address string) *linkedData {
	if b.Base == "" || p.Entry == nil {
		return nil
	}
	e := p.Entry
	article := linkedArticle{
		Type:        "TechArticle",
		Headline:    p.Title() + " (" + p.Code + ")",
		Description: plain(p.Lead),
		URL:         address,
		Language:    "en",
		Keywords:    append([]string{p.Code}, e.Aliases...),
		PartOf:      linkedThing{"WebSite", b.Title, b.Base},
		Author:      linkedThing{Type: "Organization", Name: capital(b.Catalog.Domain.Value)},
		Modified:    lastDay(p.events()),
	}
	if isDay(e.Since) {
		article.Published = e.Since
	}
	crumbs := linkedCrumbs{Type: "BreadcrumbList"}
	for i, step := range []linkedThing{
		{Name: "Errors", URL: b.Base},
		{Name: p.Chapter.Title, URL: b.Base + "#category-" + p.Chapter.Key},
		{Name: p.Title(), URL: address},
	} {
		crumbs.Items = append(crumbs.Items, linkedCrumb{"ListItem", i + 1, step.Name, step.URL})
	}
	return &linkedData{"https://schema.org", []any{article, crumbs}}
}
