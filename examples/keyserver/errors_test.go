package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestKeyNotFound compares the response with the documented one.
func TestKeyNotFound(t *testing.T) {
	documented, err := os.ReadFile("testdata/key_not_found.json")
	if err != nil {
		t.Fatal(err)
	}
	documented = bytes.TrimSuffix(documented, []byte("\n"))
	onAll(t, func(t *testing.T, s *service) {
		before := time.Now().Truncate(time.Second)
		r := s.do(t, request{path: "/v1/keys/" + s.foreignKeyID})
		if r.StatusCode != http.StatusNotFound {
			t.Errorf("status is %s", r.Status)
		}
		var e struct {
			RequestID string `json:"request_id"`
			Timestamp string
		}
		if err := json.Unmarshal(r.body, &e); err != nil {
			t.Fatal(err)
		}
		want := bytes.Replace(documented, []byte("req_01HXYZABCDEFGH"), []byte(e.RequestID), 1)
		want = bytes.Replace(want, []byte("2026-05-25T12:34:56Z"), []byte(e.Timestamp), 1)
		if !bytes.Equal(r.body, want) {
			t.Errorf("body is\n%s\nwant\n%s", r.body, want)
		}
		if got := r.Header.Get("X-Request-Id"); got != e.RequestID || got == "" {
			t.Errorf("X-Request-Id is %q, request_id %q", got, e.RequestID)
		}
		if r.ContentLength != int64(len(want)) {
			t.Errorf("Content-Length is %d, want %d", r.ContentLength, len(want))
		}
		at, err := time.Parse("2006-01-02T15:04:05Z", e.Timestamp)
		if err != nil || at.Before(before) || at.After(time.Now()) {
			t.Errorf("timestamp is %q (%v)", e.Timestamp, err)
		}
	})
}

// everyError has a request for each error that the service answers with, but
// those of TestRateLimit and TestMaxKeys.
func everyError(s *service) map[string]request {
	post := func(body io.Reader, header ...string) request {
		q := request{method: http.MethodPost, path: "/v1/keys", body: body}
		if len(header) > 0 {
			q.header = map[string]string{header[0]: header[1]}
		}
		return q
	}
	text := func(body string) io.Reader { return strings.NewReader(body) }
	chunked := func(body string) io.Reader { return io.MultiReader(strings.NewReader(body)) } // of a length that the client does not know
	long := `{"name":"` + strings.Repeat("x", maxBody) + `"}`
	account := func(key string) request { return request{path: "/v1/account", key: key} }
	return map[string]request{
		"401 api_key_missing: no header":         account("-"),
		"401 api_key_missing: no token":          {path: "/v1/keys", key: "-", header: map[string]string{"Authorization": "Bearer "}},
		"401 api_key_missing: another scheme":    {path: "/v1/keys", key: "-", header: map[string]string{"Authorization": "Basic YWRtaW46YWRtaW4="}},
		"401 api_key_missing: in the query":      {path: "/v1/keys?api_key=" + s.secret, key: "-"},
		"401 api_key_invalid: no prefix":         account(strings.Repeat("a", 50)),
		"401 api_key_invalid: too short":         account("aw_" + strings.Repeat("a", 39)),
		"401 api_key_invalid: characters":        account("aw_" + strings.Repeat("a", 40) + "+"),
		"401 api_key_invalid: two words":         account("Bearer " + s.secret),
		"401 api_key_invalid: in X-API-Key":      {path: "/v1/keys", key: "-", header: map[string]string{"X-API-Key": "secret"}},
		"401 api_key_not_found: just in shape":   account("aw_" + strings.Repeat("a", 40)),
		"401 api_key_not_found: in X-API-Key":    {path: "/v1/keys", key: "-", header: map[string]string{"X-API-Key": newSecret()}},
		"401 api_key_revoked":                    account(s.revoked),
		"404 account_not_found":                  account(s.closed),
		"404 account_not_found: elsewhere":       {path: "/v1/keys", key: s.closed},
		"403 endpoint_restricted: list":          {path: "/v1/keys", key: s.restricted},
		"403 endpoint_restricted: one":           {path: "/v1/keys/" + s.ownKeyID, key: s.restricted},
		"404 key_not_found: foreign":             {path: "/v1/keys/" + s.foreignKeyID},
		"404 key_not_found: missing":             {path: "/v1/keys/" + s.missingKeyID},
		"404 key_not_found: odd":                 {path: "/v1/keys/%27%20OR%201=1%20--%2F%00"},
		"404 key_not_found: delete":              {method: http.MethodDelete, path: "/v1/keys/" + s.foreignKeyID},
		"422 invalid_key_name: none":             post(text(`{}`)),
		"422 invalid_key_name: null":             post(text(`{"name":null}`)),
		"422 invalid_key_name: blank":            post(text(`{"name":" \t "}`)),
		"422 invalid_key_name: long":             post(text(`{"name":"` + strings.Repeat("ä", 51) + `"}`)),
		"422 validation_error: range":            post(text(`{"name":"x","requests_per_minute":61}`)),
		"422 validation_error: secret":           post(text(`{"name":"for ` + s.restricted + `"}`)),
		"422 validation_error: type":             post(text(`{"name":7}`)),
		"400 invalid_request_body: empty":        post(text(``)),
		"400 invalid_request_body: cut":          post(text(`{"name":`)),
		"400 invalid_request_body: no JSON":      post(text(`name=x`)),
		"400 invalid_request_body: array":        post(text(`[]`)),
		"400 invalid_request_body: text":         post(text(`"name"`)),
		"400 invalid_request_body: null":         post(text(`null`)),
		"400 invalid_request_body: trailing":     post(text(`{"name":"x"} {}`)),
		"400 invalid_request_body: brace":        post(text(`{"name":"x"}}`)),
		"400 invalid_request_body: unknown":      post(text(`{"name":"x","admin":true}`)),
		"400 invalid_request_body: deep":         post(text(`{"endpoints":` + strings.Repeat("[", 20000))),
		"415 unsupported_media_type: none":       post(text(`{"name":"x"}`), "Content-Type", ""),
		"415 unsupported_media_type: form":       post(text(`name=x`), "Content-Type", "application/x-www-form-urlencoded"),
		"415 unsupported_media_type: JSON-like":  post(text(`{"name":"x"}`), "Content-Type", "application/problem+json"),
		"413 payload_too_large: declared":        post(text(long)),
		"413 payload_too_large: chunked":         post(chunked(long)),
		"413 payload_too_large: of blanks":       post(chunked(`{"name":"x"}` + strings.Repeat(" ", maxBody))),
		"404 resource_not_found":                 {path: "/v2"},
		"404 resource_not_found: below":          {path: "/v1/keys/" + s.ownKeyID + "/parts"},
		"404 resource_not_found: no ID":          {path: "/v1/keys/"},
		"405 method_not_allowed":                 {method: http.MethodPatch, path: "/v1/keys"},
		"405 method_not_allowed: on one":         {method: http.MethodPost, path: "/v1/keys/" + s.ownKeyID},
		"500 internal_error: unknown error":      {path: "/v1/demo/error", key: "-"},
		"500 internal_error: panic":              {path: "/v1/demo/panic", key: "-"},
		"404 key_not_found: inbound request ID":  {path: "/v1/keys/" + s.missingKeyID, header: map[string]string{"X-Request-Id": "trace-7"}},
		"404 key_not_found: unusable request ID": {path: "/v1/keys/" + s.missingKeyID, header: map[string]string{"X-Request-Id": "<script>"}},
	}
}

