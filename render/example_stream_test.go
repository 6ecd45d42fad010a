package render_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A stream that has begun cannot become an error response any more. Its client
// still learns what went wrong: from an event with the envelope as its data.
func ExampleRenderer_AppendEnvelope() {
	renderer := render.New(apierr.Catalog(), &render.Options{
		Now:          func() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) },
		NewRequestID: func() string { return "req_1" },
	})
	charts := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "data: {\"chart\":1}\n\n")

		event := renderer.AppendEnvelope([]byte("event: error\ndata: "), r, apierr.NewKeyNotFound())
		_, _ = w.Write(append(event, "\n\n"...))
	}

	w := httptest.NewRecorder()
	middleware.New(renderer).Wrap(http.HandlerFunc(charts)).ServeHTTP(w, httptest.NewRequest("GET", "/v1/charts", nil))
	fmt.Print(w.Body)
	// Output:
	// data: {"chart":1}
	//
	// event: error
	// data: {"success":false,"error":"key_not_found","message":"API key not found or you do not have permission to access it.","details":[],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found","request_id":"req_1","timestamp":"2026-05-25T12:34:56Z"}
}
