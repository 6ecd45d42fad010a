package catalogfile

import (
	"testing"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/plaintext"
)

// TestUnsafeRunes: what the run time would replace in a message, the loader
// refuses in a catalog, tabs and line ends apart, which no message has. So a
// client reads a message as its writer wrote it.
func TestUnsafeRunes(t *testing.T) {
	refused := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) || r == '\t' || r == '\n' {
			continue
		}
		refuses := unsafeRune(r) || plaintext.LineSeparator(r)
		if plaintext.Unsafe(r) && !refuses {
			t.Errorf("the run time replaces %U, and the loader reads it", r)
		}
		if refuses {
			refused++
		}
	}
	if refused < 100 || refused > 200 { // 63 controls, 12 for directions, 66 noncharacters and few more
		t.Errorf("the loader refuses %d characters", refused)
	}
}
