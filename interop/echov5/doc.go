// Package echov5 tests the adapter for Echo v5 beside the middleware that
// services on it use, in a module of its own, so that nobody inherits it.
package echov5
