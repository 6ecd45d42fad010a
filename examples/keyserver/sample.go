package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/asterwise/errcat/examples/keyserver/store"
)

// A sample is what a newcomer needs to try the service: the secrets of some
// keys, each made for one purpose, and IDs.
type sample struct {
	secret     string // of an ordinary key
	restricted string // of a key that is for /v1/account only
	slow       string // of a key for one request a minute
	revoked    string // of a revoked key
	closed     string // of a key whose account is closed

	ownKeyID     string // a key of the same account
	foreignKeyID string // a key of another one
	missingKeyID string // no key at all
}

// addSample adds two accounts with keys, and what is left of a closed one.
func addSample(ctx context.Context, db *sql.DB) (sample, error) {
	var firstErr error
	check := func(err error) {
		if err != nil && firstErr == nil {
			firstErr = fmt.Errorf("add sample data: %w", err)
		}
	}
	account := func(name string) store.Account {
		a := store.Account{ID: newID("acct"), Name: name}
		check(store.AddAccount(ctx, db, a))
		return a
	}
	key := func(owner store.Account, name string, perMinute int, endpoints ...string) (id, secret string) {
		id, secret = newID("key"), newSecret()
		check(store.AddKey(ctx, db, store.Key{
			ID: id, AccountID: owner.ID, Name: name, Hash: hash(secret),
			RequestsPerMinute: perMinute, Endpoints: endpoints, CreatedAt: time.Now(),
		}))
		return id, secret
	}

	observatory, almanac, orrery := account("Observatory"), account("Almanac"), account("Orrery")
	s := sample{missingKeyID: newID("key")}
	s.ownKeyID, s.secret = key(observatory, "Production", maxRequestsPerMinute)
	_, s.restricted = key(observatory, "Billing", maxRequestsPerMinute, "/v1/account")
	_, s.slow = key(observatory, "Nightly report", 1)
	revokedKeyID, revoked := key(observatory, "Old laptop", maxRequestsPerMinute)
	s.revoked = revoked
	check(store.RevokeKey(ctx, db, observatory.ID, revokedKeyID))

	s.foreignKeyID, _ = key(almanac, "Production", maxRequestsPerMinute)

	_, s.closed = key(orrery, "Production", maxRequestsPerMinute)
	check(store.CloseAccount(ctx, db, orrery.ID))
	return s, firstErr
}
