package client_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

// BenchmarkCheck compares reading an error with what a client does by hand:
// reading the same body into a struct.
func BenchmarkCheck(b *testing.B) {
	for _, tt := range []struct{ name, body string }{
		{"short", `{"success":false,"error":"key_not_found","message":"API key not found or you do not have permission to access it.","details":[],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found","request_id":"req_01M837FE4BFQS8XBK3NXN7HX6W","timestamp":"2026-05-25T12:34:56Z"}`},
		{"details", `{"success":false,"error":"validation_error","message":"Request validation failed. Check the highlighted fields.","details":[{"loc":["body","date"],"msg":"Not a date","type":"date"},{"loc":["body","time"],"msg":"Not a time","type":"time"},{"loc":["body","planets",3],"msg":"Unknown","type":"enum"}],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/validation_error","request_id":"req_01M837FE4BFQS8XBK3NXN7HX6W","timestamp":"2026-05-25T12:34:56Z"}`},
	} {
		body := []byte(tt.body)
		b.Run(tt.name+"/Check", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				resp := &http.Response{StatusCode: 422, Body: io.NopCloser(bytes.NewReader(body))}
				if client.Check(resp, apierr.Catalog()) == nil {
					b.Fatal("no error")
				}
			}
		})
		b.Run(tt.name+"/struct", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				resp := &http.Response{StatusCode: 422, Body: io.NopCloser(bytes.NewReader(body))}
				text, err := io.ReadAll(resp.Body)
				var e struct {
					Success    bool              `json:"success"`
					Error      string            `json:"error"`
					Message    string            `json:"message"`
					Details    []json.RawMessage `json:"details"`
					RetryAfter *int              `json:"retry_after"`
					DocURL     string            `json:"doc_url"`
					RequestID  string            `json:"request_id"`
					Timestamp  time.Time         `json:"timestamp"`
				}
				if err != nil || json.Unmarshal(text, &e) != nil {
					b.Fatal("no envelope")
				}
			}
		})
	}
}
