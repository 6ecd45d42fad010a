package main

import (
	"strings"
	"testing"
)

// TestExplainLong pastes more than is compared. What decides is the last code.
func TestExplainLong(t *testing.T) {
	noise := strings.Repeat("2026-11-30 INFO handled request id=7 status=200\n", 50_000)
	wide := strings.Repeat("x", 200_000)
	for _, tt := range []struct{ name, text, want string }{
		{"at the end of a log", noise + `{"error":"key_not_found"}`, "key_not_found  404"},
		{"in the middle, with a request ID", noise + `{"error":"key_not_found","request_id":"req_1"}` + "\n" + noise, "• Request ID: req_1\n"},
		{"the last of two", noise + "internal_error\n" + noise + "key_not_found\n" + noise, "key_not_found  404"},
		{"in a long line", wide + ` "error":"key_not_found" ` + wide, "key_not_found  404"},
		{"a message at the end", noise + wide + " API key not found or you do not have permission to access it.", "key_not_found  404"},
		{"with colors", "\x1b[31mkey_not_found\x1b[0m", "key_not_found  404"},
		{"with a link", "\x1b]8;;https://example.com\x07key_not_found\x1b]8;;\x07", "key_not_found  404"},
	} {
		var stdout, stderr strings.Builder
		status := run([]string{"explain", "-catalog", "../../catalog.yaml", "-"}, strings.NewReader(tt.text), &stdout, &stderr)
		if status != exitOK || !strings.Contains(stdout.String(), tt.want) || stderr.Len() > 0 {
			t.Errorf("%s: status %d, %q\n%.300s", tt.name, status, &stderr, &stdout)
		}
	}
}

// TestExplainNothing: what is no text, fits by single words alone, or fits
// nothing is said to be so.
func TestExplainNothing(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		status     int
		want       string
	}{
		{"binary", "\x7fELF\x02\x01\x00\xff\xfe", exitFindings, "the input is not text; paste a code, a response, or words of a message"},
		{"a long text that is cut in a character", strings.Repeat("€", 40_000), exitFindings, "no code matches"},
		{"space", " \n", exitFindings, "there is nothing to explain in the input"},
		{"a word", "dog", exitFindings, `unknown code "dog"`},
		{"colors alone", "\x1b[0m", exitFindings, "there is nothing to explain in the input"},
		{"a guess", "hello world", exitOK, "this is a guess: only single words fit"},
	} {
		var stdout, stderr strings.Builder
		status := run([]string{"explain", "-catalog", "../../catalog.yaml", "-"}, strings.NewReader(tt.text), &stdout, &stderr)
		if status != tt.status || !strings.Contains(stderr.String(), tt.want) {
			t.Errorf("%s: status %d, %q, want %q", tt.name, status, &stderr, tt.want)
		}
	}
}
