package main

import (
	"database/sql"
	"net/http"

	"github.com/asterwise/errcat/middleware"
)

// api is the service: its handlers, and what they need.
type api struct {
	db      *sql.DB
	limiter limiter
}

// A route is a handler and where it is served. The path is in the notation of
// http.ServeMux.
type route struct {
	method  string
	path    string
	handler middleware.HandlerFunc // func(http.ResponseWriter, *http.Request) error
}

func (a *api) routes() []route {
	return []route{
		{http.MethodGet, "/v1/account", a.authenticated(a.getAccount)},
		{http.MethodGet, "/v1/keys", a.authenticated(a.listKeys)},
		{http.MethodPost, "/v1/keys", a.authenticated(a.createKey)},
		{http.MethodDelete, "/v1/keys", a.authenticated(a.revokeOtherKeys)},
		{http.MethodGet, "/v1/keys/{id}", a.authenticated(a.getKey)},
		{http.MethodDelete, "/v1/keys/{id}", a.authenticated(a.revokeKey)},

		{http.MethodGet, "/v1/errors/{code}", tryError},
		{http.MethodGet, "/v1/demo/error", failWithSecrets},
		{http.MethodGet, "/v1/demo/panic", panicWithSecrets},
	}
}
