package main

import (
	"io"
	"net"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// A printed command and what the greeting says of it.
type printed struct{ expect, why, command string }

var printedCommand = regexp.MustCompile(`(?m)^(\d{3}[ a-z_]*): (.*)\n  (curl .*)$`)

func commands(t *testing.T, greeting string) []printed {
	t.Helper()
	var all []printed
	for _, m := range printedCommand.FindAllStringSubmatch(greeting, -1) {
		all = append(all, printed{m[1], m[2], m[3]})
	}
	if n := strings.Count(greeting, "curl "); n != len(all) || n < 15 {
		t.Fatalf("%d of %d commands are in order:\n%s", len(all), n, greeting)
	}
	return all
}

// TestCommands does what the printed commands say, once with curl, where there
// is one, and once without.
func TestCommands(t *testing.T) {
	tools := map[string]func(*testing.T, string) string{"client": runWithClient}
	if _, err := exec.LookPath("curl"); err == nil {
		tools["curl"] = runWithShell
	}
	for _, framework := range frameworks() {
		for tool, run := range tools {
			t.Run(framework+"/"+tool, func(t *testing.T) {
				p := startProgram(t, "-framework", framework)
				all := commands(t, p.greeting)
				if all[0].expect != "404 key_not_found" {
					t.Errorf("the first command is for %s", all[0].expect)
				}
				for _, c := range all {
					if got := run(t, c.command); got != c.expect {
						t.Errorf("%s\nanswers %s, is to answer %s", c.command, got, c.expect)
					}
				}
				if code := p.end(t); code != 0 {
					t.Errorf("exit code is %d\n%s", code, p.stderr)
				}
			})
		}
	}
}

var (
	statusLine = regexp.MustCompile(`^HTTP/1\.1 (\d{3}) `)
	errorCode  = regexp.MustCompile(`\r\n\r\n\{"success":false,"error":"([a-z_]+)".*\}\n$`)
)

// runWithShell pastes a command into a shell.
func runWithShell(t *testing.T, command string) string {
	t.Helper()
	out, err := exec.Command("sh", "-c", command).Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	status := statusLine.FindSubmatch(out)
	if status == nil {
		t.Fatalf("%s: %s", command, out)
	}
	if code := errorCode.FindSubmatch(out); code != nil {
		return string(status[1]) + " " + string(code[1])
	}
	return string(status[1])
}

// runWithClient does what curl does with the few options that are used.
func runWithClient(t *testing.T, command string) string {
	t.Helper()
	var (
		method, url, body string
		header            = http.Header{}
		words             = shellWords(command)[1:]
	)
	for i := 0; i < len(words); i++ {
		option := words[i]
		if !strings.HasPrefix(option, "-") {
			url = option
			continue
		}
		if option == "-i" {
			continue
		}
		i++
		switch option {
		case "-H":
			name, value, _ := strings.Cut(words[i], ": ")
			header.Set(name, value)
		case "-X":
			method = words[i]
		case "-d":
			body = words[i]
		case "-w":
		default:
			t.Fatalf("%s: unknown option %s", command, option)
		}
	}
	if method == "" && body != "" {
		method = http.MethodPost
	}
	if body != "" && header.Get("Content-Type") == "" {
		header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = header
	res, err := traffic.client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{res, answer}.code()
}

// shellWords splits a command that has no other quoting than '…'.
func shellWords(command string) []string {
	var words []string
	for _, m := range regexp.MustCompile(`'([^']*)'|([^' ]+)`).FindAllStringSubmatch(command, -1) {
		words = append(words, m[1]+m[2])
	}
	return words
}

// TestCommandsAreComplete finds a command for each error that the service
// itself makes, but the two for which it takes many or large requests.
func TestCommandsAreComplete(t *testing.T) {
	printed := map[string]bool{"max_keys_exceeded": true, "payload_too_large": true}
	for _, trial := range trials("", sample{}) {
		status, code, _ := strings.Cut(trial.expect, " ")
		printed[code] = true
		if code == "" {
			continue
		}
		entry, ok := apierr.Catalog().Lookup(catalog.Code(code))
		if !ok || strconv.Itoa(entry.Status()) != status {
			t.Errorf("%s is not in the catalog", trial.expect)
		}
	}
	for name := range everyError(&service{}) {
		_, code, _ := strings.Cut(name, " ")
		code, _, _ = strings.Cut(code, ":")
		if !printed[code] {
			t.Errorf("there is no command for %s", code)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for _, test := range []struct{ addr, want string }{
		{"127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"[::1]:80", "http://[::1]:80"},
		{"0.0.0.0:8080", "http://127.0.0.1:8080"},
		{"[::]:8080", "http://127.0.0.1:8080"},
	} {
		addr, err := net.ResolveTCPAddr("tcp", test.addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := baseURL(addr); got != test.want {
			t.Errorf("%s is %s, want %s", test.addr, got, test.want)
		}
	}
}
