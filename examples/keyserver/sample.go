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

// secrets are those of the sample's keys.
type secrets struct{ ordinary, restricted, slow, revoked, closed string }

// newSecrets are for a database that stays.
func newSecrets() secrets {
	return secrets{newSecret(), newSecret(), newSecret(), newSecret(), newSecret()}
}

// knownSecrets are for a database that goes with the program. They are no
// secrets: the documentation has them, in commands that work for everybody.
func knownSecrets() secrets {
	return secrets{
		ordinary:   "aw_demo_key_of_the_observatory_for_every_endpoint",
		restricted: "aw_demo_key_of_the_observatory_for_its_account_only",
		slow:       "aw_demo_key_of_the_observatory_once_a_minute_only",
		revoked:    "aw_demo_key_of_the_observatory_revoked_long_ago",
		closed:     "aw_demo_key_of_the_orrery_whose_account_is_closed",
	}
}

// addSample adds two accounts with keys, and what is left of a closed one.
func addSample(ctx context.Context, db *sql.DB, known secrets) (sample, error) {
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
	key := func(owner store.Account, name, secret string, perMinute int, endpoints ...string) (id string) {
		id = newID("key")
		check(store.AddKey(ctx, db, store.Key{
			ID: id, AccountID: owner.ID, Name: name, Hash: hash(secret),
			RequestsPerMinute: perMinute, Endpoints: endpoints, CreatedAt: time.Now(),
		}))
		return id
	}

	observatory, almanac, orrery := account("Observatory"), account("Almanac"), account("Orrery")
	s := sample{
		secret: known.ordinary, restricted: known.restricted, slow: known.slow, revoked: known.revoked, closed: known.closed,
		missingKeyID: newID("key"),
	}
	s.ownKeyID = key(observatory, "Production", s.secret, maxRequestsPerMinute)
	key(observatory, "Billing", s.restricted, maxRequestsPerMinute, "/v1/account")
	key(observatory, "Nightly report", s.slow, 1)
	revokedKeyID := key(observatory, "Old laptop", s.revoked, maxRequestsPerMinute)
	check(store.RevokeKey(ctx, db, observatory.ID, revokedKeyID))

	s.foreignKeyID = key(almanac, "Production", newSecret(), maxRequestsPerMinute)

	key(orrery, "Production", s.closed, maxRequestsPerMinute)
	check(store.CloseAccount(ctx, db, orrery.ID))
	return s, firstErr
}
