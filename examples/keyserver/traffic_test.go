package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// traffic has every response that the tests receive.
var traffic recorder

// TestMain runs the tests, and then holds what they received against contract
// and catalog. Tests ask for single codes; this asks every response for
// everything.
func TestMain(m *testing.M) {
	status := m.Run()
	if chosen := flag.Lookup("test.run").Value.String() != ""; status == 0 && !(chosen && traffic.lines.Len() == 0) {
		if err := traffic.verify(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}

// A recorder is a transport that writes responses as errcat verify reads them.
type recorder struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

// client returns one that records.
func (r *recorder) client() *http.Client {
	return &http.Client{Transport: r, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if err != nil {
		return nil, err
	}
	r.add(res, body)
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// add adds a line. Bodies of successes are left out: nothing is asked of them.
func (r *recorder) add(res *http.Response, body []byte) {
	line := map[string]any{"method": res.Request.Method, "url": res.Request.URL.String(), "status": res.StatusCode, "headers": res.Header}
	if res.StatusCode >= 400 {
		line["body"] = string(body)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = json.NewEncoder(&r.lines).Encode(line) // strings and a number, to memory
}

// verify runs the command over what was recorded.
func (r *recorder) verify() error {
	dir, err := os.MkdirTemp("", "traffic")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "traffic.jsonl")
	if err := os.WriteFile(name, r.lines.Bytes(), 0o600); err != nil {
		return err
	}
	out, err := errcatVerify(name)
	if testing.Verbose() {
		fmt.Fprintf(os.Stderr, "%s", out)
	}
	if err != nil {
		return fmt.Errorf("errcat verify of all responses: %w\n%s", err, out)
	}
	return nil
}

// errcatVerify runs the command of this checkout.
func errcatVerify(args ...string) ([]byte, error) {
	return exec.Command("go", append([]string{"-C", "../..", "run", "./cmd/errcat", "verify"}, args...)...).CombinedOutput()
}
