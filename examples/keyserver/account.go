package main

import "net/http"

// getAccount answers GET /v1/account.
func (a *api) getAccount(w http.ResponseWriter, _ *http.Request, c caller) error {
	return writeJSON(w, http.StatusOK, map[string]string{"id": c.account.ID, "name": c.account.Name})
}
