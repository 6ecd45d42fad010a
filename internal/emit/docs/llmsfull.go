package docs

import (
	"bytes"
	"fmt"
	"slices"
)

// llmsFull returns all pages in one text, for a language model that is to know
// them all: the Markdown beside it, without front matter.
func (b *Book) llmsFull(files Files) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# %s\n\n> All pages of the reference in one file: %d error codes. %sllms.txt is the short list.\n", b.Title, len(b.Pages), b.Base)
	for _, p := range append(slices.Clone(b.Pages), b.Retired...) {
		page := files[p.Code+".md"]
		if _, body, found := bytes.Cut(bytes.TrimPrefix(page, []byte("---\n")), []byte("\n---\n")); found {
			page = body
		}
		fmt.Fprintf(&out, "\n---\n\n%s\n", bytes.TrimSpace(page))
		if p.Entry != nil {
			fmt.Fprintf(&out, "\nSource: <%s>\n", p.Entry.DocURL.Value)
		}
	}
	return out.Bytes()
}
