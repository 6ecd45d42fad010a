// Package errdocs serves the pages that errcat docs writes, so that a service
// can answer the doc_url of its own error responses. Embed the pages and mount
// the handler at the path of the catalog's docs_base_url; at another one, the
// links of the pages need JavaScript:
//
//	//go:generate go tool errcat docs -shared -out site
//	//go:embed site
//	var site embed.FS
//
//	mux.Handle("/reference/errors/", http.StripPrefix("/reference/errors/", errdocs.Handler(site, nil)))
//
// The pages are part of the binary of a service that imports this package and
// embeds them, and of no other.
package errdocs

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Options adjusts a [Handler]. The zero value, and nil, are the defaults.
type Options struct {
	// CacheControl is the value of that header on pages. The default is
	// "public, max-age=300": pages may be five minutes old, and are asked for
	// by ETag after that. Responses for pages that do not exist are never
	// stored.
	CacheControl string

	// NotFound answers for addresses that have no page. The default is the
	// site's own page for that. A service that answers all errors in one form
	// can do so here, too.
	NotFound http.Handler
}

// Handler returns a handler for pages, a site of errcat docs. Where the site
// is the only directory in pages, as in an embed.FS, it is found there. The
// handler expects paths relative to the site, with or without a slash in
// front; see [http.StripPrefix].
//
// A code's address without a slash at its end, as in doc_url, redirects to the
// one with it. Other methods than GET and HEAD are answered with 405 in plain
// text, unknown addresses with 404 and what [Options] say.
//
// Handler panics when there is no site in pages.
func Handler(pages fs.FS, opts *Options) http.Handler {
	if opts == nil {
		opts = &Options{}
	}
	h := &handler{pages: site(pages), cacheControl: opts.CacheControl, notFound: opts.NotFound}
	if h.cacheControl == "" {
		h.cacheControl = "public, max-age=300"
	}
	return h
}

type handler struct {
	pages        fs.FS
	cacheControl string
	notFound     http.Handler // nil for the site's own page
}

// site returns the part of pages with the index.
func site(pages fs.FS) fs.FS {
	for {
		if _, err := fs.Stat(pages, "index.html"); err == nil {
			return pages
		}
		entries, err := fs.ReadDir(pages, ".")
		if err != nil || len(entries) != 1 || !entries[0].IsDir() {
			panic("errdocs: the pages have no index.html; write them with errcat docs and embed that directory")
		}
		if pages, err = fs.Sub(pages, entries[0].Name()); err != nil {
			panic("errdocs: " + err.Error())
		}
	}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "405 method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name, isDir := strings.TrimPrefix(r.URL.Path, "/"), false
	if name == "" || strings.HasSuffix(name, "/") {
		name, isDir = name+"index.html", true
	}
	data, err := h.read(name)
	if err == nil {
		h.send(w, r, name, data)
		return
	}
	if !isDir {
		if _, err := h.read(name + "/index.html"); err == nil {
			redirect(w, r, path.Base(name)+"/")
			return
		}
	}
	h.lost(w, r)
}

// read returns a file of the site. Hidden files are not part of it.
func (h *handler) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		return nil, fs.ErrNotExist
	}
	return fs.ReadFile(h.pages, name)
}

func (h *handler) send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	header := w.Header()
	header.Set("Content-Type", contentType(name))
	header.Set("Cache-Control", h.cacheControl)
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	header.Set("ETag", tag)
	if has(r.Header.Values("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Length", strconv.Itoa(len(data)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(data) // the client may have gone
	}
}

// has reports whether If-None-Match names the tag (RFC 9110, section 13.1.2).
// Ranges and other conditions are ignored, as a server may: pages are small,
// and none of them can fail then.
func has(lists []string, tag string) bool {
	for item := range strings.SplitSeq(strings.Join(lists, ","), ",") {
		if item = strings.TrimPrefix(strings.TrimSpace(item), "W/"); item == tag || item == "*" {
			return true
		}
	}
	return false
}

// lost answers for an address without a page.
func (h *handler) lost(w http.ResponseWriter, r *http.Request) {
	if h.notFound != nil {
		h.notFound.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	page, err := h.read("404.html")
	if err != nil {
		http.Error(w, "404 page not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", contentType("404.html"))
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		_, _ = w.Write(page) // the client may have gone
	}
}

// redirect sends the client to a path relative to the request's own, which
// works below any prefix that was stripped.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", "public, max-age=300")
	w.WriteHeader(http.StatusMovedPermanently)
}

// contentType does not ask the machine's own table, which differs.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".json":
		return "application/json"
	case ".atom":
		return "application/atom+xml"
	case ".xml":
		return "application/xml"
	default:
		return "application/octet-stream"
	}
}
