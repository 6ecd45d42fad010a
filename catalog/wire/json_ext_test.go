package wire_test

import (
	"encoding/json"
	"io"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

// A concealed error is the same to whoever reads its JSON, whatever was put
// into it (contract §5).
func TestConcealedAsJSON(t *testing.T) {
	entry := catalog.Row{Code: "gone", Status: 404, Title: "Gone", Message: "Not there.", DocURL: "https://docs.example.com/gone",
		Concealed: true, Retry: catalog.RetryAfterDelay}.Entry()
	details := catalog.NewDetails(1, func(int, []byte) ([]byte, error) { return []byte(`{"canary":1}`), nil })
	want := `{"error":"gone","message":"Not there.","details":[],"retry_after":null,"doc_url":"https://docs.example.com/gone"}`
	for name, b := range map[string]wire.Base{
		"bare": wire.New(&entry), "details": wire.New(&entry).WithDetails(details), "wait": wire.New(&entry).WithRetryAfter(time.Minute),
		"cause": wire.New(&entry).WithCause(io.EOF), "parameters": wire.New(&entry).WithParams(tooHotParams{Given: "canary"}),
	} {
		if got, err := json.Marshal(&b); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v; want %s", name, got, err, want)
		}
	}
}
