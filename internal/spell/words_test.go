package spell

import (
	"strings"
	"testing"
)

func TestCamel(t *testing.T) {
	for name, want := range map[string]string{
		"key_not_found":              "KeyNotFound",
		"api_key_missing":            "APIKeyMissing",
		"ip_rate_limit_exceeded":     "IPRateLimitExceeded",
		"invalid_doc_url":            "InvalidDocURL",
		"id":                         "ID",
		"ids":                        "IDs",
		"user_ids_missing":           "UserIDsMissing",
		"oauth_token_expired":        "OAuthTokenExpired",
		"utf8_required":              "UTF8Required",
		"tier_2_only":                "Tier2Only",
		"x1":                         "X1",
		"idle":                       "Idle",
		"apish":                      "Apish",
		"maxLength":                  "MaxLength",
		"":                           "",
		"a":                          "A",
		"a__b_":                      "AB",
		"validation_error":           "ValidationError",
		"date_out_of_supported_http": "DateOutOfSupportedHTTP",
	} {
		if got := Camel(name); got != want {
			t.Errorf("Camel(%q) is %q, want %q", name, got, want)
		}
	}
}

// The list of initialisms must never change: it decides the identifiers that
// services use. Whoever fails this test has changed it.
func TestInitialismsAreFixed(t *testing.T) {
	const fixed = "ACL API ASCII CIDR CORS CPU CSRF CSS CSV DNS EOF GRPC GUID HTML HTTP HTTPS ID IP JSON JWT MFA OIDC OTP PDF QPS RAM RPC " +
		"SAML SLA SMS SMTP SQL SSH SSL SSO TCP TLS TOTP TTL UDP UI UID URI URL UTC UTF8 UUID VAT VM XML XSRF XSS YAML " +
		"ACLs APIs GUIDs IDs IPs JWTs OTPs PDFs UIDs URIs URLs UUIDs VMs OAuth"
	for _, want := range strings.Fields(fixed) {
		if got := Camel(strings.ToLower(want)); got != want {
			t.Errorf("Camel(%q) is %q, want %q", strings.ToLower(want), got, want)
		}
	}
	// Words that a longer list could have; they were not in it at first.
	for _, word := range strings.Fields("gps aws lhs rhs xmpp cdn sdk cli ios vpn pin iso gdpr ai db os io tz lat msg") {
		if got, want := Camel(word), strings.ToUpper(word[:1])+word[1:]; got != want {
			t.Errorf("Camel(%q) is %q, want %q", word, got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	for name, want := range map[string]string{
		"key_not_found":               "Key Not Found",
		"api_key_missing":             "API Key Missing",
		"user_ids_missing":            "User IDs Missing",
		"oauth_token_expired":         "OAuth Token Expired",
		"date_out_of_supported_range": "Date Out Of Supported Range",
		"":                            "",
	} {
		if got := Title(name); got != want {
			t.Errorf("Title(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{
		"NoSuchBucket":    "no_such_bucket",
		"APIKeyInvalid":   "api_key_invalid",
		"invalidURL":      "invalid_url",
		"key-gone":        "key_gone",
		"Key Gone":        "key_gone",
		"key__gone_":      "key_gone",
		"errors.key/gone": "errors_key_gone",
		"KEY_GONE":        "key_gone",
		"OAuth2Error":     "oauth2_error",
		"2fa_required":    "2fa_required",
		"key_gone":        "key_gone",
		"schlüssel":       "schl_ssel",
		"":                "",
	} {
		if got := Snake(name); got != want {
			t.Errorf("Snake(%q) is %q, want %q", name, got, want)
		}
	}
}
