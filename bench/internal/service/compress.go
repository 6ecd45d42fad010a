package service

import (
	"compress/gzip"
	"net/http"
	"strings"
)

// compress is a plain compressing middleware, of the kind that stands outside
// of everything else and announces the encoding before it knows the status.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Add("Vary", "Accept-Encoding")
		z := &compressor{ResponseWriter: w, zip: gzip.NewWriter(w)}
		next.ServeHTTP(z, r)
		_ = z.zip.Close() // not deferred: an aborted response must not look whole
	})
}

type compressor struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (c *compressor) WriteHeader(status int) {
	c.Header().Del("Content-Length") // of the body before it is compressed
	c.ResponseWriter.WriteHeader(status)
}

func (c *compressor) Write(p []byte) (int, error) { return c.zip.Write(p) }

func (c *compressor) FlushError() error {
	if err := c.zip.Flush(); err != nil {
		return err
	}
	return http.NewResponseController(c.ResponseWriter).Flush()
}

func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }
