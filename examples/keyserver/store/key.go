package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// MaxKeys is how many active keys an account may have.
const MaxKeys = 10

// ErrMaxKeys says that the account has [MaxKeys] active keys already.
var ErrMaxKeys = errors.New("the account has as many active keys as it may have")

// A Key is an API key without its secret, of which only the hash is kept.
type Key struct {
	ID                string
	AccountID         string
	Name              string
	Hash              []byte   // SHA-256 of the secret
	RequestsPerMinute int      // how often it may be used
	Endpoints         []string // paths that it may be used for, with all below them; none means any
	CreatedAt         time.Time
	Revoked           bool
}

// AddKey adds an active key, or returns [ErrMaxKeys]. Counting and adding are
// one statement, so that two requests cannot both take the last place.
func AddKey(ctx context.Context, db *sql.DB, key Key) error {
	result, err := db.ExecContext(ctx, `
		INSERT INTO api_keys (account_id, id, name, hash, requests_per_minute, endpoints, created_at)
		SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
		WHERE (SELECT count(*) FROM api_keys WHERE account_id = ?1 AND revoked_at IS NULL) < ?8`,
		key.AccountID, key.ID, key.Name, key.Hash, key.RequestsPerMinute,
		strings.Join(key.Endpoints, " "), key.CreatedAt.UnixMicro(), MaxKeys)
	if err != nil {
		return fmt.Errorf("add key %q: %w", key.ID, err)
	}
	if added, err := result.RowsAffected(); err != nil {
		return fmt.Errorf("add key %q: %w", key.ID, err)
	} else if added == 0 {
		return fmt.Errorf("add key to account %q: %w", key.AccountID, ErrMaxKeys)
	}
	return nil
}

const selectKey = `
	SELECT account_id, id, name, hash, requests_per_minute, endpoints, created_at, revoked_at IS NOT NULL
	FROM api_keys `

// FindKey returns an active key of an account. A key of another account is no
// row, as a key that is not there at all.
func FindKey(ctx context.Context, db *sql.DB, accountID, id string) (Key, error) {
	key, err := scanKey(db.QueryRowContext(ctx,
		selectKey+`WHERE id = ? AND account_id = ? AND revoked_at IS NULL`, id, accountID))
	if err != nil {
		return Key{}, fmt.Errorf("find key %q of account %q: %w", id, accountID, err)
	}
	return key, nil
}

// FindKeyByHash returns the key with this hash, of any account, also a revoked
// one.
func FindKeyByHash(ctx context.Context, db *sql.DB, hash []byte) (Key, error) {
	key, err := scanKey(db.QueryRowContext(ctx, selectKey+`WHERE hash = ?`, hash))
	if err != nil {
		return Key{}, fmt.Errorf("find key by hash: %w", err)
	}
	return key, nil
}

// ListKeys returns the active keys of an account, the oldest first.
func ListKeys(ctx context.Context, db *sql.DB, accountID string) ([]Key, error) {
	rows, err := db.QueryContext(ctx,
		selectKey+`WHERE account_id = ? AND revoked_at IS NULL ORDER BY created_at, id`, accountID)
	if err != nil {
		return nil, fmt.Errorf("list keys of account %q: %w", accountID, err)
	}
	defer rows.Close()
	var keys []Key
	for rows.Next() {
		key, err := scanKey(rows)
		if err != nil {
			return nil, fmt.Errorf("list keys of account %q: %w", accountID, err)
		}
		keys = append(keys, key)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list keys of account %q: %w", accountID, err)
	}
	return keys, nil
}

// RevokeKey revokes an active key of an account; see [FindKey] for when there
// is no row.
func RevokeKey(ctx context.Context, db *sql.DB, accountID, id string) error {
	err := db.QueryRowContext(ctx, `
		UPDATE api_keys SET revoked_at = ?
		WHERE id = ? AND account_id = ? AND revoked_at IS NULL
		RETURNING id`, time.Now().UnixMicro(), id, accountID).Scan(&id)
	if err != nil {
		return fmt.Errorf("revoke key %q of account %q: %w", id, accountID, err)
	}
	return nil
}

// RevokeOtherKeys revokes all active keys of an account but one, and returns
// how many there were.
func RevokeOtherKeys(ctx context.Context, db *sql.DB, accountID, keep string) (int64, error) {
	result, err := db.ExecContext(ctx, `
		UPDATE api_keys SET revoked_at = ?
		WHERE account_id = ? AND id <> ? AND revoked_at IS NULL`, time.Now().UnixMicro(), accountID, keep)
	if err != nil {
		return 0, fmt.Errorf("revoke keys of account %q: %w", accountID, err)
	}
	return result.RowsAffected()
}

func scanKey(row interface{ Scan(...any) error }) (Key, error) {
	var (
		key       Key
		endpoints string
		created   int64
	)
	err := row.Scan(&key.AccountID, &key.ID, &key.Name, &key.Hash, &key.RequestsPerMinute, &endpoints, &created, &key.Revoked)
	key.Endpoints = strings.Fields(endpoints)
	key.CreatedAt = time.UnixMicro(created).UTC()
	return key, err
}
