package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"time"

	"github.com/bytedance/sonic"
	goccy "github.com/goccy/go-json"
	segmentio "github.com/segmentio/encoding/json"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/adapter"
)

// encodeCases encode a fresh envelope: a new ID, the time, n details. The ID
// and the clock are the same for all.
func encodeCases(n int) []benchCase {
	general, own := items(n)
	if n == 0 {
		general = noDetails
	}
	buffer := make([]byte, 0, 1<<16)
	r, mint := newRenderer(), newMint()
	decision := adapter.Decision{Entry: apierr.NewKeyNotFound().Entry(), Message: message}
	fresh := func() *envelope { return newEnvelope(mint(), time.Now(), general) }
	encode := func(marshal func(any) ([]byte, error)) func() {
		return func() {
			var err error
			if sink, err = marshal(fresh()); err != nil {
				panic(err)
			}
		}
	}
	return []benchCase{
		{name: "errcat", op: func() {
			if n > 0 { // errcat encodes details when the error is made
				decision.Details = apierr.NewValidationError(own...).Details()
			}
			sink = r.Engine().AppendEnvelope(buffer[:0], decision, mint())
		}},
		{name: "segmentio/encoding, Append", op: func() {
			var err error
			if sink, err = segmentio.Append(buffer[:0], fresh(), segmentio.EscapeHTML); err != nil {
				panic(err)
			}
		}},
		{name: "goccy/go-json", op: encode(goccy.Marshal)},
		{name: "bytedance/sonic, ConfigStd", op: encode(sonic.ConfigStd.Marshal)},
		{name: "encoding/json", op: encode(json.Marshal)},
	}
}

// sink keeps results alive.
var sink []byte

// partCases are what no encoder of this envelope can do without; their sum is
// the floor.
func partCases() []benchCase {
	decision := adapter.Decision{Entry: apierr.NewKeyNotFound().Entry(), Message: message}
	now, mint := time.Now(), newMint()
	final := newRenderer().Engine().AppendEnvelope(nil, decision, mint())
	buffer := make([]byte, 0, 1<<12)
	return []benchCase{
		{name: "request ID (a UUIDv7 in base32)", op: func() { runtime.KeepAlive(mint()) }},
		{name: "clock", op: func() { runtime.KeepAlive(time.Now()) }},
		{name: "timestamp, AppendFormat", op: func() { sink = now.UTC().AppendFormat(buffer[:0], time.RFC3339) }},
		{name: "copy of the bytes", op: func() { sink = append(buffer[:0], final...) }},
	}
}

// checkEncoders makes sure that all encoders write the same bytes, but for ID
// and time.
func checkEncoders(n int) error {
	var reference []byte
	for _, c := range encodeCases(n) {
		c.op()
		var e envelope
		if err := json.Unmarshal(sink, &e); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		got := bytes.ReplaceAll(sink, []byte(e.RequestID), nil)
		got = bytes.ReplaceAll(got, []byte(e.Timestamp), nil)
		if reference == nil {
			reference = bytes.Clone(got)
		}
		if len(e.RequestID) != 30 || len(e.Timestamp) != 20 || len(e.Details) != n || !bytes.Equal(got, reference) {
			return fmt.Errorf("%s writes %s, errcat %s", c.name, got, reference)
		}
	}
	return nil
}
