// Package logs shows, as tests, errcat beside other people's loggers: what they
// print for its errors, and observers that report failed requests to them.
package logs
