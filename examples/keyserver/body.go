package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strings"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// maxBody is the size of the largest request body, in bytes.
const maxBody = 64 << 10

// readJSON reads a request body: one JSON object, with no fields but those of
// the struct T.
func readJSON[T any](w http.ResponseWriter, r *http.Request) (T, error) {
	var none T
	contentType := r.Header.Get("Content-Type")
	if mediaType, _, _ := mime.ParseMediaType(contentType); mediaType != "application/json" {
		return none, apierr.NewUnsupportedMediaType().WithCause(fmt.Errorf("content type is %q", contentType))
	}
	if r.ContentLength > maxBody { // no need to read it first
		return none, apierr.NewPayloadTooLarge().WithCause(fmt.Errorf("content length is %d", r.ContentLength))
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		err = fmt.Errorf("read request body: %w", err)
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			return none, err // the renderer knows this one: payload_too_large
		}
		return none, apierr.NewInvalidRequestBody().WithCause(err)
	}
	return decode[T](body)
}

func decode[T any](body []byte) (T, error) {
	var none T
	invalid := func(err error) error {
		return apierr.NewInvalidRequestBody().WithCause(fmt.Errorf("decode request body: %w", err))
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	var value *T // a pointer, to tell null from an object
	err := decoder.Decode(&value)
	if wrongType := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrongType) && wrongType.Field != "" {
		return none, wrongFieldType(wrongType)
	}
	switch {
	case err != nil:
		return none, invalid(err)
	case value == nil:
		return none, invalid(errors.New("null is not an object"))
	}
	if _, err := decoder.Token(); err != io.EOF {
		return none, invalid(errors.New("the object is not all there is"))
	}
	return *value, nil
}

// wrongFieldType returns the error for a field of another type than the
// schema says.
func wrongFieldType(err *json.UnmarshalTypeError) error {
	detail := apierr.ValidationErrorDetail{Loc: catalog.Path{"body"}}
	for name := range strings.SplitSeq(err.Field, ".") {
		detail.Loc = append(detail.Loc, name)
	}
	switch err.Type.Kind() {
	case reflect.String:
		detail.Msg, detail.Type = "Input should be a string", "string_type"
	case reflect.Int:
		detail.Msg, detail.Type = "Input should be an integer", "int_type"
	case reflect.Slice:
		detail.Msg, detail.Type = "Input should be an array", "list_type"
	default:
		detail.Msg, detail.Type = "Input is of the wrong type", "wrong_type"
	}
	return apierr.NewValidationError(detail).WithCause(err)
}
