package middleware

import "net/http"

// RequestID gives every request an ID: on the response, in the request's own
// header, so that other loggers see it too, and in the request's context, see
// [github.com/asterwise/errcat/render.RequestID].
func (m *Middleware) RequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, w, r = m.begin(w, r)
		next.ServeHTTP(w, r)
	})
}
