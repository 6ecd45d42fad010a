package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// An Account owns API keys.
type Account struct {
	ID   string
	Name string
}

// AddAccount adds an account.
func AddAccount(ctx context.Context, db *sql.DB, account Account) error {
	_, err := db.ExecContext(ctx, `INSERT INTO accounts (id, name) VALUES (?, ?)`, account.ID, account.Name)
	if err != nil {
		return fmt.Errorf("add account %q: %w", account.ID, err)
	}
	return nil
}

// FindAccount returns an account that has not been closed.
func FindAccount(ctx context.Context, db *sql.DB, id string) (Account, error) {
	var account Account
	err := db.QueryRowContext(ctx, `SELECT id, name FROM accounts WHERE id = ? AND closed_at IS NULL`, id).
		Scan(&account.ID, &account.Name)
	if err != nil {
		return Account{}, fmt.Errorf("find account %q: %w", id, err)
	}
	return account, nil
}

// CloseAccount closes an account. Its keys stay.
func CloseAccount(ctx context.Context, db *sql.DB, id string) error {
	_, err := db.ExecContext(ctx, `UPDATE accounts SET closed_at = ? WHERE id = ?`, time.Now().UnixMicro(), id)
	if err != nil {
		return fmt.Errorf("close account %q: %w", id, err)
	}
	return nil
}