// TestEveryError checks code and status of each error. What holds for every
// error response is checked by service.do.
func TestEveryError(t *testing.T) {
	answers := map[string][]string{}
	onAll(t, func(t *testing.T, s *service) {
		for name, q := range everyError(s) {
			t.Run(name, func(t *testing.T) {
				r := s.do(t, q)
				want, _, _ := strings.Cut(name, ":")
				if got := r.code(); got != want {
					t.Errorf("answer is %s, want %s: %s", got, want, r.body)
				}
				answers[name] = append(answers[name], r.masked("Allow"))
			})
		}
	})
	for name, all := range answers {
		if len(all) != len(frameworks()) || len(slices.Compact(slices.Clone(all))) != 1 {
			t.Errorf("%s: the frameworks differ:\n%s", name, strings.Join(all, "\n\n"))
		}
	}
}

// TestNothingWasCreated makes sure that a refused request has no effect.
func TestNothingWasCreated(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		before := s.do(t, request{path: "/v1/keys"})
		for _, q := range everyError(s) {
			s.do(t, q)
		}
		if after := s.do(t, request{path: "/v1/keys"}); !bytes.Equal(before.body, after.body) {
			t.Errorf("keys were\n%s\nand are\n%s", before.body, after.body)
		}
	})
}

func TestDetails(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"all at once", `{"name":"aw_` + strings.Repeat("k", 40) + `","requests_per_minute":0,"endpoints":["/v1/account","/v2","/v1/keys",""]}`,
			`[{"loc":["body","name"],"msg":"Input should not contain an API key","type":"secret_in_text"},` +
				`{"loc":["body","requests_per_minute"],"msg":"Input should be greater than or equal to 1","type":"greater_than_equal","input":0},` +
				`{"loc":["body","endpoints",1],"msg":"Input should be /v1/account or /v1/keys","type":"literal_error","input":"/v2"},` +
				`{"loc":["body","endpoints",3],"msg":"Input should be /v1/account or /v1/keys","type":"literal_error","input":""}]`},
		{"too many", `{"requests_per_minute":61}`,
			`[{"loc":["body","requests_per_minute"],"msg":"Input should be less than or equal to 60","type":"less_than_equal","input":61}]`},
		{"markup", `{"name":"x","endpoints":["</script>\u2028"]}`,
			`[{"loc":["body","endpoints",0],"msg":"Input should be /v1/account or /v1/keys","type":"literal_error","input":"\u003c/script\u003e\u2028"}]`},
		{"not a string", `{"name":{"first":"x"}}`, `[{"loc":["body","name"],"msg":"Input should be a string","type":"string_type"}]`},
		{"not an integer", `{"requests_per_minute":1.5}`, `[{"loc":["body","requests_per_minute"],"msg":"Input should be an integer","type":"int_type"}]`},
		{"not an array", `{"endpoints":"/v1/keys"}`, `[{"loc":["body","endpoints"],"msg":"Input should be an array","type":"list_type"}]`},
		{"not a string in an array", `{"endpoints":["/v1/keys",7,["/v1/keys"],"/v2",null]}`,
			`[{"loc":["body","endpoints",1],"msg":"Input should be a string","type":"string_type"},` +
				`{"loc":["body","endpoints",2],"msg":"Input should be a string","type":"string_type"},` +
				`{"loc":["body","endpoints",3],"msg":"Input should be /v1/account or /v1/keys","type":"literal_error","input":"/v2"},` +
				`{"loc":["body","endpoints",4],"msg":"Input should be a string","type":"string_type"}]`},
		{"an array for a string", `{"name":[1,2]}`, `[{"loc":["body","name"],"msg":"Input should be a string","type":"string_type"}]`},
		{"empty name", `{"name":""}`, `[{"field":"name","issue":"empty"}]`},
		{"long name", `{"name":"` + strings.Repeat("n", 51) + `"}`, `[{"field":"name","issue":"too_long","max_length":50}]`},
	}
	onAll(t, func(t *testing.T, s *service) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				r := s.post(t, test.body)
				if got := r.details(); got != test.want || r.StatusCode != 422 {
					t.Errorf("%s with details\n%s\nwant 422 with\n%s", r.Status, got, test.want)
				}
			})
		}
	})
}

