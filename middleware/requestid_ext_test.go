package middleware_test

import (
	"github.com/asterwise/errcat/internal/requestid"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// sources are the two ways to make an ID.
func sources() map[string]func() string {
	return map[string]func() string{
		"NewRequestID": requestid.New,
		"RequestIDs":   new(middleware.RequestIDs).New,
	}
}

// eachSource runs a test for each of them.
func eachSource(t *testing.T, test func(t *testing.T, mint func() string)) {
	for name, mint := range sources() {
		t.Run(name, func(t *testing.T) { test(t, mint) })
	}
}

var idForm = regexp.MustCompile(`\Areq_[0-7][0-9A-HJKMNP-TV-Z]{25}\z`)

func TestRequestIDForm(t *testing.T) {
	eachSource(t, func(t *testing.T, mint func() string) {
		for range 1000 {
			id := mint()
			if !idForm.MatchString(id) {
				t.Fatalf("%q is not req_ and 26 digits of Crockford's base32", id)
			}
			if !requestid.Valid(id) {
				t.Fatalf("%q would not be taken over by the next service", id)
			}
		}
	})
}

// decode reads the 128 bits of an ID as a ULID reader does: 26 digits, most
// significant first.
func decode(t *testing.T, id string) (bits uuid.UUID) {
	t.Helper()
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var hi, lo uint64
	for _, c := range strings.TrimPrefix(id, "req_") {
		digit := strings.IndexRune(alphabet, c)
		if digit < 0 {
			t.Fatalf("%q has the digit %q", id, c)
		}
		hi, lo = hi<<5|lo>>59, lo<<5|uint64(digit)
	}
	for i := range 8 {
		bits[i], bits[8+i] = byte(hi>>(56-8*i)), byte(lo>>(56-8*i))
	}
	return bits
}

// The bits are those of a UUIDv7 (RFC 9562 §5.7): the time, version 7, the
// variant, and 74 random ones.
func TestRequestIDIsAUUID(t *testing.T) {
	eachSource(t, func(t *testing.T, mint func() string) {
		var ones, zeros uuid.UUID
		for i := range zeros {
			zeros[i] = 0xff
		}
		for range 2000 {
			before := time.Now().UnixMilli()
			bits := decode(t, mint())
			after := time.Now().UnixMilli()
			if bits.Version() != 7 || bits.Variant() != uuid.RFC4122 {
				t.Fatalf("%v has version %v and variant %v", bits, bits.Version(), bits.Variant())
			}
			var at int64
			for _, b := range bits[:6] {
				at = at<<8 | int64(b)
			}
			if at < before || at > after {
				t.Fatalf("%v is of the time %d, made from %d to %d", bits, at, before, after)
			}
			for i := range bits {
				ones[i] |= bits[i]
				zeros[i] &= bits[i]
			}
		}
		// 62 bits are random in every ID; the other 12 count within a millisecond.
		if ones[8] != 0xbf || zeros[8] != 0x80 {
			t.Errorf("byte 8 is between %08b and %08b", zeros[8], ones[8])
		}
		for i := 9; i < 16; i++ {
			if ones[i] != 0xff || zeros[i] != 0 {
				t.Errorf("byte %d is between %08b and %08b: not all of its bits are random", i, zeros[i], ones[i])
			}
		}
	})
}

// As strings, IDs sort by the millisecond that they were made in.
func TestRequestIDSortsByTime(t *testing.T) {
	eachSource(t, func(t *testing.T, mint func() string) {
		var ids []string
		for range 5 {
			ids = append(ids, mint())
			time.Sleep(2 * time.Millisecond)
		}
		if !slices.IsSorted(ids) {
			t.Errorf("%q are not sorted", ids)
		}
	})
}

func TestRequestIDIsUnique(t *testing.T) {
	eachSource(t, func(t *testing.T, mint func() string) {
		const workers, each = 4, 25_000
		var all [workers][]string
		var done sync.WaitGroup
		for w := range all {
			done.Add(1)
			go func() {
				defer done.Done()
				for range each {
					all[w] = append(all[w], mint())
				}
			}()
		}
		done.Wait()
		seen := make(map[string]bool, workers*each)
		for _, ids := range all {
			for _, id := range ids {
				if seen[id] {
					t.Fatalf("%q was made twice", id)
				}
				seen[id] = true
			}
		}
	})
}

// An ID that somebody keeps keeps no more than a few others.
func TestRequestIDsShareLittle(t *testing.T) {
	const kept, few = 400, 64
	ids := new(middleware.RequestIDs)
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	sample := make([]string, 0, kept)
	before := heap()
	for range kept {
		for range 4 * few {
			ids.New()
		}
		sample = append(sample, ids.New())
	}
	if each := (heap() - before) / kept; each > few*int64(len(sample[0])) {
		t.Errorf("an ID of %d bytes keeps %d; more than %d of them share one piece of memory", len(sample[0]), each, few)
	}
}

// Who knows the IDs of one source knows nothing of another's: each has random
// bits of its own. The last 60 of them are the last 12 digits.
func TestRequestIDsHaveOwnSeeds(t *testing.T) {
	seen := map[string]bool{}
	for range 4 {
		id := new(middleware.RequestIDs).New()
		if tail := id[len(id)-12:]; seen[tail] {
			t.Errorf("%q ends as the first ID of another source", id)
		} else {
			seen[tail] = true
		}
	}
}
