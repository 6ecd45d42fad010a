package golang

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// find prints the lookup. The index needs no work at start-up, as a map would,
// and a seventh of the bytes of a switch.
func (p *printer) find(c *model.Catalog) error {
	places, err := index(c)
	if err != nil {
		return err
	}
	p.line("func find(code catalog.Code) *catalog.Entry { return catalog.Find(entries, index, code) }")
	p.line("")
	p.line("// index has the numbers of the entries in the order of their codes' hashes.")
	p.line("var index = []uint16{")
	for len(places) > 0 {
		n := min(16, len(places))
		p.line("%s,", strings.Trim(strings.ReplaceAll(fmt.Sprint(places[:n]), " ", ", "), "[]"))
		places = places[n:]
	}
	p.line("}")
	p.line("")
	return nil
}

// index makes what catalog.Find reads. At least half of the places stay empty,
// so that a code is mostly in the first place where it can be.
func index(c *model.Catalog) ([]uint16, error) {
	if len(c.Errors) > math.MaxUint16 {
		return nil, fmt.Errorf("index %d codes: a catalog holds %d at most; make two of it", len(c.Errors), math.MaxUint16)
	}
	size := 1
	for size < 2*len(c.Errors) {
		size *= 2
	}
	places := make([]uint16, size)
	for i, e := range c.Errors {
		place := hash(e.Code)
		for places[place%uint32(size)] != 0 {
			place++
		}
		places[place%uint32(size)] = uint16(i + 1)
	}
	return places, nil
}

// hash is the hash of the package catalog, which generated code may import and
// this package may not. A test holds them together.
func hash(code string) uint32 {
	const factor = 0x9E3779B97F4A7C15
	text := []byte(code)
	h := uint64(len(text))
	for len(text) < 8 {
		text = append(text, 0)
	}
	last := binary.LittleEndian.Uint64(text[len(text)-8:])
	for ; len(text) > 8; text = text[8:] {
		h = (h ^ binary.LittleEndian.Uint64(text)) * factor
		h ^= h >> 32
	}
	return uint32((h ^ last) * factor >> 32)
}
