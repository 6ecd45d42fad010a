// Package store keeps accounts and their API keys in an SQLite database.
//
// It knows nothing of HTTP or of the API's errors. Its functions return the
// errors of database/sql, wrapped: one that is [sql.ErrNoRows] says that there
// is no such row, and the caller decides what that means.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite", which needs no cgo
)

// The primary key of api_keys begins with the account: a look-up of another
// account's key searches the same index, and finds the same nothing, as one of
// a key that never was. Times are microseconds since 1970.
const schema = `
CREATE TABLE IF NOT EXISTS accounts (
	id        TEXT PRIMARY KEY,
	name      TEXT NOT NULL,
	closed_at INTEGER
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS api_keys (
	account_id          TEXT    NOT NULL REFERENCES accounts (id),
	id                  TEXT    NOT NULL,
	name                TEXT    NOT NULL,
	hash                BLOB    NOT NULL UNIQUE,
	requests_per_minute INTEGER NOT NULL,
	endpoints           TEXT    NOT NULL,
	created_at          INTEGER NOT NULL,
	revoked_at          INTEGER,
	PRIMARY KEY (account_id, id)
) WITHOUT ROWID;
`

// Open opens the database in a file, which it creates where there is none.
func Open(ctx context.Context, path string) (*sql.DB, error) {
	file := url.URL{
		Scheme:   "file",
		OmitHost: true,
		Path:     filepath.ToSlash(path),
		RawQuery: "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)",
	}
	db, err := sql.Open("sqlite", file.String())
	if err != nil {
		return nil, fmt.Errorf("open database %q: %w", path, err)
	}
	if _, err := db.ExecContext(ctx, schema); err != nil {
		_ = db.Close() // the first error says more
		return nil, fmt.Errorf("open database %q: %w", path, err)
	}
	return db, nil
}
