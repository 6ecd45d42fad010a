package main

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/asterwise/errcat/examples/keyserver/store"
)

// TestLifeOfAKey follows a key from its creation to its end.
func TestLifeOfAKey(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		r := s.post(t, `{"name":"  Käthe's laptop ","requests_per_minute":5,"endpoints":["/v1/keys"]}`)
		if r.code() != "201" {
			t.Fatalf("create: %s %s", r.code(), r.body)
		}
		created := data[createdKey](t, r)
		if created.Name != "Käthe's laptop" || created.RequestsPerMinute != 5 || fmt.Sprint(created.Endpoints) != "[/v1/keys]" {
			t.Errorf("created %+v", created)
		}
		if !regexp.MustCompile(`^aw_[A-Za-z0-9_-]{43}$`).MatchString(created.Secret) {
			t.Errorf("secret is %q", created.Secret)
		}
		path := "/v1/keys/" + created.ID
		if got := r.Header.Get("Location"); got != path {
			t.Errorf("Location is %q, want %q", got, path)
		}

		for _, header := range []string{"Authorization: Bearer ", "Authorization: bearer  ", "X-API-Key: "} {
			name, before, _ := strings.Cut(header, ": ")
			r := s.do(t, request{path: path, key: "-", header: map[string]string{name: before + created.Secret}})
			if got := data[key](t, r); got.ID != created.ID || bytes.Contains(r.body, []byte(created.Secret)) {
				t.Errorf("%sthe key gets %s", header, r.body)
			}
		}
		if r := s.do(t, request{path: "/v1/account", key: created.Secret}); r.code() != "403 endpoint_restricted" {
			t.Errorf("outside its endpoints: %s", r.code())
		}

		if r := s.do(t, request{method: http.MethodDelete, path: path, key: created.Secret}); r.code() != "204" || len(r.body) > 0 {
			t.Errorf("revoke: %s", r.code())
		}
		if r := s.do(t, request{path: path, key: created.Secret}); r.code() != "401 api_key_revoked" {
			t.Errorf("use after the end: %s", r.code())
		}
		if r := s.do(t, request{path: path}); r.code() != "404 key_not_found" {
			t.Errorf("look-up after the end: %s", r.code())
		}
	})
}

// TestPathIsDecoded asks for a key by an ID with a needless percent-encoding,
// which all frameworks must undo.
func TestPathIsDecoded(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		r := s.do(t, request{path: "/v1/keys/" + strings.Replace(s.ownKeyID, "_", "%5F", 1)})
		if got := data[key](t, r); got.ID != s.ownKeyID {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAccount(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		got := data[map[string]string](t, s.do(t, request{path: "/v1/account", key: s.restricted}))
		if got["name"] != "Observatory" || !strings.HasPrefix(got["id"], "acct_") || len(got) != 2 {
			t.Errorf("account is %v", got)
		}
	})
}

func TestRevokeOtherKeys(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		keys := data[[]key](t, s.do(t, request{path: "/v1/keys"}))
		r := s.do(t, request{method: http.MethodDelete, path: "/v1/keys"})
		if got := data[map[string]int](t, r); got["revoked"] != len(keys)-1 || len(keys) < 2 {
			t.Errorf("of %d keys %v", len(keys), got)
		}
		if keys = data[[]key](t, s.do(t, request{path: "/v1/keys"})); len(keys) != 1 || keys[0].ID != s.ownKeyID {
			t.Errorf("left are %+v", keys)
		}
		if r := s.do(t, request{path: "/v1/account", key: s.slow}); r.code() != "401 api_key_revoked" {
			t.Errorf("another key: %s", r.code())
		}
		if !s.foreignKeyWorks(t) {
			t.Error("another account's key was revoked")
		}
	})
}

// TestMaxKeys creates keys from several clients at once: no more than the
// limit may succeed, and one that is revoked makes room.
func TestMaxKeys(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		free := store.MaxKeys - len(data[[]key](t, s.do(t, request{path: "/v1/keys"})))
		var (
			wg    sync.WaitGroup
			mu    sync.Mutex
			codes = map[string]int{}
			last  string
		)
		for range store.MaxKeys + 5 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				req, err := http.NewRequest(http.MethodPost, s.url+"/v1/keys", strings.NewReader(`{"name":"Worker"}`))
				if err != nil {
					t.Error(err)
					return
				}
				req.Header.Set("Authorization", "Bearer "+s.secret)
				req.Header.Set("Content-Type", "application/json")
				res, err := s.client.Do(req)
				if err != nil {
					t.Error(err)
					return
				}
				defer res.Body.Close()
				mu.Lock()
				defer mu.Unlock()
				codes[res.Status]++
				if at := res.Header.Get("Location"); at != "" {
					last = at
				}
			}()
		}
		wg.Wait()
		if codes["201 Created"] != free || codes["409 Conflict"] != store.MaxKeys+5-free {
			t.Errorf("with room for %d keys: %v", free, codes)
		}
		if r := s.post(t, `{"name":"One more"}`); r.code() != "409 max_keys_exceeded" {
			t.Errorf("one more: %s", r.code())
		}
		s.do(t, request{method: http.MethodDelete, path: last})
		if r := s.post(t, `{"name":"One more"}`); r.code() != "201" {
			t.Errorf("after one was revoked: %s", r.code())
		}
	})
}

// TestBodyOfGreatestSize sends a body of exactly the limit.
func TestBodyOfGreatestSize(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		body := `{"name":"x"}`
		if r := s.post(t, body+strings.Repeat(" ", maxBody-len(body))); r.code() != "201" {
			t.Errorf("64 KiB: %s", r.code())
		}
	})
}
