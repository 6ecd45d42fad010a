package catalogref

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/asterwise/errcat/internal/format"
	"gopkg.in/yaml.v3"
)

// exampleOf returns the value in the example of a key.
func exampleOf(k format.Key) (any, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(k.Example), &doc); err != nil {
		return nil, fmt.Errorf("read the example %q: %w", k.Example, err)
	}
	if len(doc.Content) == 0 {
		return nil, fmt.Errorf("read the example %q: there is none", k.Example)
	}
	pair := doc.Content[0].Content
	if len(pair) != 2 || pair[0].Value != k.Name {
		return nil, fmt.Errorf("read the example %q: it is not one of %s", k.Example, k.Name)
	}
	return jsonOf(pair[1]), nil
}

// jsonOf returns a YAML value as editors understand it: by the rules of YAML
// 1.2, where dates are texts.
func jsonOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			object[n.Content[i].Value] = jsonOf(n.Content[i+1])
		}
		return object
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, jsonOf(item))
		}
		return list
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true" || n.Value == "True" || n.Value == "TRUE"
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return json.Number(strconv.FormatInt(i, 10))
		}
		var x any
		_ = n.Decode(&x) // hexadecimal and the like; nil where it is too large
		return json.Number(fmt.Sprint(x))
	case "!!float":
		var x float64
		if err := n.Decode(&x); err == nil {
			if text, err := json.Marshal(x); err == nil {
				return json.Number(text)
			}
		}
		return nil // not a number of JSON
	}
	return n.Value
}
