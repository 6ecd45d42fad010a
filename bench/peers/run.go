package main

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime"
	"time"

	"github.com/google/uuid"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/requestid"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// results has the rows of a run.
type results struct {
	plan
	errors, panics, success []row
	encode                  map[int][]row // by number of details
	parts                   []row
	one, all                []row // parallel: on one processor, on all
	procs                   int
}

// sizes are the numbers of details that are encoded.
func sizes() []int { return []int{0, 5, 20} }

func run(p plan) (*results, error) {
	defer logOff()()
	for _, peer := range peers() {
		if err := peer.check(); err != nil {
			return nil, err
		}
	}
	// A service has a heap; without one the collector would run every few
	// milliseconds and be most of what is measured.
	heap := make([]byte, 64<<20)
	defer runtime.KeepAlive(heap)
	r := &results{plan: p, encode: map[int][]row{}, procs: runtime.NumCPU()}
	// The parts are measured in turns with the encoders, as one group.
	for _, n := range sizes() {
		if err := checkEncoders(n); err != nil {
			return nil, err
		}
		cases := encodeCases(n)
		if n == 0 {
			cases = append(cases, partCases()...)
		}
		rows := p.measure(cases)
		if n == 0 {
			r.parts = rows[len(encodeCases(0)):]
			rows = rows[:len(encodeCases(0))]
		}
		r.encode[n] = rows
	}
	r.errors = p.measure(errorCases())
	r.panics = p.measure(panicCases())
	r.success = p.measure(successCases())
	r.one, r.all = p.scaling(parallelCases(), r.procs)
	return r, nil
}

// logOff turns the default logger off until the function that it returns is
// called.
func logOff() (on func()) {
	logger := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	return func() { slog.SetDefault(logger) }
}

// Names of rows that others are compared with.
const (
	ownEcho  = "errcat on Echo"
	ownHTTP  = "errcat on net/http"
	peerEcho = "Echo + RequestID + c.JSON"
	peerHTTP = "net/http + encoding/json"
	theFloor = "floor: route, ID, clock, copy"
)

func errorCases() []benchCase {
	decision := adapter.Decision{Entry: newRenderer().Catalog().Role(0), Message: message}
	fixed := newRenderer().Engine().AppendEnvelope(nil, decision, newMint()())
	cases := []benchCase{
		serveCase(theFloor, floor(fixed), getKey),
		serveCase(ownEcho, onEcho(newRenderer(), failEcho), getKey),
		serveCase(ownHTTP, onHTTP(newRenderer(), failHTTP), getKey),
		serveCase(ownEcho+", no cause", onEcho(newRenderer(), bareFailEcho), getKey),
		serveCase(ownHTTP+", no cause", onHTTP(newRenderer(), bareFailHTTP), getKey),
		serveCase("errcat on Echo, with its JSON log", onEcho(newLogging(), failEcho), getKey),
	}
	for _, p := range peers() {
		cases = append(cases, serveCase(p.name, p.handler, p.newRequest))
	}
	return cases
}

func panicCases() []benchCase {
	return []benchCase{
		serveCase(ownEcho+", error", onEcho(newRenderer(), failEcho), getKey),
		serveCase(ownEcho+", panic", onEcho(newRenderer(), panicEcho), getKey),
		serveCase("Echo's Recover, panic", recoverEcho(), getKey),
		serveCase(ownHTTP+", error", onHTTP(newRenderer(), failHTTP), getKey),
		serveCase(ownHTTP+", panic", onHTTP(newRenderer(), panicHTTP), getKey),
		serveCase(ownEcho+", panic, with its JSON log", onEcho(newLogging(), panicEcho), getKey),
	}
}

func successCases() []benchCase {
	return []benchCase{
		serveCase("Echo, bare", bareEcho(okEcho), getKey),
		serveCase(ownEcho, onEcho(newRenderer(), okEcho), getKey),
		serveCase("net/http, bare", bareHTTP(), getKey),
		serveCase(ownHTTP, onHTTP(newRenderer(), okHTTP), getKey),
	}
}

func parallelCases() []benchCase {
	return []benchCase{
		{name: "request ID, uuid.NewV7", op: func() { keep(requestid.New()) }},
		{name: "request ID, without uuid and its lock", op: func() { keep(runtimeID()) }},
		serveCase("error path, uuid.NewV7", minting(requestid.New), getKey),
		serveCase("error path, without uuid and its lock", minting(runtimeID), getKey),
		serveCase(ownEcho, onEcho(newRenderer(), failEcho), getKey),
		serveCase(ownHTTP, onHTTP(newRenderer(), failHTTP), getKey),
		serveCase(peerEcho, echoJSON(), getKey),
	}
}

// keep keeps the compiler from dropping a call, without a shared variable.
//
//go:noinline
func keep(string) {}

// minting is a handler that does nothing but fail, with an ID from mint.
func minting(mint func() string) http.Handler {
	r := render.New(apierr.Catalog(), &render.Options{NewRequestID: mint, Observer: render.Observers()})
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.Error(w, req, failHTTP(w, req))
	})
}

// runtimeID is a request ID whose random bits come from math/rand/v2, which
// has a generator per processor and takes no lock.
func runtimeID() string {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(time.Now().UnixMilli())<<16|0x7000|rand.Uint64()&0xFFF)
	binary.BigEndian.PutUint64(id[8:], rand.Uint64()&^(3<<62)|2<<62)
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	b := [30]byte{'r', 'e', 'q', '_', digits[id[0]>>5]}
	bits, have, next := uint32(id[0]&0x1f), 5, 1
	for i := 5; i < len(b); i++ {
		if have < 5 {
			bits, have, next = bits<<8|uint32(id[next]), have+8, next+1
		}
		have -= 5
		b[i] = digits[bits>>have&0x1f]
	}
	return string(b[:])
}

// find returns the row of a name; a name that is not there is a mistake here.
func find(rows []row, name string) row {
	for _, r := range rows {
		if r.name == name {
			return r
		}
	}
	panic(fmt.Sprintf("no row %q", name))
}
