package docs

// markCodes finds the names of codes in prose: authors write them as plain
// words or as code spans, readers get links.
func (p *prose) markCodes(n *node, inLink bool) {
	inLink = inLink || n.kind == link
	var kids []*node
	for _, kid := range n.kids {
		switch {
		case kid.kind == code && !inLink && p.isCode(kid.text):
			kids = append(kids, &node{kind: codeRef, text: kid.text})
		case kid.kind == words && !inLink:
			kids = append(kids, p.splitCodes(kid.text)...)
		default:
			p.markCodes(kid, inLink)
			kids = append(kids, kid)
		}
	}
	n.kids = kids
}

// splitCodes splits text at the names of codes. A code of one word, such as
// "conflict", is left alone: in a sentence it means what it says.
func (p *prose) splitCodes(s string) []*node {
	var nodes []*node
	from := 0
	for i := 0; i < len(s); {
		if !wordByte(s[i]) {
			i++
			continue
		}
		start, underscore := i, false
		for i < len(s) && wordByte(s[i]) {
			underscore = underscore || s[i] == '_'
			i++
		}
		if word := s[start:i]; underscore && p.isCode(word) {
			if start > from {
				nodes = append(nodes, &node{kind: words, text: s[from:start]})
			}
			nodes = append(nodes, &node{kind: codeRef, text: word})
			from = i
		}
	}
	if from < len(s) {
		nodes = append(nodes, &node{kind: words, text: s[from:]})
	}
	return nodes
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

// isCode reports whether a word is a code that has a page.
func (b *Book) isCode(word string) bool {
	return b.byCode[word] != nil || b.external[word] != nil
}
