package catalogfile_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
)

// TestPage reads a page with everything that a page can have, and prints what
// it was read as.
func TestPage(t *testing.T) {
	c, err := catalogfile.Load("testdata/page/catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/page/want.txt"
	got := printPage(c.Lookup("key_gone").Page) + "Retired\n" + printNodes(c.Retired[0].Note.Nodes, "\t")
	for _, v := range c.Lookup("key_gone").Details[0].Values {
		got += "Value " + v.Name + "\n" + printNodes(v.Doc.Nodes, "\t")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the page differs (-want +got):\n%s", diff)
	}
}

func printPage(p *model.Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q\n", p.Title.Pos, p.Title.Value)
	for _, part := range []struct {
		name  string
		nodes []*model.Node
	}{
		{"Summary", p.Summary}, {"Meaning", p.Meaning}, {"When", p.When}, {"LearnMore", p.LearnMore},
		{"QuickFix", p.QuickFix}, {"Recovery", p.Recovery}, {"Avoid", p.Avoid},
	} {
		b.WriteString(part.name + "\n" + printNodes(part.nodes, "\t"))
	}
	for _, s := range p.Samples {
		fmt.Fprintf(&b, "Sample %d:%d %q %q %q\n", s.Pos.Line, s.Pos.Col, s.Language, s.Title, s.Code)
	}
	for _, code := range p.SeeAlso {
		fmt.Fprintf(&b, "SeeAlso %d:%d %s\n", code.Pos.Line, code.Pos.Col, code.Value)
	}
	return b.String()
}

func printNodes(nodes []*model.Node, indent string) string {
	kinds := []string{"Paragraph", "Bullets", "Steps", "Item", "Quote", "Rule", "CodeBlock", "Table", "TableRow", "Cell",
		"Words", "CodeSpan", "CodeRef", "Link", "Emphasis", "Strong", "LineBreak"}
	var b strings.Builder
	for _, n := range nodes {
		fmt.Fprintf(&b, "%s%d:%d %s", indent, n.Pos.Line, n.Pos.Col, kinds[n.Kind])
		for _, s := range []string{n.Language, n.Text, n.Dest, n.Code, n.Fragment} {
			if s != "" {
				fmt.Fprintf(&b, " %q", s)
			}
		}
		if n.Start != 0 {
			fmt.Fprintf(&b, " from %d", n.Start)
		}
		b.WriteString("\n" + printNodes(n.Kids, indent+"\t"))
	}
	return b.String()
}

// TestLineEnds: a checkout with carriage returns reads like one without, our own
// catalog included.
func TestLineEnds(t *testing.T) {
	for _, test := range []struct{ root, pages string }{{"testdata/page", "pages"}, {"../..", "docs/errors"}} {
		t.Run(test.pages, func(t *testing.T) {
			t.Chdir(test.root)
			want := load(t, "catalog.yaml")
			names, err := filepath.Glob(test.pages + "/*.md")
			if err != nil || len(names) == 0 {
				t.Fatal("no pages: ", err)
			}
			texts := map[string][]byte{}
			for _, name := range append(names, "catalog.yaml") {
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				texts[name] = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
			}
			t.Chdir(t.TempDir())
			for name, text := range texts {
				writeFile(t, filepath.ToSlash(name), text)
			}
			if diff := cmp.Diff(want, load(t, "catalog.yaml")); diff != "" {
				t.Errorf("the catalog differs with CRLF (-without +with):\n%s", diff)
			}
		})
	}
}

func load(t *testing.T, name string) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Load(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestPageBytes: what is wrong before there is a text to read.
func TestPageBytes(t *testing.T) {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	writeFile(t, "catalog.yaml", append(minimal, "pages: pages\n"...))
	for _, test := range []struct{ name, page, want string }{
		{"byte order mark", "\uFEFF# Internal Error\n\nBroken.\n",
			"pages/internal_error.md:1:1: file begins with a byte order mark; save it as UTF-8 without one (encoding)"},
		{"Latin-1", "# Internal Error\n\nFa\xe7ade.\n",
			"pages/internal_error.md:3:3: byte 0xe7 is not part of UTF-8 text; save the file as UTF-8 (encoding)"},
		{"UTF-16", "\xff\xfe#\x00 \x00", "pages/internal_error.md:1:1: byte 0xff is not part of UTF-8 text; save the file as UTF-8 (encoding)"},
		{"control character", "# Internal Error\r\n\r\nBro\x1bken.\r\n",
			"pages/internal_error.md:3:4: character U+001B is a control character; remove it (character)"},
		{"merge conflict", "# Internal Error\n\n<<<<<<< ours\nBroken.\n=======\nFailed.\n>>>>>>> theirs\n",
			"pages/internal_error.md:3:1: a merge conflict begins here; keep what is right of the two sides and remove its markers (merge-conflict)"},
		{"over-large", "# Internal Error\n\n" + strings.Repeat("Broken. ", 1<<17), "pages/internal_error.md: page is over 1 MiB; shorten it (file-size)"},
	} {
		writeFile(t, "pages/internal_error.md", []byte(test.page))
		if _, err := catalogfile.Load("catalog.yaml", nil); err == nil || err.Error() != test.want {
			t.Errorf("%s: got\n%v\nwant\n%s", test.name, err, test.want)
		}
	}
}
