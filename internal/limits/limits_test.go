package limits

import (
	"testing"
	"time"
)

func TestWait(t *testing.T) {
	for _, tt := range []struct{ in, want time.Duration }{
		{-1 << 63, time.Second},
		{-time.Second, time.Second},
		{0, time.Second},
		{1, time.Second},
		{time.Second, time.Second},
		{time.Second + 1, 2 * time.Second},
		{1500 * time.Millisecond, 2 * time.Second},
		{24*time.Hour - 1, 24 * time.Hour},
		{24 * time.Hour, 24 * time.Hour},
		{1<<63 - 1, 24 * time.Hour},
	} {
		if got := Wait(tt.in); got != tt.want {
			t.Errorf("Wait(%v) = %v, want %v", tt.in, got, tt.want)
		}
	}
}
