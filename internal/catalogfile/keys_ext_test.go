package catalogfile_test

import (
	"os"
	"testing"

	"github.com/asterwise/errcat/internal/format"
	"gopkg.in/yaml.v3"
)

// TestFullUsesEveryKey keeps the claim of testdata/full.yaml, on which TestModel
// builds: a key that the loader knows but does not read would be seen there.
// The pages of a catalog are read from other files and have their own tests.
func TestFullUsesEveryKey(t *testing.T) {
	text, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"pages": true}
	collect(used, doc.Content[0], "")
	for _, o := range format.Objects() {
		for _, k := range o.Keys {
			if o.Name != "roles" && !used[o.Path+k.Name] {
				t.Errorf("the key %s%s is not used", o.Path, k.Name)
			}
		}
	}
}

// collect notes the paths of all keys, as the format writes them.
func collect(used map[string]bool, n *yaml.Node, path string) {
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			collect(used, item, path)
		}
	}
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i].Value
		switch path {
		case "errors.", "retired.":
			key = "CODE"
		case "errors.CODE.params.", "errors.CODE.details.":
			key = "NAME"
		}
		used[path+key] = true
		collect(used, n.Content[i+1], path+key+".")
	}
}
