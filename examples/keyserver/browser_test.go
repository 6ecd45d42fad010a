package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBrowser lets a page in Chromium call the service. What the browser's own
// recording says of the responses keeps the contract, too.
func TestBrowser(t *testing.T) {
	chromium, node := lookPath(t, "chromium"), lookPath(t, "node")
	script, err := filepath.Abs("testdata/browser/record.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("testdata/browser/node_modules/playwright-core"); err != nil {
		missing(t, "playwright-core is not installed: run npm ci in examples/keyserver/testdata/browser")
	}
	onAll(t, func(t *testing.T, s *service) {
		har := filepath.Join(t.TempDir(), "page.har")
		cmd := exec.CommandContext(t.Context(), node, script, chromium, s.url, har)
		cmd.Stdin = strings.NewReader(s.pageRequests(t))
		temp, err := os.MkdirTemp("", "browser") // Chromium leaves files behind, some after its end
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(temp)
		cmd.Env = append(os.Environ(), "TMPDIR="+temp)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("record a HAR: %v\n%s", err, out)
		}
		out, err := errcatVerify("-url", s.url+"/v", har)
		if err != nil || !strings.Contains(string(out), "errcat: 13 responses (11 errors): 0 findings\n") {
			t.Errorf("errcat verify of the HAR: %v\n%s", err, out)
		}
		text, err := os.ReadFile(har)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range []string{
			"api_key_missing", "key_not_found", "invalid_key_name", "invalid_request_body", "unsupported_media_type", "payload_too_large",
			"method_not_allowed", "resource_not_found", "burst_limit_exceeded", "internal_error",
		} {
			if !strings.Contains(string(text), `\"error\":\"`+code+`\"`) {
				t.Errorf("the HAR has no %s", code)
			}
		}
		// The check itself: what is in the file counts.
		spoiled := strings.ReplaceAll(string(text), `\"error\":\"key_not_found\"`, `\"error\":\"key_not_fond\"`)
		if err := os.WriteFile(har, []byte(spoiled), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := errcatVerify(har); err == nil || !strings.Contains(string(out), `did you mean key_not_found? (unknown-code)`) {
			t.Errorf("errcat verify of a spoiled HAR: %v\n%s", err, out)
		}
	})
}

// pageRequests is what the page sends.
func (s *service) pageRequests(t *testing.T) string {
	t.Helper()
	type header = map[string]string
	key := header{"Authorization": "Bearer " + s.secret}
	slow := header{"Authorization": "Bearer " + s.slow}
	send := header{"Authorization": key["Authorization"], "Content-Type": "application/json"}
	text, err := json.Marshal([]map[string]any{
		{"path": "/v1/account", "headers": key},
		{"path": "/v1/account"},
		{"path": "/v1/keys/" + s.missingKeyID, "headers": key},
		{"path": "/v1/keys/" + s.missingKeyID, "headers": key, "method": "HEAD"},
		{"path": "/v1/keys", "headers": send, "method": "POST", "body": `{"name":" "}`},
		{"path": "/v1/keys", "headers": send, "method": "POST", "body": `{"name":`},
		{"path": "/v1/keys", "headers": key, "method": "POST", "body": `{"name":"x"}`},
		{"path": "/v1/keys", "headers": send, "method": "POST", "body": strings.Repeat(" ", maxBody+1)},
		{"path": "/v1/keys", "headers": key, "method": "PUT"},
		{"path": "/v2/nowhere", "headers": key},
		{"path": "/v1/account", "headers": slow},
		{"path": "/v1/account", "headers": slow},
		{"path": "/v1/demo/panic"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func lookPath(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, "%s is not installed", name)
	}
	return path
}

// missing skips a test for lack of a tool, or fails it where all tools have to
// be there.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}
