package spec_test

import (
	"testing"

	"github.com/asterwise/errcat/internal/spec"
)

func TestLoadSamples(t *testing.T) {
	for _, path := range []string{"testdata/minimal.yaml", "testdata/full.yaml"} {
		if _, err := spec.Load(path, nil); err != nil {
			t.Errorf("Load(%q):\n%v", path, err)
		}
	}
}
