package main

import (
	"fmt"
	"net"
	"strings"
)

// greeting tells where the service is, and what to try: commands to paste into
// a shell, each with what it will answer.
func greeting(addr net.Addr, framework, db string, s sample) string {
	base := baseURL(addr)
	var b strings.Builder
	fmt.Fprintf(&b, "keyserver listens on %s (%s, database %s). Stop it with Ctrl-C.\n", base, framework, db)
	fmt.Fprintf(&b, "The pages that the doc_url of its errors lead to are at %s%s\n", base, docsPath)
	for _, t := range trials(base, s) {
		fmt.Fprintf(&b, "\n%s: %s\n  curl -i -w '\\n' %s\n", t.expect, t.why, strings.Join(t.args, " "))
	}
	return b.String()
}

// A trial is one command to try.
type trial struct {
	expect string   // the status and, for an error, the code
	why    string   // what the request is
	args   []string // of curl, quoted for a shell
}

func trials(base string, s sample) []trial {
	bearer := func(secret string) string { return "-H 'Authorization: Bearer " + secret + "'" }
	post := func(body string) string {
		return "-H 'Content-Type: application/json' -d '" + body + "' " + base + "/v1/keys"
	}
	return []trial{
		{"404 key_not_found", "the ID of another account's key",
			[]string{bearer(s.secret), base + "/v1/keys/" + s.foreignKeyID}},
		{"404 key_not_found", "the same answer for an ID that never was",
			[]string{bearer(s.secret), base + "/v1/keys/" + s.missingKeyID}},
		{"200", "a key of your own",
			[]string{bearer(s.secret), base + "/v1/keys/" + s.ownKeyID}},
		{"200", "all your keys; the X-API-Key header does as well",
			[]string{"-H 'X-API-Key: " + s.secret + "'", base + "/v1/keys"}},
		{"201", "a new key, whose secret is shown this once",
			[]string{bearer(s.secret), post(`{"name":"Laptop","requests_per_minute":30}`)}},
		{"422 validation_error", "every field at fault is listed, and a secret among them is not sent back",
			[]string{bearer(s.secret), post(`{"name":"` + s.restricted + `","requests_per_minute":1000,"endpoints":["/v1/keys","/v2"]}`)}},
		{"422 invalid_key_name", "a blank name",
			[]string{bearer(s.secret), post(`{"name":" "}`)}},
		{"400 invalid_request_body", "JSON that ends too early",
			[]string{bearer(s.secret), post(`{"name":`)}},
		{"415 unsupported_media_type", "a form instead of JSON",
			[]string{bearer(s.secret), "-d name=Laptop", base + "/v1/keys"}},
		{"401 api_key_missing", "no key",
			[]string{base + "/v1/account"}},
		{"401 api_key_invalid", "not the shape of a key",
			[]string{bearer("secret"), base + "/v1/account"}},
		{"401 api_key_not_found", "a key that never was",
			[]string{bearer("aw_" + strings.Repeat("x", 43)), base + "/v1/account"}},
		{"401 api_key_revoked", "a revoked key",
			[]string{bearer(s.revoked), base + "/v1/account"}},
		{"404 account_not_found", "a key of a closed account",
			[]string{bearer(s.closed), base + "/v1/account"}},
		{"403 endpoint_restricted", "a key that is for /v1/account only",
			[]string{bearer(s.restricted), base + "/v1/keys"}},
		{"200", "a key for one request a minute",
			[]string{bearer(s.slow), base + "/v1/account"}},
		{"429 burst_limit_exceeded", "the same again",
			[]string{bearer(s.slow), base + "/v1/account"}},
		{"200", "the page of a code, which the doc_url of a response names",
			[]string{base + docsPath + "key_not_found/"}},
		{"404 resource_not_found", "no such route",
			[]string{base + "/v2"}},
		{"405 method_not_allowed", "no such method; Allow lists those that there are",
			[]string{"-X PATCH", base + "/v1/keys"}},
		{"500 internal_error", "an error that the catalog does not know; its text is in the log, under the same request ID",
			[]string{base + "/v1/demo/error"}},
		{"500 internal_error", "a panic, with its stack in the log",
			[]string{base + "/v1/demo/panic"}},
		{"200", "revoke all keys but the one in use",
			[]string{bearer(s.secret), "-X DELETE", base + "/v1/keys"}},
		{"204", "revoke the key in use",
			[]string{bearer(s.secret), "-X DELETE", base + "/v1/keys/" + s.ownKeyID}},
	}
}

// baseURL returns the URL of a listener as a client on this machine sees it.
func baseURL(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // the service listens on all addresses
	}
	return "http://" + net.JoinHostPort(host, port)
}
