package main

import (
	"net/http"
	"testing"
)

// TestForeignKeyLooksMissing compares all that a client can see of keys that
// are not its own: another account's, and a revoked one, with one that never
// was.
func TestForeignKeyLooksMissing(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		revoked := data[createdKey](t, s.post(t, `{"name":"Short-lived"}`)).ID
		if r := s.do(t, request{method: http.MethodDelete, path: "/v1/keys/" + revoked}); r.code() != "204" {
			t.Fatalf("revoke: %s", r.code())
		}
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodDelete} {
			missing := s.do(t, request{method: method, path: "/v1/keys/" + s.missingKeyID})
			if missing.StatusCode != http.StatusNotFound {
				t.Errorf("%s of a missing key answers %s", method, missing.Status)
			}
			for name, id := range map[string]string{"another account's": s.foreignKeyID, "revoked": revoked} {
				r := s.do(t, request{method: method, path: "/v1/keys/" + id})
				if got, want := r.masked(), missing.masked(); got != want {
					t.Errorf("%s answers for a key that is %s\n%s\nand for a missing one\n%s", method, name, got, want)
				}
			}
		}
		if !s.foreignKeyWorks(t) {
			t.Error("the other account's key was revoked")
		}
	})
}

// foreignKeyWorks reports whether the other account's key is still active.
func (s *service) foreignKeyWorks(t *testing.T) bool {
	t.Helper()
	var active bool
	err := s.api.db.QueryRowContext(t.Context(),
		`SELECT revoked_at IS NULL FROM api_keys WHERE id = ?`, s.foreignKeyID).Scan(&active)
	if err != nil {
		t.Fatal(err)
	}
	return active
}