// TestTooLargeUnread declares a body that is too large and waits to be asked
// for it, which must not happen.
func TestTooLargeUnread(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		host := strings.TrimPrefix(s.url, "http://")
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "POST /v1/keys HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"+
			"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", host, s.secret, maxBody+1)
		req, err := http.NewRequest(http.MethodPost, s.url+"/v1/keys", nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.ReadResponse(bufio.NewReader(conn), req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		traffic.add(res, body)
		if want := "413 Request Entity Too Large"; res.Status != want || err != nil {
			t.Errorf("the first answer is %s (%v), want %s", res.Status, err, want)
		}
	})
}

// TestAllow checks the methods of a 405. Echo lists OPTIONS, which it answers
// by itself.
func TestAllow(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		r := s.do(t, request{method: http.MethodPut, path: "/v1/keys"})
		methods := strings.Split(r.Header.Get("Allow"), ", ")
		methods = slices.DeleteFunc(methods, func(m string) bool { return m == http.MethodOptions })
		slices.Sort(methods)
		if want := []string{"DELETE", "GET", "HEAD", "POST"}; !slices.Equal(methods, want) {
			t.Errorf("Allow is %q, want %q", methods, want)
		}
	})
}

// TestHead compares HEAD with GET, for success and failure.
func TestHead(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		for _, path := range []string{
			"/v1/keys/" + s.foreignKeyID, "/v1/keys/" + s.ownKeyID, "/v1/keys", "/v1/account",
			"/v1/demo/error", "/v1/demo/panic", "/v2",
		} {
			head := s.do(t, request{method: http.MethodHead, path: path})
			get := s.do(t, request{path: path})
			if len(head.body) != 0 {
				t.Errorf("HEAD %s has a body: %s", path, head.body)
			}
			head.body, get.body = nil, nil
			if h, g := head.masked(), get.masked(); h != g {
				t.Errorf("%s: HEAD answers\n%s\nGET answers\n%s", path, h, g)
			}
		}
	})
}

// TestCauseIsLogged finds in the log what the client was not told.
func TestCauseIsLogged(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		for path, cause := range map[string]string{
			"/v1/keys/" + s.foreignKeyID: "sql: no rows in result set",
			"/v1/demo/error":             `connect to ledger.internal:5432: password authentication failed`,
			"/v1/demo/panic":             "panicWithSecrets",
		} {
			s.do(t, request{path: path})
			if log := s.log.String(); !strings.Contains(log, cause) {
				t.Errorf("%s: the log lacks %q:\n%s", path, cause, log)
			}
		}
	})
}
