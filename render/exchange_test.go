package render

import (
	"testing"
	"unsafe"
)

// An exchange is the largest thing that a request costs. The runtime has a size
// class of 576 bytes, of which it takes 8 for an object with pointers; the next
// one takes half as long again to allocate.
func TestExchangeIsSmall(t *testing.T) {
	if unsafe.Sizeof(uintptr(0)) != 8 {
		t.Skip("the sizes are those of 64 bits")
	}
	if size := unsafe.Sizeof(Exchange{}); size > 568 {
		t.Errorf("an Exchange has %d bytes, want 568 at most", size)
	}
}
