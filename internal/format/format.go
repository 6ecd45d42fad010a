// Package format is the definition of catalog files: every key with its type,
// default, limits and meaning, every word that a value can be, and every
// limit. The loader reads by it; the editor schema, the reference and the help
// texts are made from it. Nothing of it is written down a second time.
//
// Texts are one line of Markdown whose only markup is the code span.
package format

// Version is the version of the format, the value of the key catalog.
const Version = 2

// An Object is a mapping whose keys the format defines.
type Object struct {
	Name string // such as "entry"
	Path string // what stands in front of its keys in the reference: "errors.CODE."
	Doc  string // what it is
	Keys []Key  // in the order of the reference
}

// A Key is one key of an object.
type Key struct {
	Name     string
	Required bool
	Value    Value
	Default  string // what holds without the key; "" where nothing does
	Limits   string // what its value does not say
	Example  string // YAML, the key included
	Doc      string // what it means
	Since    int    // the version of the format that brought it
}

// Objects returns all objects of the format, the top level first.
func Objects() []Object {
	return []Object{Catalog(), Outputs(), Reproduce(), Roles(), Retired(), Break(), Exception(), Entry(), Retry(), Deprecated(), Param(), Field()}
}

// Names returns the names of all keys.
func (o Object) Names() []string {
	names := make([]string, len(o.Keys))
	for i, k := range o.Keys {
		names[i] = k.Name
	}
	return names
}

// Required returns the names of the keys that must be there.
func (o Object) Required() []string {
	var names []string
	for _, k := range o.Keys {
		if k.Required {
			names = append(names, k.Name)
		}
	}
	return names
}

// A Kind is a type of value.
type Kind int

const (
	Line    Kind = iota // a text of one line; Form and Max narrow it
	Choice              // one of Words
	Integer             // from Min to Max, in decimal notation
	Boolean             // true or false
	Scalar              // a text, number or boolean
	Any                 // any value
	List                // of Elem
	Map                 // keys of Form with values of Elem
	Record              // Object
	Either              // one of Options
)

// A Value says what can stand behind a key.
type Value struct {
	Kind    Kind
	Form    Form
	Words   []Word
	Min     int
	Max     int // of a Line: characters, 0 for no limit
	Elem    *Value
	Object  *Object
	Options []Value
	Some    bool     // a List or Map has at least one item
	Unique  bool     // the items of a List differ
	Taken   []string // keys that a Map cannot have
	Facts   bool     // a Line can refer to facts, which count as what they say
}

// A Word is one of the words that a value can be.
type Word struct {
	Name string
	Doc  string
}

// Names returns the names of words.
func Names(words []Word) []string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = w.Name
	}
	return names
}

func listOf(elem Value) Value { return Value{Kind: List, Elem: &elem} }

func mapOf(form Form, elem Value) Value { return Value{Kind: Map, Form: form, Elem: &elem} }

func record(o Object) Value { return Value{Kind: Record, Object: &o} }

func either(options ...Value) Value { return Value{Kind: Either, Options: options} }

func choice(words []Word) Value { return Value{Kind: Choice, Words: words} }

// some is a value that is not empty.
func some(v Value) Value {
	v.Some = true
	return v
}

func unique(v Value) Value {
	v.Unique = true
	return v
}

func without(v Value, taken ...string) Value {
	v.Taken = taken
	return v
}

// prose is a line with facts in it.
func prose(form Form, limit int) Value {
	return Value{Kind: Line, Form: form, Max: limit, Facts: true}
}

func line(form Form) Value { return Value{Kind: Line, Form: form, Max: form.Max()} }
