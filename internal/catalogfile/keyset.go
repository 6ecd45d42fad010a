package catalogfile

import "github.com/asterwise/errcat/internal/format"

// A keyset is what a mapping can and must have.
type keyset struct{ known, required []string }

func newKeyset(o format.Object) keyset { return keyset{o.Names(), o.Required()} }

// keysets are those of the format, made once for all entries.
type keysets struct {
	catalog, outputs, reproduce, retired, breaks, lint, entry, retry, deprecated, param, field keyset
}

func newKeysets() keysets {
	return keysets{
		catalog:    newKeyset(format.Catalog()),
		outputs:    newKeyset(format.Outputs()),
		reproduce:  newKeyset(format.Reproduce()),
		retired:    newKeyset(format.Retired()),
		breaks:     newKeyset(format.Break()),
		lint:       newKeyset(format.Exception()),
		entry:      newKeyset(format.Entry()),
		retry:      newKeyset(format.Retry()),
		deprecated: newKeyset(format.Deprecated()),
		param:      newKeyset(format.Param()),
		field:      newKeyset(format.Field()),
	}
}
