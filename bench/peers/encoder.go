package main

import (
	"time"
	_ "unsafe" // for go:linkname

	"github.com/asterwise/errcat/render"
)

// appendEnvelope is render's own encoder, which the package does not export.
// A test compares this declaration with the source: the linker does not.
//
//go:linkname appendEnvelope github.com/asterwise/errcat/render.appendEnvelope
func appendEnvelope(b []byte, d *render.Decision, requestID string, now time.Time, maxDetails int) ([]byte, int)
