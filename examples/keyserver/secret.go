package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// newSecret returns a new API key: aw_ and 32 random bytes.
func newSecret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: it ends the program instead
	return "aw_" + base64.RawURLEncoding.EncodeToString(b)
}

// wellFormed reports whether s has the shape of an API key: aw_ and at least
// 40 URL-safe characters.
func wellFormed(s string) bool {
	body, ok := strings.CutPrefix(s, "aw_")
	return ok && len(body) >= 40 && strings.Trim(body,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// hash returns what is stored of an API key. Its 256 random bits cannot be
// guessed, so that one round of a fast hash is enough.
func hash(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// newID returns an ID that nobody can guess, with a prefix that tells what it
// identifies.
func newID(kind string) string { return kind + "_" + rand.Text() }
