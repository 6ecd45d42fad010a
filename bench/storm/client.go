package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"
)

// load asks a server from several connections for a while. Every every-th
// request is one that fails.
func load(address string, clients int, length time.Duration, every int) ([]time.Duration, error) {
	var wg sync.WaitGroup
	took, errs := make([][]time.Duration, clients), make([]error, clients)
	for i := range clients {
		wg.Go(func() { took[i], errs[i] = client(address, length, every) })
	}
	wg.Wait()
	var all []time.Duration
	for i := range clients {
		if errs[i] != nil {
			return nil, errs[i]
		}
		all = append(all, took[i]...)
	}
	return all, nil
}

// client is a client that does no more than it must, so that the server is
// what is measured.
func client(address string, length time.Duration, every int) ([]time.Duration, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(length + 20*time.Second)); err != nil {
		return nil, err
	}
	r := bufio.NewReader(conn)
	requests := map[int][]byte{
		200: []byte("GET /ok HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
		404: []byte("GET /fail HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
	}
	var took []time.Duration
	for start := time.Now(); time.Since(start) < length; {
		want := 200
		if len(took)%every == 0 {
			want = 404
		}
		begin := time.Now()
		if _, err := conn.Write(requests[want]); err != nil {
			return nil, fmt.Errorf("send: %w", err)
		}
		status, err := response(r)
		if err != nil || status != want {
			return nil, fmt.Errorf("status %d, want %d: %w", status, want, err)
		}
		took = append(took, time.Since(begin))
	}
	return took, nil
}

// response reads a response with a Content-Length.
func response(r *bufio.Reader) (status int, err error) {
	length := -1
	for n := 0; ; n++ {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return status, fmt.Errorf("receive: %w", err)
		}
		line = bytes.TrimRight(line, "\r\n")
		switch name, value, _ := bytes.Cut(line, []byte(":")); {
		case n == 0 && len(line) > 12:
			status, _ = strconv.Atoi(string(line[9:12]))
		case len(line) == 0:
			if length < 0 {
				return status, fmt.Errorf("response of status %d without Content-Length", status)
			}
			_, err := r.Discard(length)
			return status, err
		case bytes.EqualFold(name, []byte("Content-Length")):
			length, _ = strconv.Atoi(string(bytes.TrimSpace(value)))
		}
	}
}
