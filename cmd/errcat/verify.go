package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"

	"github.com/asterwise/errcat/internal/verify"
)

const verifyHelp = `
Verify reads recorded responses and reports each that breaks the wire contract or
the catalog: an unknown code, a status other than the code's, headers that are
missing or contradict the body, members and details of the wrong shape. A response
below 400 only needs a request ID. errcat help rules lists everything that it
checks.

A recording is a HAR 1.2, as browsers and proxies save it, or JSON lines:

	{"method": "GET", "url": "/v1/keys", "status": 404,
	 "headers": {"content-type": "application/json"}, "body": "{…}"}

each on a single line. Headers are an object or a list of names and values.
Method and URL may be missing; without a body only the headers are checked. Record
bodies without their content encoding. Without a file, or with -, verify reads
standard input. It holds one response at a time, so a recording of JSON lines can
be of any length.

Each finding goes to standard output as

	traffic.jsonl:12: GET /v1/keys: message (rule)

with the line, or the number of the entry in a HAR. The format json is an array of
objects. At the end the totals go to standard error. The exit status is 1 if there
is a finding, and 3 if a recording cannot be read or holds no response.
`

// verifyVerb is the verb verify.
func verifyVerb(e env, args []string) int {
	f := newFlags(e, "verify", verifyHelp)
	f.operands = "[FILE…|-]"
	path := f.catalogFlag()
	format := f.String("format", "text", "print `FORMAT`: text or json")
	prefix := f.String("url", "", "only responses to URLs that begin with `PREFIX`")
	files, status, ok := f.parseOperands(args, 0, math.MaxInt)
	if !ok {
		return status
	}
	if *format != "text" && *format != "json" {
		e.errorf("verify: unknown format %q; use text or json", *format)
		return exitUsage
	}
	c, status := e.load(*path)
	if c == nil {
		return status
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	out := bufio.NewWriter(e.stdout)
	s := &session{Verifier: verify.New(c), prefix: *prefix, print: printText(out)}
	end := func() {}
	if *format == "json" {
		s.print, end = printVerified(out)
	}
	status = exitOK
	for _, name := range files {
		if err := s.read(name, e.stdin); err != nil {
			_ = out.Flush() // what was found comes first
			e.errorf("%v", err)
			status = exitIO
		}
	}
	end()
	if err := out.Flush(); err != nil {
		e.errorf("verify: write the findings: %v", err)
		return exitIO
	}
	e.errorf("%s (%s): %s", count(s.responses, "response", "responses"), count(s.failures, "error", "errors"), count(s.findings, "finding", "findings"))
	switch {
	case status != exitOK:
		return status
	case s.findings > 0:
		return exitFindings
	case s.responses == 0:
		e.errorf("verify: there is no response to check")
		return exitIO
	}
	return exitOK
}

// A session counts what was read and found.
type session struct {
	*verify.Verifier
	prefix string // of URLs
	print  func(finding)

	responses, failures, findings int
}

// A finding is one with its place, as the format json has it.
type finding struct {
	File    string `json:"file"`
	Entry   int    `json:"entry"`
	Request string `json:"request"`
	Status  int    `json:"status"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// read checks the responses of a file.
func (s *session) read(name string, stdin io.Reader) error {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	err := verify.Read(in, func(r *verify.Response) {
		if !strings.HasPrefix(r.URL, s.prefix) {
			return
		}
		s.responses++
		if r.Status >= 400 {
			s.failures++
		}
		for _, found := range s.Check(r) {
			s.findings++
			s.print(finding{name, r.Entry, r.Request(), r.Status, found.Rule, found.Message})
		}
	})
	var broken *verify.ReadError
	if errors.As(err, &broken) {
		return fmt.Errorf("%s:%w", name, err)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// printText prints a finding on a line.
func printText(w io.Writer) func(finding) {
	return func(f finding) {
		request := f.Request
		if request == "" {
			request = fmt.Sprintf("status %d", f.Status)
		}
		fmt.Fprintf(w, "%s:%d: %s: %s (%s)\n", f.File, f.Entry, request, f.Message, f.Rule)
	}
}

// printVerified prints findings as they come as the elements of an array, which end
// closes.
func printVerified(w io.Writer) (one func(finding), end func()) {
	before := "[\n  "
	one = func(f finding) {
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("  ", "  ")
		_ = encoder.Encode(f) // text and numbers
		fmt.Fprintf(w, "%s%s", before, bytes.TrimRight(text.Bytes(), "\n"))
		before = ",\n  "
	}
	end = func() {
		if before == "[\n  " {
			fmt.Fprint(w, "[]\n")
			return
		}
		fmt.Fprint(w, "\n]\n")
	}
	return one, end
}

// verifyRules lists the rules.
func verifyRules() string {
	var b strings.Builder
	b.WriteString("What errcat verify checks in a recorded response:\n")
	for _, rule := range verify.Rules() {
		fmt.Fprintf(&b, "\n\t%s\n\t\t%s\n", rule.Name, rule.Title)
	}
	return b.String()
}
