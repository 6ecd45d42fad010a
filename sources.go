package errcat

import (
	"embed"
	"io/fs"
)

//go:embed catalog.yaml docs/errors/*.md
var sources embed.FS

// Sources returns the catalog file, catalog.yaml, and its pages, docs/errors, of
// this version. With it the command explains codes where no catalog is at hand.
func Sources() fs.FS { return sources }
