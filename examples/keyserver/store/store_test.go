package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/examples/keyserver/store"
)

func open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "keys.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, id := range []string{"acct_a", "acct_b"} {
		if err := store.AddAccount(t.Context(), db, store.Account{ID: id, Name: "Account " + id}); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func sampleKey(account, id string) store.Key {
	return store.Key{
		ID: id, AccountID: account, Name: "Name of " + id, Hash: []byte("hash of " + id),
		RequestsPerMinute: 7, Endpoints: []string{"/v1/account", "/v1/keys"},
		CreatedAt: time.Date(2026, 5, 25, 12, 34, 56, 789_000, time.UTC),
	}
}

// TestKeyComesBack finds a key as it was added, in each way there is.
func TestKeyComesBack(t *testing.T) {
	db, want := open(t), sampleKey("acct_a", "key_1")
	if err := store.AddKey(t.Context(), db, want); err != nil {
		t.Fatal(err)
	}
	byID, err := store.FindKey(t.Context(), db, "acct_a", "key_1")
	if err != nil || !reflect.DeepEqual(byID, want) {
		t.Errorf("by ID: %+v (%v), want %+v", byID, err, want)
	}
	byHash, err := store.FindKeyByHash(t.Context(), db, want.Hash)
	if err != nil || !reflect.DeepEqual(byHash, want) {
		t.Errorf("by hash: %+v (%v), want %+v", byHash, err, want)
	}
	all, err := store.ListKeys(t.Context(), db, "acct_a")
	if err != nil || len(all) != 1 || !reflect.DeepEqual(all[0], want) {
		t.Errorf("listed: %+v (%v), want %+v", all, err, want)
	}

	if err := store.RevokeKey(t.Context(), db, "acct_a", "key_1"); err != nil {
		t.Fatal(err)
	}
	want.Revoked = true
	byHash, err = store.FindKeyByHash(t.Context(), db, want.Hash)
	if err != nil || !reflect.DeepEqual(byHash, want) {
		t.Errorf("revoked, by hash: %+v (%v), want %+v", byHash, err, want)
	}
}

// TestNoRow has every way to ask for what is not there.
func TestNoRow(t *testing.T) {
	db := open(t)
	for _, key := range []store.Key{sampleKey("acct_a", "key_gone"), sampleKey("acct_b", "key_foreign")} {
		if err := store.AddKey(t.Context(), db, key); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.RevokeKey(t.Context(), db, "acct_a", "key_gone"); err != nil {
		t.Fatal(err)
	}
	if err := store.CloseAccount(t.Context(), db, "acct_b"); err != nil {
		t.Fatal(err)
	}
	ask := map[string]func(context.Context) error{
		"closed account":  func(ctx context.Context) error { _, err := store.FindAccount(ctx, db, "acct_b"); return err },
		"missing account": func(ctx context.Context) error { _, err := store.FindAccount(ctx, db, "acct_c"); return err },
		"missing hash":    func(ctx context.Context) error { _, err := store.FindKeyByHash(ctx, db, []byte("x")); return err },
		"no hash":         func(ctx context.Context) error { _, err := store.FindKeyByHash(ctx, db, nil); return err },
	}
	for _, id := range []string{"key_gone", "key_foreign", "key_missing", "", "%", "' OR 1=1 --"} {
		ask["find "+id] = func(ctx context.Context) error { _, err := store.FindKey(ctx, db, "acct_a", id); return err }
		ask["revoke "+id] = func(ctx context.Context) error { return store.RevokeKey(ctx, db, "acct_a", id) }
	}
	for name, ask := range ask {
		if err := ask(t.Context()); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := store.FindKey(t.Context(), db, "acct_b", "key_foreign"); err != nil {
		t.Errorf("the other account's key: %v", err)
	}
}

// TestSameQueryPlan makes sure that SQLite looks for a key by account and ID
// together: it does not come by other accounts' keys.
func TestSameQueryPlan(t *testing.T) {
	var id, parent, unused int
	var detail string
	err := open(t).QueryRowContext(t.Context(), `EXPLAIN QUERY PLAN
		SELECT name FROM api_keys WHERE id = ? AND account_id = ? AND revoked_at IS NULL`, "key_1", "acct_a").
		Scan(&id, &parent, &unused, &detail)
	if err != nil || !strings.Contains(detail, "PRIMARY KEY (account_id=? AND id=?)") {
		t.Errorf("plan is %q (%v)", detail, err)
	}
}

func TestMaxKeys(t *testing.T) {
	db := open(t)
	for i := range store.MaxKeys {
		if err := store.AddKey(t.Context(), db, sampleKey("acct_a", fmt.Sprint("key_", i))); err != nil {
			t.Fatal(err)
		}
	}
	oneMore := sampleKey("acct_a", "key_more")
	if err := store.AddKey(t.Context(), db, oneMore); !errors.Is(err, store.ErrMaxKeys) {
		t.Errorf("one more: %v", err)
	}
	if err := store.AddKey(t.Context(), db, sampleKey("acct_b", "key_other")); err != nil {
		t.Errorf("for another account: %v", err)
	}
	if n, err := store.RevokeOtherKeys(t.Context(), db, "acct_a", "key_3"); n != store.MaxKeys-1 || err != nil {
		t.Errorf("revoked %d (%v)", n, err)
	}
	if err := store.AddKey(t.Context(), db, oneMore); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// TestErrors has the database refuse, and the context end.
func TestErrors(t *testing.T) {
	db := open(t)
	if err := store.AddKey(t.Context(), db, sampleKey("acct_c", "key_1")); err == nil || !strings.Contains(err.Error(), "FOREIGN KEY") {
		t.Errorf("a key without an account: %v", err)
	}
	if err := store.AddAccount(t.Context(), db, store.Account{ID: "acct_a"}); err == nil || !strings.HasPrefix(err.Error(), `add account "acct_a": `) {
		t.Errorf("an account twice: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.ListKeys(ctx, db, "acct_a"); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
	if _, err := store.Open(t.Context(), t.TempDir()); err == nil || !strings.HasPrefix(err.Error(), "open database ") {
		t.Errorf("a directory as a database: %v", err)
	}
}
