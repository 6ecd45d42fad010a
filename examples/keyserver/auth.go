package main

import (
	"database/sql"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/examples/keyserver/store"
	"github.com/asterwise/errcat/middleware"
)

// A caller is who sent a request.
type caller struct {
	account store.Account
	key     store.Key
}

// authenticated returns a handler that runs next only for a caller with a key
// that may be used, here and now.
func (a *api) authenticated(next func(http.ResponseWriter, *http.Request, caller) error) middleware.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		c, err := a.authenticate(r)
		if err != nil {
			return err
		}
		if wait := a.limiter.take(c.key.ID, c.key.RequestsPerMinute, time.Now()); wait > 0 {
			return apierr.NewBurstLimitExceeded().WithRetryAfter(wait)
		}
		if !mayCall(c.key, r.URL.Path) {
			return apierr.NewEndpointRestricted()
		}
		return next(w, r, c)
	}
}

// authenticate finds out who is calling.
func (a *api) authenticate(r *http.Request) (caller, error) {
	secret := credential(r.Header)
	switch {
	case secret == "":
		return caller{}, apierr.NewAPIKeyMissing()
	case !wellFormed(secret):
		return caller{}, apierr.NewAPIKeyInvalid()
	}
	key, err := store.FindKeyByHash(r.Context(), a.db, hash(secret))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return caller{}, apierr.NewAPIKeyNotFound().WithCause(err)
	case err != nil:
		return caller{}, err
	case key.Revoked:
		return caller{}, apierr.NewAPIKeyRevoked()
	}
	account, err := store.FindAccount(r.Context(), a.db, key.AccountID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return caller{}, apierr.NewAccountNotFound().WithCause(err)
	case err != nil:
		return caller{}, err
	}
	return caller{account, key}, nil
}

// credential returns the API key that came with a request, "" if none did: a
// Bearer token (RFC 6750) or, where there is none, the X-API-Key header.
func credential(h http.Header) string {
	scheme, token, _ := strings.Cut(h.Get("Authorization"), " ")
	if token = strings.TrimSpace(token); token != "" && strings.EqualFold(scheme, "Bearer") {
		return token
	}
	return h.Get("X-API-Key")
}

// mayCall reports whether a key may be used for a path.
func mayCall(key store.Key, path string) bool {
	return len(key.Endpoints) == 0 || slices.ContainsFunc(key.Endpoints, func(endpoint string) bool {
		return path == endpoint || strings.HasPrefix(path, endpoint+"/")
	})
}
