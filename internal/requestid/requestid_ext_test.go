package requestid_test

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/asterwise/errcat/internal/requestid"
)

var idForm = regexp.MustCompile(`\Areq_[0-7][0-9A-HJKMNP-TV-Z]{25}\z`)

func TestRequestIDForm(t *testing.T) {
	for range 1000 {
		id := requestid.New()
		if !idForm.MatchString(id) {
			t.Fatalf("%q is not req_ and 26 digits of Crockford's base32", id)
		}
		if !requestid.Valid(id) {
			t.Fatalf("%q would not be taken over by the next service", id)
		}
	}
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
	var ones, zeros uuid.UUID
	for i := range zeros {
		zeros[i] = 0xff
	}
	for range 2000 {
		before := time.Now().UnixMilli()
		bits := decode(t, requestid.New())
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
}

// As strings, IDs sort by the millisecond that they were made in.
func TestRequestIDSortsByTime(t *testing.T) {
	var ids []string
	for range 5 {
		ids = append(ids, requestid.New())
		time.Sleep(2 * time.Millisecond)
	}
	if !slices.IsSorted(ids) {
		t.Errorf("%q are not sorted", ids)
	}
}

func TestRequestIDIsUnique(t *testing.T) {
	const workers, each = 4, 25_000
	var all [workers][]string
	var done sync.WaitGroup
	for w := range all {
		done.Add(1)
		go func() {
			defer done.Done()
			for range each {
				all[w] = append(all[w], requestid.New())
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
}
