package main

// expectedV4 lists the leaves of Echo v4 that cannot pass.
func expectedV4() map[leaf]reason {
	return expect([]expectation{
		{body, ".", "TestDefaultHTTPErrorHandler", []string{
			"with_Debug=false_No_difference_for_error_response_with_non_plain_string_errors",
			"with_Debug=false_the_error_response_is_shortened",
			"with_Debug=false_the_error_response_is_shortened#01",
			"with_Debug=false_when_httpError_contains_an_error",
			"with_Debug=false_when_httpError_contains_an_error#01",
			"with_Debug=true_complex_errors_are_serialized_to_pretty_JSON",
			"with_Debug=true_internal_error_should_be_reflected_in_the_message",
			"with_Debug=true_plain_response_contains_error_message",
			"with_Debug=true_special_handling_for_HTTPError",
		}},
		{cut, ".", "TestDefaultHTTPErrorHandler", []string{
			"with_Debug=true_if_the_body_is_already_set_HTTPErrorHandler_should_not_add_anything_to_response_body",
		}},
		{body, ".", "TestEchoFile", []string{"nok_file_does_not_exist"}},
		{body, ".", "TestEchoStatic", []string{
			"Directory",
			"No_file",
			"Prefixed_directory_404_(request_URL_without_slash)",
			"do_not_allow_directory_traversal_(backslash_-_windows_separator)",
			"do_not_allow_directory_traversal_(slash_-_unix_separator)",
		}},
		{body, ".", "TestEcho_FileFS", []string{
			"nok,_requesting_invalid_path",
			"nok,_serving_not_existent_file_from_filesystem",
		}},
		{body, ".", "TestEcho_StaticFS", []string{
			"Directory",
			"No_file",
			"Prefixed_directory_404_(request_URL_without_slash)",
			"do_not_accept_encoded_dots_in_path_(%2E%2E_is_`..`)_to_traverse_within_filesystem_boundary",
			"do_not_allow_directory_traversal_(backslash_-_windows_separator)",
			"do_not_allow_directory_traversal_(slash_-_unix_separator)",
			"do_not_unescape_path_variables_by_default",
			"nok,_encoded_dots_(%2E%2E_is_`..`)_are_rejected_after_unescaping_(GHSA-3pmx-cf9f-34xr)",
		}},
		{body, ".", "TestGroup_FileFS", []string{
			"nok,_requesting_invalid_path",
			"nok,_serving_not_existent_file_from_filesystem",
		}},
		{body, ".", "TestGroup_RouteNotFoundWithMiddleware", []string{
			"ok,_(no_slash)_default_group_404_handler_is_called_with_middleware",
			"ok,_default_group_404_handler_is_called_with_middleware",
		}},
		{unbound, "middleware", "TestCSRFErrorHandling", []string{""}},
		{body, "middleware", "TestFailNextTarget", []string{""}},
		{body, "middleware", "TestGzipErrorReturnedInvalidConfig", []string{""}},
		{body, "middleware", "TestKeyAuthWithConfig_ContinueOnIgnoredError", []string{
			"error_handler_is_called_for_invalid_token",
		}},
		{body, "middleware", "TestLoggerDefaultMW", []string{
			"error_with_JSON_special_characters_(quotes_and_backslashes)",
			"error_with_control_characters_(newlines_and_tabs)",
			"error_with_invalid_UTF-8_sequences",
			"ok,_handler_error_=_status_500",
		}},
		{id, "middleware", "TestRequestLoggerOK", []string{""}},
		{id, "middleware", "TestRequestLoggerError", []string{""}},
		{id, "middleware", "TestRequestLogger_ID", []string{"ok,_ID_is_from_response_headers"}},
		{unbound, "middleware", "TestRequestLogger_logError", []string{""}},
		{body, "middleware", "TestStatic", []string{
			"nok,_URL_encoded_path_traversal_(double_encoding)",
			"nok,_URL_encoded_path_traversal_(mixed_encoding)",
			"nok,_URL_encoded_path_traversal_(single_encoding)",
			"nok,_backslash_URL_encoded",
			"nok,_do_not_allow_directory_traversal_(backslash_-_windows_separator)",
			"nok,_file_not_found",
			"nok,_mixed_backslash_and_forward_slash_traversal",
			"nok,_trailing_dots_(Windows_edge_case)",
			"nok,do_not_allow_directory_traversal_(slash_-_unix_separator)",
		}},
		{body, "middleware", "TestStatic_GroupWithStatic", []string{
			"Directory_not_found_(no_trailing_slash)",
			"Encoded_slash_is_rejected,_not_redirected",
			"No_file",
			"Prefixed_directory_404_(request_URL_without_slash)",
			"do_not_allow_directory_traversal_(backslash_-_windows_separator)",
			"do_not_allow_directory_traversal_(slash_-_unix_separator)",
		}},
		{body, "middleware", "TestTimeoutWithFullEchoStack", []string{
			"404_-_write_response_in_global_error_handler",
		}},
	})
}
