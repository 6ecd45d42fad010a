package main

import (
	"database/sql"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/examples/keyserver/store"
)

// A key is what clients see of an API key.
type key struct {
	ID                string    `json:"id"`
	Name              string    `json:"name"`
	RequestsPerMinute int       `json:"requests_per_minute"`
	Endpoints         []string  `json:"endpoints"` // empty: all
	CreatedAt         time.Time `json:"created_at"`
}

// A createdKey is sent once: the secret cannot be had again.
type createdKey struct {
	key
	Secret string `json:"secret"`
}

func view(k store.Key) key {
	return key{
		ID:                k.ID,
		Name:              k.Name,
		RequestsPerMinute: k.RequestsPerMinute,
		Endpoints:         append([]string{}, k.Endpoints...), // [] rather than null
		CreatedAt:         k.CreatedAt.Truncate(time.Second),
	}
}

// getKey answers GET /v1/keys/{id}.
func (a *api) getKey(w http.ResponseWriter, r *http.Request, c caller) error {
	k, err := store.FindKey(r.Context(), a.db, c.account.ID, r.PathValue("id"))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return apierr.NewKeyNotFound().WithCause(err)
	case err != nil:
		return err
	}
	return writeJSON(w, http.StatusOK, view(k))
}

// listKeys answers GET /v1/keys.
func (a *api) listKeys(w http.ResponseWriter, r *http.Request, c caller) error {
	found, err := store.ListKeys(r.Context(), a.db, c.account.ID)
	if err != nil {
		return err
	}
	keys := make([]key, 0, len(found))
	for _, k := range found {
		keys = append(keys, view(k))
	}
	return writeJSON(w, http.StatusOK, keys)
}

// createKey answers POST /v1/keys.
func (a *api) createKey(w http.ResponseWriter, r *http.Request, c caller) error {
	spec, err := readJSON[keySpec](w, r)
	if err != nil {
		return err
	}
	if err := spec.check(); err != nil {
		return err
	}
	secret := newSecret()
	k := store.Key{
		ID:                newID("key"),
		AccountID:         c.account.ID,
		Name:              strings.TrimSpace(spec.Name),
		Hash:              hash(secret),
		RequestsPerMinute: maxRequestsPerMinute,
		Endpoints:         spec.endpoints(),
		CreatedAt:         time.Now().UTC(),
	}
	if spec.RequestsPerMinute != nil {
		k.RequestsPerMinute = *spec.RequestsPerMinute
	}
	err = store.AddKey(r.Context(), a.db, k)
	switch {
	case errors.Is(err, store.ErrMaxKeys):
		return apierr.NewMaxKeysExceeded().WithCause(err)
	case err != nil:
		return err
	}
	w.Header().Set("Location", "/v1/keys/"+k.ID)
	return writeJSON(w, http.StatusCreated, createdKey{view(k), secret})
}

// revokeKey answers DELETE /v1/keys/{id}. A key may revoke itself.
func (a *api) revokeKey(w http.ResponseWriter, r *http.Request, c caller) error {
	err := store.RevokeKey(r.Context(), a.db, c.account.ID, r.PathValue("id"))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return apierr.NewKeyNotFound().WithCause(err)
	case err != nil:
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// revokeOtherKeys answers DELETE /v1/keys: it revokes all keys of the account
// but the one that asks for it, as after a leak.
func (a *api) revokeOtherKeys(w http.ResponseWriter, r *http.Request, c caller) error {
	n, err := store.RevokeOtherKeys(r.Context(), a.db, c.account.ID, c.key.ID)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]int64{"revoked": n})
}
