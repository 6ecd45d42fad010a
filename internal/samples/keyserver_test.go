package samples

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// TestKeyServer runs the samples of the codes that the example service answers
// with against that service.
func TestKeyServer(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds a service with a database")
	}
	pythonWithHTTPX(t) // before a build that takes a minute
	for _, program := range []string{"node", "bash", "curl", "jq"} {
		need(t, program)
	}
	service := startKeyServer(t)
	trials := []struct {
		code  string
		local bool // a sample may see by itself that the request would fail
		given map[string]any
	}{
		{"key_not_found", false, map[string]any{"keyid": service.missing}},
		{"api_key_missing", true, credentials("")},
		{"api_key_invalid", true, credentials("secret")},
		{"api_key_not_found", false, credentials("aw_" + strings.Repeat("x", 43))},
		{"api_key_revoked", false, credentials(service.revoked)},
		{"endpoint_restricted", false, credentials(service.restricted)},
		{"invalid_key_name", true, map[string]any{"name": " "}},
		{"max_keys_exceeded", false, nil},
	}
	service.fill(t)
	all := subjects(t)
	for _, language := range languages() {
		t.Run(language.name, func(t *testing.T) {
			s := newStub(t)
			var runs []*run
			local := map[*run]bool{}
			for i, trial := range trials {
				given := credentials(service.secret)
				for name, value := range trial.given {
					given[name] = value
				}
				for _, subject := range all {
					if subject.language != language.name || subject.entry.Code != trial.code {
						continue
					}
					r := &run{id: fmt.Sprint(i), subject: subject, args: given, situation: situation{name: "the key service", answer: service.answer}}
					local[r] = trial.local
					s.runs[r.id] = r
					runs = append(runs, r)
				}
			}
			if len(runs) != len(trials) {
				t.Errorf("%d samples for %d codes", len(runs), len(trials))
			}
			// A key of one's own is there.
			i := slices.IndexFunc(runs, func(r *run) bool { return r.subject.entry.Code == "key_not_found" })
			given := credentials(service.secret)
			given["keyid"] = service.own
			found := &run{id: "found", subject: runs[i].subject, args: given, situation: runs[i].situation}
			s.runs[found.id] = found
			results := language.run(t, s.URL, append(slices.Clone(runs), found))

			if found.result = results[found.id]; found.result == nil || found.result.End != "value" {
				t.Errorf("%s: a key that is there: %+v", found.subject.at, found.result)
			}
			for _, r := range runs {
				r.result = results[r.id]
				for _, fault := range r.faults() {
					if !local[r] || !strings.HasPrefix(fault, "sends nothing") && !strings.HasSuffix(fault, "no API key") {
						t.Errorf("%s: %s, %s, with the key service: %s", r.subject.at, r.subject.entry.Code, language.name, fault)
					}
				}
				answered := slices.ContainsFunc(r.requests, func(s sent) bool { return s.answer.code == r.subject.entry.Code })
				if !answered && !(local[r] && len(r.requests) == 0) {
					t.Errorf("%s: the key service never answers %s %s, but %v", r.subject.at, language.name, r.subject.entry.Code, r.requests)
				}
				if r.result != nil && r.result.End != "error" {
					t.Errorf("%s: %s, %s, ends with %s", r.subject.at, r.subject.entry.Code, language.name, r.result.End)
				}
			}
		})
	}
}

func credentials(key string) map[string]any {
	headers := map[string]any{}
	if key != "" {
		headers["Authorization"] = "Bearer " + key
	}
	return map[string]any{"apikey": key, "headers": headers}
}

// A keyServer is the running service, and what its greeting says of its data.
type keyServer struct {
	base                        string
	secret, revoked, restricted string // API keys
	own, missing                string // IDs
}

func startKeyServer(t *testing.T) *keyServer {
	t.Helper()
	program := need(t, "go")
	binary := filepath.Join(t.TempDir(), "keyserver")
	build := exec.Command(program, "build", "-o", binary, "./keyserver")
	build.Dir = "../../examples"
	build.Env = append(os.Environ(), "GOWORK=off", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		missing(t, fmt.Sprintf("the key service cannot be built here: %v\n%s", err, out))
	}
	cmd := exec.CommandContext(t.Context(), binary, "-addr", "127.0.0.1:0", "-framework", "nethttp")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it removes its database
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // the context is done by now
	k := &keyServer{}
	lines := bufio.NewScanner(out)
	last := "revoke the key in use"
	for what := ""; lines.Scan(); {
		line := lines.Text()
		if base, ok := strings.CutPrefix(line, "keyserver listens on "); ok {
			k.base, _, _ = strings.Cut(base, " ")
		}
		if !strings.HasPrefix(line, "  curl ") {
			_, what, _ = strings.Cut(line, ": ")
			continue
		}
		secret := regexp.MustCompile(`aw_[\w-]+`).FindString(line)
		id := regexp.MustCompile(`key_[\w]+$`).FindString(line)
		switch what {
		case "a key of your own":
			k.secret, k.own = secret, id
		case "the same answer for an ID that never was":
			k.missing = id
		case "a revoked key":
			k.revoked = secret
		case "a key that is for /v1/account only":
			k.restricted = secret
		}
		if what == last {
			break
		}
	}
	if slices.Contains([]string{k.base, k.secret, k.revoked, k.restricted, k.own, k.missing}, "") {
		t.Fatalf("the greeting of the key service lacks something: %+v", k)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return k
}

// fill creates keys until the account can have no more.
func (k *keyServer) fill(t *testing.T) {
	t.Helper()
	for range 20 {
		req, err := http.NewRequest(http.MethodPost, k.base+"/v1/keys", strings.NewReader(`{"name":"one more"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+k.secret)
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusConflict {
			return
		}
	}
	t.Fatal("the key service creates keys without end")
}

// answer asks the service. What computes a chart is behind the same
// authentication as the list of keys, which answers in its place.
func (k *keyServer) answer(_ *model.Error, _ int, r *http.Request) answer {
	method, path := r.Method, r.URL.EscapedPath()
	body, _ := io.ReadAll(r.Body)
	if path == "/v1/astro/natal" {
		method, path, body = http.MethodGet, "/v1/keys", nil
	}
	req, err := http.NewRequest(method, k.base+path, bytes.NewReader(body))
	if err != nil {
		return answer{closed: true}
	}
	for _, name := range []string{"Authorization", "X-Api-Key", "Content-Type"} {
		if values := r.Header.Values(name); len(values) > 0 {
			req.Header[name] = values
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{closed: true}
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	a := answer{status: resp.StatusCode, body: string(text), header: map[string]string{}}
	for _, name := range []string{"X-Request-Id", "Retry-After", "Www-Authenticate"} {
		if value := resp.Header.Get(name); value != "" {
			a.header[name] = value
		}
	}
	var envelope struct{ Error string }
	if json.Unmarshal(text, &envelope) == nil {
		a.code = envelope.Error
	}
	a.wait, _ = strconv.Atoi(resp.Header.Get("Retry-After"))
	return a
}
