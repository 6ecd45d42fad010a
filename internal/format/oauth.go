package format

// OAuthCodes are the error codes that OAuth 2.0 endpoints answer with: the
// OAuth Extensions Error registry of IANA, as of October 2025, and where each
// is defined.
func OAuthCodes() []Word {
	const (
		core       = "OpenID Connect Core 1.0"
		uma        = "UMA 2.0 Grant for OAuth 2.0 §3.3.6"
		federation = "OpenID Federation 1.0 §8.9"
		vp         = "OpenID for Verifiable Presentations 1.0 §8.5"
	)
	return []Word{
		{"invalid_request", "RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1"},
		{"unauthorized_client", "RFC 6749 §4.1.2.1, §5.2"},
		{"access_denied", "RFC 6749 §4.1.2.1; RFC 8628 §3.5"},
		{"unsupported_response_type", "RFC 6749 §4.1.2.1"},
		{"invalid_scope", "RFC 6749 §4.1.2.1, §5.2"},
		{"server_error", "RFC 6749 §4.1.2.1"},
		{"temporarily_unavailable", "RFC 6749 §4.1.2.1"},
		{"invalid_client", "RFC 6749 §5.2"},
		{"invalid_grant", "RFC 6749 §5.2"},
		{"unsupported_grant_type", "RFC 6749 §5.2"},
		{"invalid_token", "RFC 6750 §3.1"},
		{"insufficient_scope", "RFC 6750 §3.1"},
		{"unsupported_token_type", "RFC 7009 §2.2.1"},
		{"interaction_required", core},
		{"login_required", core},
		{"account_selection_required", core},
		{"consent_required", core},
		{"invalid_request_uri", core},
		{"invalid_request_object", core},
		{"request_not_supported", core},
		{"request_uri_not_supported", core},
		{"registration_not_supported", core},
		{"need_info", uma},
		{"request_denied", uma},
		{"request_submitted", uma},
		{"invalid_redirect_uri", "RFC 7591 §3.2.2"},
		{"invalid_client_metadata", "RFC 7591 §3.2.2"},
		{"invalid_software_statement", "RFC 7591 §3.2.2"},
		{"unapproved_software_statement", "RFC 7591 §3.2.2"},
		{"authorization_pending", "RFC 8628 §3.5"},
		{"slow_down", "RFC 8628 §3.5"},
		{"expired_token", "RFC 8628 §3.5"},
		{"invalid_target", "RFC 8707 §2"},
		{"unsupported_pop_key", "RFC 9200 §5.8.3"},
		{"incompatible_ace_profiles", "RFC 9200 §5.8.3"},
		{"invalid_authorization_details", "RFC 9396 §5"},
		{"invalid_dpop_proof", "RFC 9449 §5, §7"},
		{"use_dpop_nonce", "RFC 9449 §8, §9"},
		{"insufficient_user_authentication", "RFC 9470 §3"},
		{"invalid_issuer", federation},
		{"invalid_subject", federation},
		{"invalid_trust_anchor", federation},
		{"invalid_trust_chain", federation},
		{"invalid_metadata", federation},
		{"not_found", federation},
		{"unsupported_parameter", federation},
		{"vp_formats_not_supported", vp},
		{"invalid_request_uri_method", vp},
		{"wallet_unavailable", vp},
	}
}
