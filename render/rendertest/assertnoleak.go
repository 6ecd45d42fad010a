package rendertest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// AssertNoLeak checks that none of the secrets is anywhere in a response:
// status line, headers, trailers or body, also decoded from gzip. It looks for
// each as it is, ignoring case, and encoded as base64 (standard and URL
// alphabet, at every offset), hexadecimal, in URLs, in JSON and as a Go
// string. Empty secrets are an error of the test.
//
// It reads the body and puts it back.
func AssertNoLeak(t testing.TB, resp *http.Response, secrets ...string) {
	t.Helper()
	if resp == nil {
		t.Errorf("there is no response to search")
		return
	}
	body, err := drain(resp)
	if err != nil {
		t.Errorf("read the body of the response: %v", err)
		return
	}
	var all bytes.Buffer
	all.WriteString(resp.Status + "\n")
	_ = resp.Header.Write(&all)
	_ = resp.Trailer.Write(&all)
	all.Write(body)
	if text, err := plain(resp.Header, body); err != nil {
		t.Errorf("search the body: %v", err)
	} else {
		all.WriteString("\n")
		all.Write(text)
	}
	for _, secret := range secrets {
		if secret == "" {
			t.Errorf("an empty secret is everywhere; give AssertNoLeak the text itself")
			continue
		}
		if form := Leak(all.Bytes(), secret); form != "" {
			t.Errorf("the response holds the secret %q, %s:\n%s", secret, form, all.Bytes())
		}
	}
}

// Leak looks for a secret in raw bytes, in all the forms that [AssertNoLeak]
// knows except gzip. It returns the form it found, such as "in base64", or ""
// if there is none.
func Leak(raw []byte, secret string) (form string) {
	lower := bytes.ToLower(raw)
	for _, f := range forms(secret) {
		for _, needle := range f.needles {
			if bytes.Contains(raw, []byte(needle)) || f.fold && bytes.Contains(lower, []byte(strings.ToLower(needle))) {
				return f.name
			}
		}
	}
	return ""
}

type form struct {
	name    string
	needles []string
	fold    bool // upper and lower case are the same
}

func forms(secret string) []form {
	encoded, _ := json.Marshal(secret) // a string can always be encoded
	unquoted := string(encoded[1 : len(encoded)-1])
	goString := strconv.Quote(secret)
	return []form{
		{"as it is", []string{secret}, true},
		{"in base64", inBase64(secret), false},
		{"in hexadecimal", []string{hex.EncodeToString([]byte(secret))}, true},
		{"URL-encoded", []string{url.QueryEscape(secret), url.PathEscape(secret)}, true},
		{"JSON-escaped", []string{unquoted}, true},
		{"as a Go string", []string{goString[1 : len(goString)-1]}, true},
	}
}

// inBase64 returns what base64 makes of a text inside of other text: three
// forms for the three ways that it can lie across groups of three bytes,
// without the characters at both ends that depend on what is around it.
func inBase64(secret string) []string {
	var needles []string
	for offset := range 3 {
		text := append(make([]byte, offset), secret...)
		whole := base64.RawStdEncoding.EncodeToString(text)
		from, to := (offset*8+5)/6, len(text)*8/6
		if to-from < 4 {
			continue // too short to mean anything
		}
		std := whole[from:to]
		needles = append(needles, std, strings.NewReplacer("+", "-", "/", "_").Replace(std))
	}
	slices.Sort(needles)
	return slices.Compact(needles)
}
