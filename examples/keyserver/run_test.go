package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A program is the whole program, running.
type program struct {
	greeting string
	stop     context.CancelFunc // as a signal does
	ended    chan int           // the exit code
	stderr   *logBuffer
}

// startProgram runs the program until it has said where it listens.
func startProgram(t *testing.T, args ...string) *program {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	greeted, stdout := io.Pipe()
	p := &program{stop: stop, ended: make(chan int, 1), stderr: new(logBuffer)}
	go func() {
		code := run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), stdout, p.stderr)
		stdout.Close()
		p.ended <- code
	}()
	t.Cleanup(func() {
		stop()
		greeted.Close()
	})
	buf := make([]byte, 1<<16)
	n, err := greeted.Read(buf) // the greeting is one write
	if err != nil {
		t.Fatalf("no greeting: %v\n%s", err, p.stderr)
	}
	p.greeting = string(buf[:n])
	return p
}

// end stops the program and returns its exit code.
func (p *program) end(t *testing.T) int {
	t.Helper()
	p.stop()
	return <-p.ended
}

func (p *program) find(t *testing.T, pattern string) string {
	t.Helper()
	match := regexp.MustCompile(pattern).FindStringSubmatch(p.greeting)
	if match == nil {
		t.Fatalf("greeting has no %s:\n%s", pattern, p.greeting)
	}
	return match[1]
}

func TestCommandLine(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	unused := filepath.Join(t.TempDir(), "unused.db")
	const hint = "\nRun keyserver -h for its flags.\n"
	tests := []struct {
		name, args     string
		code           int
		stdout, stderr string // patterns
	}{
		{"help", "-h", 0, `(?s)^Keyserver .*\n  -addr host:port\n.*\(default "127.0.0.1:8080"\)\n  -db file\n.*\n  -framework echo\|echov5\|nethttp\n`, `^$`},
		{"framework", "-framework gin", 2, `^$`, `^keyserver: unknown framework "gin"; use echo, echov5, nethttp` + hint + `$`},
		{"flag", "-port 8080", 2, `^$`, `^keyserver: flag provided but not defined: -port` + hint + `$`},
		{"argument", "serve", 2, `^$`, `^keyserver: unexpected argument "serve"; there are only flags` + hint + `$`},
		{"address", "-addr nowhere", 1, `^$`, `^keyserver: listen tcp: address nowhere: missing port in address; name another address with -addr, such as 127.0.0.1:0 for any free port\n$`},
		{"taken", "-db " + unused + " -addr " + taken.Addr().String(), 1, `^$`, `^keyserver: listen tcp .*: bind: .*; name another address with -addr, such as 127.0.0.1:0 for any free port\n$`},
		{"database", "-addr 127.0.0.1:0 -db " + t.TempDir() + "/no/keys.db", 1, `^$`, `^keyserver: open database ".*/no/keys.db": `},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // it should not serve at all
			defer cancel()
			var stdout, stderr bytes.Buffer
			if code := run(ctx, strings.Fields(test.args), &stdout, &stderr); code != test.code {
				t.Errorf("exit code is %d, want %d", code, test.code)
			}
			if got := stdout.String(); !regexp.MustCompile(test.stdout).MatchString(got) {
				t.Errorf("stdout is %q, want %s", got, test.stdout)
			}
			if got := stderr.String(); !regexp.MustCompile(test.stderr).MatchString(got) {
				t.Errorf("stderr is %q, want %s", got, test.stderr)
			}
		})
	}
	if _, err := os.Stat(unused); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a program that cannot listen made a database (%v)", err)
	}
}

// TestStop stops the program while a request is half sent: the request is
// answered, new ones are not accepted, and the temporary database goes.
func TestStop(t *testing.T) {
	for _, framework := range frameworks() {
		t.Run(framework, func(t *testing.T) {
			p := startProgram(t, "-framework", framework)
			dir := filepath.Dir(p.find(t, `database (.*?)\)`))
			if _, err := os.Stat(dir); err != nil {
				t.Fatal(err)
			}
			addr := p.find(t, `http://([^ ]+) `)
			conn, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			body := `{"name":"Half sent"}`
			fmt.Fprintf(conn, "POST /v1/keys HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"+
				"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", addr, p.find(t, `Bearer (aw_[\w-]+)`), len(body))
			reader := bufio.NewReader(conn)
			if line, err := reader.ReadString('\n'); !strings.Contains(line, "100 Continue") {
				t.Fatalf("answer is %q (%v)", line, err) // else the handler is waiting for the body
			}
			if line, err := reader.ReadString('\n'); line != "\r\n" {
				t.Fatalf("answer goes on with %q (%v)", line, err)
			}
			fmt.Fprint(conn, body[:7])

			p.stop()
			for {
				other, err := net.Dial("tcp", addr)
				if err != nil {
					break // it takes no more requests
				}
				other.Close()
				time.Sleep(10 * time.Millisecond)
			}
			select {
			case code := <-p.ended:
				t.Fatalf("the program ended with %d before the request", code)
			case <-time.After(100 * time.Millisecond):
			}

			fmt.Fprint(conn, body[7:])
			req, err := http.NewRequest(http.MethodPost, "http://"+addr+"/v1/keys", nil)
			if err != nil {
				t.Fatal(err)
			}
			res, err := http.ReadResponse(reader, req)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			answer, err := io.ReadAll(res.Body)
			traffic.add(res, answer)
			if res.StatusCode != http.StatusCreated || err != nil {
				t.Errorf("answer is %s: %s (%v)", res.Status, answer, err)
			}
			if code := p.end(t); code != 0 {
				t.Errorf("exit code is %d\n%s", code, p.stderr)
			}
			if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the temporary database is still there (%v)", err)
			}
		})
	}
}

// TestDatabaseStays starts the program twice on one file, with a name that is
// hard to write as a URL: keys of the first time work the second time.
func TestDatabaseStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "my keys?#100%.db")
	first := startProgram(t, "-db", path)
	secret := first.find(t, `Bearer (aw_[\w-]+)`)
	if code := first.end(t); code != 0 {
		t.Fatalf("exit code is %d\n%s", code, first.stderr)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 || left[0] != path {
		t.Errorf("left are %q (%v)", left, err)
	}

	second := startProgram(t, "-db", path, "-framework", "nethttp")
	req, err := http.NewRequest(http.MethodGet, "http://"+second.find(t, `http://([^ ]+) `)+"/v1/account", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-API-Key", secret)
	res, err := traffic.client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("answer is %s", res.Status)
	}
	if code := second.end(t); code != 0 {
		t.Errorf("exit code is %d\n%s", code, second.stderr)
	}
}
