package main

import (
	"embed"
	"net/http"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/errdocs"
	"github.com/asterwise/errcat/render"
)

// The pages of all codes are part of the binary. go generate at the root of the
// repository writes them; a service elsewhere has here
//
//	//go:generate go tool errcat docs -shared -out site
//
//go:embed site
var site embed.FS

// docsPath is the path of the catalog's docs_base_url: whoever sends that host
// to this service gets its pages by the doc_url of an error.
const docsPath = "/reference/errors/"

// documentation serves the pages below docsPath. An address without a page is
// an error like any other.
func documentation(r *render.Renderer) http.Handler {
	return http.StripPrefix(docsPath, errdocs.Handler(site, &errdocs.Options{
		NotFound: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			r.Error(w, req, apierr.NewResourceNotFound())
		}),
	}))
}
