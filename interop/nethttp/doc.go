// Package nethttp tests the middleware of errcat for net/http beside the
// packages that services already use: routers, loggers, metrics, tracing,
// compressors, sessions, proxies. It has nothing but tests.
//
//	go test -v -run Matrix ./nethttp
//
// prints what a client and the middleware see, as a table.
package nethttp
