package find

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Match is an entry that a text may mean.
type Match struct {
	*Entry
	Score int
	Named bool
	Sure  bool // it is named alone, or its message or all words of its code are there
}

// An Answer is what a text leads to.
type Answer struct {
	Pasted Pasted
	Found  []Match // the best first
}

// A Finder answers for an index. It is safe for use by several goroutines.
type Finder struct {
	index  *Index
	docs   []doc
	names  names
	vocab  map[string]map[int]int // word, entry, points
	common map[string]bool
}

// A doc is an entry as it is compared.
type doc struct {
	squashed string
	code     []string
	message  []string
}

// The points of a word, by where an entry has it.
const (
	inCode    = 60
	inTitle   = 40
	inMessage = 24
	inPage    = 16
)

// NewFinder makes an index ready.
func NewFinder(x *Index) *Finder {
	f := &Finder{index: x, names: newNames(x.Entries), vocab: map[string]map[int]int{}, common: set(x.Common)}
	for i, e := range x.Entries {
		f.docs = append(f.docs, doc{squash(e.Code), plainWords(e.Code), plainWords(e.Message)})
		f.learn(i, e.Code, inCode)
		f.learn(i, e.Title, inTitle)
		f.learn(i, e.Message, inMessage)
		f.learn(i, e.Words, inPage)
		if e.Role != "" {
			f.learn(i, e.Role+" "+strings.Join(x.Reasons[strconv.Itoa(e.Status)], " "), inTitle)
		}
	}
	return f
}

// learn notes where an entry has words.
func (f *Finder) learn(i int, text string, points int) {
	for _, w := range plainWords(text) {
		if f.common[w] {
			continue
		}
		if f.vocab[w] == nil {
			f.vocab[w] = map[int]int{}
		}
		f.vocab[w][i] = max(f.vocab[w][i], points)
	}
}

// plainWords are words without numbers.
func plainWords(text string) []string { return slices.DeleteFunc(wordsOf(text), number) }

// Find returns what a text leads to.
func (f *Finder) Find(text string) Answer {
	text = cut(text, MaxText)
	a := Answer{Pasted: Read(text)}
	scores := make([]int, len(f.docs))
	sure := make([]bool, len(f.docs))
	entries, points := f.names.find(text, a.Pasted)
	named := make([]bool, len(f.docs))
	for _, i := range entries {
		scores[i], named[i], sure[i] = points, true, len(entries) == 1
	}
	f.compare(newQuery(text, a.Pasted.Text), scores, sure)
	best := slices.Max(append(scores, 0))
	for i, score := range scores {
		if score > 0 && score*4 >= best {
			a.Found = append(a.Found, Match{&f.index.Entries[i], score, named[i], sure[i]})
		}
	}
	slices.SortStableFunc(a.Found, func(a, b Match) int { return cmp.Compare(b.Score, a.Score) })
	return a
}
