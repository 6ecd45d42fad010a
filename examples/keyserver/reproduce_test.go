package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// A reproduction is what the page of a code says under "Reproduce it", and the
// response that it shows.
type reproduction struct{ command, head, body string }

// readReproduction reads it from the Markdown of the page that the service
// itself serves.
func readReproduction(t *testing.T, code string) reproduction {
	t.Helper()
	page, err := site.ReadFile("site/" + code + ".md")
	if err != nil {
		t.Fatal(err)
	}
	fence := func(heading, language string) string {
		_, section, _ := strings.Cut(string(page), "\n## "+heading+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		_, text, _ := strings.Cut(section, "\n```"+language+"\n")
		text, _, found := strings.Cut(text, "\n```\n")
		if !found {
			t.Fatalf("the page of %s has no %s under %q", code, language, heading)
		}
		return text
	}
	return reproduction{
		command: fence("Reproduce it", "bash"),
		head:    fence("Example response", "http"),
		body:    fence("Example response", "json"),
	}
}

// TestReproduce lets a shell run the command of each page. The response is that
// of the page, byte for byte, but for its ID and its time.
func TestReproduce(t *testing.T) {
	for _, program := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skipf("%s is not there to run the commands of the pages", program)
		}
	}
	for _, framework := range frameworks() {
		t.Run(framework, func(t *testing.T) {
			s := startWith(t, framework, knownSecrets())
			for entry := range apierr.Catalog().All() {
				s.reproduce(t, string(entry.Code()))
			}
		})
	}
}

// reproduce runs the command of a code.
func (s *service) reproduce(t *testing.T, code string) {
	t.Helper()
	want := readReproduction(t, code)
	command := strings.ReplaceAll(want.command, "http://127.0.0.1:8080", s.url)
	if command == want.command {
		t.Errorf("%s: %s asks another server", code, command)
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
	cmd.Env = append(os.Environ(), "NO_PROXY=127.0.0.1")
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%s: %s: %v", code, command, err)
		return
	}
	head, body, _ := bytes.Cut(out, []byte("\r\n\r\n"))
	compareHead(t, code, want.head, string(head))
	compareBody(t, code, want.body, body)
}

// compareHead finds each line of the page in the response. Servers name a
// status that no RFC names as they like.
func compareHead(t *testing.T, code, want, got string) {
	t.Helper()
	lines := strings.Split(got, "\r\n")
	for i, line := range strings.Split(want, "\n") {
		name, _, _ := strings.Cut(line, ":")
		found := false
		for _, other := range lines {
			otherName, _, _ := strings.Cut(other, ":")
			sent := strings.EqualFold(name, otherName)
			switch {
			case i == 0 && strings.HasSuffix(line, " 499"):
				found = found || strings.HasPrefix(other, line+" ")
			case name == "X-Request-Id":
				found = found || sent
			case i == 0:
				found = found || line == other
			default:
				found = found || sent && strings.TrimPrefix(line, name) == strings.TrimPrefix(other, otherName)
			}
		}
		if !found {
			t.Errorf("%s: the page has %q, the response\n%s", code, line, got)
		}
	}
}

func compareBody(t *testing.T, code, page string, got []byte) {
	t.Helper()
	var want bytes.Buffer
	if err := json.Compact(&want, []byte(page)); err != nil {
		t.Fatal(err)
	}
	masked := func(body []byte) string {
		return string(variable.ReplaceAll(body, []byte(`"request_id":"…","timestamp":"…"}`)))
	}
	if masked(got) != masked(want.Bytes()) {
		t.Errorf("%s: the response is\n%s, the page has\n%s", code, got, &want)
	}
}

// TestTryUnknownCode: a code that is not in the catalog is an address that is
// not there.
func TestTryUnknownCode(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		for _, code := range []string{"nothing", "KEY_NOT_FOUND", "%2e%2e", "a%20b"} {
			if r := s.do(t, request{path: "/v1/errors/" + code, key: "-"}); r.code() != "404 resource_not_found" {
				t.Errorf("%s gives %s", code, r.code())
			}
		}
	})
}

// TestTryEveryCode holds the answers to the laws of all others. Only the record
// of a client that left is of a level that the log leaves out.
func TestTryEveryCode(t *testing.T) {
	onAll(t, func(t *testing.T, s *service) {
		for entry := range apierr.Catalog().All() {
			if entry.Code() == apierr.CodeClientClosedRequest {
				continue
			}
			r := s.do(t, request{path: "/v1/errors/" + string(entry.Code()), key: "-"})
			if _, code, _ := strings.Cut(r.code(), " "); code != string(entry.Code()) {
				t.Errorf("%s gives %s", entry.Code(), r.code())
			}
		}
	})
}

// TestDemoKeysStayAtHome: a database that outlives the program has keys that
// nobody knows.
func TestDemoKeysStayAtHome(t *testing.T) {
	p := startProgram(t, "-db", t.TempDir()+"/keys.db")
	if strings.Contains(p.greeting, "aw_demo_") {
		t.Errorf("a lasting database has keys that everybody knows:\n%s", p.greeting)
	}
	if p := startProgram(t); !strings.Contains(p.greeting, knownSecrets().ordinary) {
		t.Errorf("a temporary database lacks the keys of the documentation:\n%s", p.greeting)
	}
}
