package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// writeJSON answers a request that went well. There is no counterpart for
// errors: handlers return them.
func writeJSON(w http.ResponseWriter, status int, data any) error {
	body, err := json.Marshal(struct {
		Success bool `json:"success"`
		Data    any  `json:"data"`
	}{true, data})
	if err != nil {
		return fmt.Errorf("encode response: %w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails if the client has gone: nobody is left to tell
	return nil
}
