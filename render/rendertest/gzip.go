package rendertest

import (
	"compress/gzip"
	"net/http"
)

// zipped returns net/http middleware that compresses responses, as services
// have it. An eager one sets Content-Encoding at once; a lazy one when the
// header is written.
func zipped(eager bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			z := &zipWriter{ResponseWriter: w, eager: eager}
			w.Header().Add("Vary", "Accept-Encoding")
			if eager {
				w.Header().Set("Content-Encoding", "gzip")
			}
			defer z.close()
			next.ServeHTTP(z, r)
		})
	}
}

type zipWriter struct {
	http.ResponseWriter
	gz    *gzip.Writer
	wrote bool
	eager bool
}

func (z *zipWriter) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func (z *zipWriter) WriteHeader(status int) {
	if status >= 200 && !z.wrote {
		z.wrote = true
		z.Header().Del("Content-Length")
		if status == http.StatusNoContent || status == http.StatusNotModified {
			z.Header().Del("Content-Encoding")
		} else if !z.eager {
			z.Header().Set("Content-Encoding", "gzip")
		}
	}
	z.ResponseWriter.WriteHeader(status)
}

func (z *zipWriter) Write(p []byte) (int, error) {
	if !z.wrote {
		z.WriteHeader(http.StatusOK)
	}
	if z.gz == nil {
		z.gz = gzip.NewWriter(z.ResponseWriter)
	}
	return z.gz.Write(p)
}

func (z *zipWriter) Flush() {
	if z.gz != nil {
		_ = z.gz.Flush()
	}
	_ = http.NewResponseController(z.ResponseWriter).Flush()
}

func (z *zipWriter) close() {
	if z.gz != nil {
		_ = z.gz.Close()
		return
	}
	if !z.wrote {
		z.Header().Del("Content-Encoding") // nothing was compressed
	}
}
