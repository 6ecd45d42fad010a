package find

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// An Index is what the matcher knows of a catalog: data that goes into pages as
// JSON.
type Index struct {
	Entries []Entry             `json:"entries"` // sorted by code
	Reasons map[string][]string `json:"reasons"` // of statuses: what they are called
	Common  string              `json:"common"`  // words that mean nothing by themselves
}

// An Entry is a code of the catalog, or a retired one, which has no status.
type Entry struct {
	Code    string   `json:"code"`
	Status  int      `json:"status,omitempty"`
	Role    string   `json:"role,omitempty"` // of a code that answers where nobody had more to say than the status
	Title   string   `json:"title,omitempty"`
	Message string   `json:"message,omitempty"` // without its placeholders
	Names   []string `json:"names,omitempty"`   // others that it goes by
	OAuth   string   `json:"oauth,omitempty"`
	Words   string   `json:"words,omitempty"` // of its page that it has nowhere else, sorted
}

// New makes the index of a catalog, and of those given beside it. A code that
// several have is that of the first.
func New(catalogs ...*model.Catalog) *Index {
	x := &Index{Reasons: map[string][]string{}, Common: common}
	pages := map[string]string{}
	roles := rolesOf(catalogs)
	for _, c := range catalogs {
		for _, e := range c.Errors {
			if _, twice := pages[e.Code]; !twice {
				x.Entries = append(x.Entries, entry(e, roles[e.Code]))
				pages[e.Code] = pageText(e)
				x.Reasons[strconv.Itoa(e.Status)] = reasons(e.Status)
			}
		}
		for i := range c.Retired {
			r := &c.Retired[i]
			if _, twice := pages[r.Code]; !twice {
				x.Entries = append(x.Entries, Entry{Code: r.Code})
				pages[r.Code] = flat(r.Note.Nodes)
			}
		}
	}
	slices.SortFunc(x.Entries, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	x.addWords(pages)
	return x
}

func entry(e *model.Error, role string) Entry {
	entry := Entry{Code: e.Code, Status: e.Status, Role: role, Title: e.Title.Value, OAuth: e.OAuth}
	if spell.Title(e.Code) == entry.Title {
		entry.Title = "" // its words are those of the code
	}
	var literals []string
	for _, s := range e.Message.Segments {
		literals = append(literals, s.Literal)
	}
	entry.Message = strings.Join(literals, " ")
	entry.Names = slices.Clone(e.Aliases)
	if e.GoName.Value != "" {
		entry.Names = append(entry.Names, e.GoName.Value)
	}
	return entry
}

// rolesOf returns the roles that codes play, as words; for one that only a
// status is bound to, that it does. The first catalog that binds a role decides.
func rolesOf(catalogs []*model.Catalog) map[string]string {
	words, bound := map[string]string{}, map[string]bool{}
	bind := func(role, code, text string) {
		if !bound[role] {
			bound[role] = true
			words[code] = strings.TrimSpace(words[code] + " " + text)
		}
	}
	for _, catalog := range catalogs {
		for c := range catalog.All() {
			for _, r := range c.Roles {
				bind(r.Name, r.Code.Value, strings.ReplaceAll(r.Name, "_", " "))
			}
			for _, s := range c.Statuses {
				bind(strconv.Itoa(s.Status), s.Code.Value, "status")
			}
		}
	}
	return words
}

// addWords adds the words of pages. One that is in a quarter of many pages
// tells nothing, and neither does one that the entry has in its code, title or
// message, where it counts for more.
func (x *Index) addWords(pages map[string]string) {
	common := set(x.Common)
	uses := map[string]int{}
	words := make([][]string, len(x.Entries))
	for i, e := range x.Entries {
		known := set(e.Code + " " + e.Title + " " + e.Message)
		for _, w := range slices.Sorted(maps.Keys(set(pages[e.Code]))) {
			if !common[w] && !known[w] && len(w) > 1 {
				words[i] = append(words[i], w)
				uses[w]++
			}
		}
	}
	for i := range x.Entries {
		x.Entries[i].Words = strings.Join(slices.DeleteFunc(words[i], func(w string) bool {
			return uses[w] > max(8, len(x.Entries)/4)
		}), " ")
	}
}

// set returns the words of a text, without numbers.
func set(text string) map[string]bool {
	words := map[string]bool{}
	for _, word := range wordsOf(text) {
		if !number(word) {
			words[word] = true
		}
	}
	return words
}

// reasons are the phrases that servers and clients have for a status: of RFC
// 9110, and of those before it.
func reasons(status int) []string {
	var list []string
	if text := http.StatusText(status); text != "" {
		list = append(list, strings.ToLower(text))
	}
	switch status {
	case http.StatusRequestEntityTooLarge:
		return append(list, "payload too large", "content too large")
	case http.StatusUnprocessableEntity:
		return append(list, "unprocessable content")
	case 499:
		return append(list, "client closed request")
	case http.StatusInternalServerError:
		return append(list, "server error")
	}
	return list
}
