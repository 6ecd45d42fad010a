package main

import (
	"sync"
	"time"
)

// A limiter counts the requests of each key. All keys share one window of a
// minute; when it is over they start from zero. The zero value is ready.
type limiter struct {
	mu   sync.Mutex
	ends time.Time // of the window
	used map[string]int
}

// take counts a request. It returns 0 if the key may be used, or how long it
// may not.
func (l *limiter) take(key string, perMinute int, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !now.Before(l.ends) {
		l.ends, l.used = now.Add(time.Minute), map[string]int{}
	}
	if l.used[key] >= perMinute {
		return l.ends.Sub(now)
	}
	l.used[key]++
	return 0
}
