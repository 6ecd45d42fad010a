package render

import "time"

// A second is one second of the clock and its text.
type second struct {
	unix int64
	text string
}

// timestamp returns the text of a time. All errors of a second share it.
func (r *Renderer) timestamp(now time.Time) string {
	s := r.second.Load()
	if unix := now.Unix(); s == nil || s.unix != unix {
		s = &second{unix, now.UTC().Format(time.RFC3339)}
		r.second.Store(s)
	}
	return s.text
}
