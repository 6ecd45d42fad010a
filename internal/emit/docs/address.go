package docs

import (
	"net/url"
	"strings"
)

// address returns the URL of a page that every server answers without a
// redirect: that of its folder. A code may have its page on another site. It is
// "" where nobody knows.
func (b *Book) address(p *Page) string {
	own := ""
	if b.Base != "" {
		own = b.Base + p.Code + "/"
	}
	if p.Entry == nil || strings.TrimSuffix(p.Entry.DocURL.Value, "/")+"/" == own {
		return own
	}
	return p.Entry.DocURL.Value
}

// path returns the path of the index, which ends in "/"; "" where nobody knows.
func (b *Book) path() string {
	u, err := url.Parse(b.Base)
	if err != nil || strings.HasPrefix(u.EscapedPath(), "//") { // the name of a host, in a link
		return ""
	}
	return u.EscapedPath()
}

// Origin returns scheme and host of the site; "" where nobody knows.
func (b *Book) Origin() string {
	u, err := url.Parse(b.Base)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
