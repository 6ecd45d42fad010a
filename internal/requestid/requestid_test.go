package requestid

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// Every bit of a UUID is in its text: the reference is its number to the base
// of 32, with the digits that Crockford chose.
func TestFormatKeepsEveryBit(t *testing.T) {
	const plain, crockford = "0123456789abcdefghijklmnopqrstuv", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var pairs []string
	for i := range plain {
		pairs = append(pairs, plain[i:i+1], crockford[i:i+1])
	}
	digits := strings.NewReplacer(pairs...)
	ids := []uuid.UUID{uuid.Nil, uuid.Max, uuid.New()}
	for bit := range 128 {
		var one, others uuid.UUID
		one[bit/8] = 1 << (bit % 8)
		for i := range others {
			others[i] = ^one[i]
		}
		ids = append(ids, one, others)
	}
	for _, id := range ids {
		want := "req_" + digits.Replace(fmt.Sprintf("%026s", new(big.Int).SetBytes(id[:]).Text(32)))
		if got := format(id); got != want {
			t.Errorf("%v is %s, want %s", id, got, want)
		}
	}
}
