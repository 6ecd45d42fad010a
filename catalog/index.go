package catalog

// Find returns the entry of a code, nil for one that is not there. Generated
// code calls it with an index that the errcat command has made; there is no
// other use for it. A map would need work at start-up, and a switch some 60
// bytes for each code.
//
// The index has 2ⁿ places, more than there are entries, each with the number
// of an entry, counted from 1, or 0. The entry of a code is in the place that
// the code's hash names, or behind it, with no empty place in between; the
// first place follows on the last one.
func Find(entries []*Entry, index []uint16, code Code) *Entry {
	mask := uint32(len(index) - 1)
	for place := hash(code); ; place++ {
		number := index[place&mask]
		if number == 0 {
			return nil
		}
		if entry := entries[number-1]; entry.row.Code == code {
			return entry
		}
	}
}

// hash is part of the format that generated code is written in: the errcat
// command has the same function (internal/emit/golang). Who changes it renames
// [GeneratedFormat2], for what was generated before finds nothing any more.
//
// It takes eight bytes at a time, and in the end the last eight, some of which
// it may have had; a shorter code counts as filled up with zeros.
func hash(code Code) uint32 {
	const factor = 0x9E3779B97F4A7C15 // 2⁶⁴ ÷ the golden ratio
	h, last := uint64(len(code)), uint64(0)
	if len(code) >= 8 {
		last = word(code[len(code)-8:])
	} else {
		for i := len(code) - 1; i >= 0; i-- {
			last = last<<8 | uint64(code[i])
		}
	}
	for ; len(code) > 8; code = code[8:] {
		h = (h ^ word(code)) * factor
		h ^= h >> 32
	}
	return uint32((h ^ last) * factor >> 32)
}

// word returns the first eight bytes of a code as a number, the first byte the
// lowest. The compiler makes one load of it.
func word(code Code) uint64 {
	_ = code[7]
	return uint64(code[0]) | uint64(code[1])<<8 | uint64(code[2])<<16 | uint64(code[3])<<24 |
		uint64(code[4])<<32 | uint64(code[5])<<40 | uint64(code[6])<<48 | uint64(code[7])<<56
}
