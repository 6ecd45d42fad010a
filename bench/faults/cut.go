package main

import (
	"bytes"
	"io"
	"net"
	"time"
)

// cutResponses reads k bytes of each response and closes the connection, for
// every k. What was read must be the beginning of the response.
func (r *run) cutResponses() {
	for _, e := range exchanges() {
		reference, err := r.whole(e)
		if err != nil {
			r.wrong("%s: %v", e.name, err)
			continue
		}
		for k := 0; k <= len(reference); k += r.Stride {
			r.cutResponse(e, reference, k)
		}
	}
}

func (r *run) cutResponse(e exchange, reference []byte, k int) {
	c, err := r.server.dial()
	if err != nil {
		r.wrong("%v", err)
		return
	}
	defer r.close(c, k)
	if _, err := io.WriteString(c, e.request); err != nil {
		r.wrong("%s, send: %v", e.name, err)
		return
	}
	got := make([]byte, k)
	if _, err := io.ReadFull(c, got); err != nil {
		r.wrong("%s, read %d of %d bytes: %v", e.name, k, len(reference), err)
		return
	}
	if !samePrefix(got, reference) {
		r.wrong("%s: the first %d bytes are %q, want the beginning of %q", e.name, k, got, reference)
	}
	r.report.responseCuts++
}

// samePrefix compares the beginning of a response with a whole one, but for
// the Date header.
func samePrefix(got, reference []byte) bool {
	padded := append(bytes.Clone(got), reference[len(got):]...)
	return bytes.Equal(fixed(padded), fixed(reference))
}

// cutRequests sends k bytes of each request and closes the connection, for
// every k below the request's length.
func (r *run) cutRequests() {
	for _, e := range exchanges() {
		for k := 0; k < len(e.request); k += r.Stride {
			c, err := r.server.dial()
			if err != nil {
				r.wrong("%v", err)
				return
			}
			if _, err := io.WriteString(c, e.request[:k]); err != nil {
				r.wrong("%s, send: %v", e.name, err)
			}
			r.close(c, k)
			r.report.requestCuts++
		}
	}
}

// close ends a connection: every other one by a reset, which the server meets
// as an error of its next read or write instead of an end of file.
func (r *run) close(c *net.TCPConn, k int) {
	if k/r.Stride%2 == 1 {
		_ = c.SetLinger(0)
		r.report.resets++
	}
	_ = c.Close()
}

// drained waits until the server has no more to do with earlier requests.
func drained(done func() bool) bool {
	for range 200 {
		if done() {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}
