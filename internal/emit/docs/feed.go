package docs

import (
	"encoding/xml"
	"net/url"
	"strings"
)

// feedFile is the feed of changes, for those who follow the codes.
const feedFile = "feed.atom"

// atomFeed is the part of RFC 4287 that we use.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// HasFeed reports whether the catalog has what a feed is made of: days, and an
// address, without which the feed would have no ID.
func (b *Book) HasFeed() bool { return b.Base != "" && len(b.events) > 0 }

// feed returns the feed of changes.
func (b *Book) feed() ([]byte, error) {
	f := atomFeed{
		ID:      b.Base,
		Title:   b.Title,
		Updated: midnight(lastDay(b.events)),
		Author:  capital(b.Catalog.Domain.Value),
		Links: []atomLink{
			{"self", "application/atom+xml", b.Base + feedFile},
			{"alternate", "text/html", b.Base},
		},
	}
	for _, e := range b.events {
		f.Entries = append(f.Entries, atomEntry{
			ID:      b.tag(e),
			Title:   e.page.Code + ": " + e.kind,
			Updated: midnight(e.day),
			Link:    atomLink{"alternate", "text/html", e.page.Entry.DocURL.Value},
			Summary: e.text,
		})
	}
	text, err := xml.MarshalIndent(f, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}

// tag returns an ID that an event keeps when its page moves (RFC 4151).
func (b *Book) tag(e event) string {
	host := strings.TrimPrefix(b.Base, "https://")
	if u, err := url.Parse(b.Base); err == nil {
		host = u.Hostname()
	}
	return "tag:" + host + "," + e.day + ":" + e.page.Code + "/" + e.kind
}

// midnight returns a day as RFC 3339 has times.
func midnight(day string) string { return day + "T00:00:00Z" }
