package catalog_test

import (
	"errors"
	"io"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

var sink error

func TestAllocations(t *testing.T) {
	plain := error(newKettleHot())
	caused := error(newPotGone().WithCause(io.EOF))
	generated := error(apierr.NewKeyNotFound())
	for _, tt := range []struct {
		name string
		want float64
		f    func()
	}{
		{"constructor", 0, func() { sink = newPotGone() }},
		{"generated constructor", 0, func() { sink = apierr.NewKeyNotFound() }},
		{"generated WithCause", 1, func() { sink = apierr.NewKeyNotFound().WithCause(io.EOF) }},
		{"generated catalog", 0, func() { _, _ = apierr.Catalog().Lookup(apierr.CodeKeyNotFound) }},
		{"bare code", 0, func() { sink = codePotGone }},
		{"WithCause", 1, func() { sink = newPotGone().WithCause(io.EOF) }},
		{"WithRetryAfter", 1, func() { sink = newKettleHot().WithRetryAfter(time.Second) }},
		{"CodeOf", 0, func() { _ = catalog.CodeOf(plain) }},
		{"errors.Is by code", 0, func() { _ = errors.Is(caused, codePotGone) }},
		{"errors.Is of a generated error", 0, func() { _ = errors.Is(generated, apierr.CodeKeyNotFound) }},
		{"message without placeholders", 0, func() { _ = newPotGone().Message() }},
		{"look up", 0, func() { _, _ = shop().Lookup(codePotGone) }},
	} {
		if got := testing.AllocsPerRun(1000, tt.f); got != tt.want {
			t.Errorf("%s allocates %v times, want %v", tt.name, got, tt.want)
		}
	}
}
