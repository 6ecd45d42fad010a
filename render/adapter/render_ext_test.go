package adapter_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
)

func TestNewNeedsInternal(t *testing.T) {
	for name, c := range map[string]catalog.Catalog{"empty": {}, "without the role": newCatalog(nil, broken).Catalog()} {
		func() {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.Contains(text, "role internal") || !strings.Contains(text, "catalog.Merge") {
					t.Errorf("%s: New panicked with %s", name, text)
				}
			}()
			render.New(c, nil)
			t.Errorf("%s: New did not panic", name)
		}()
	}
}

func TestDefaults(t *testing.T) {
	r := render.New(shop(), &render.Options{Observer: render.Observers(), MaxDetails: -1})
	before := time.Now().Truncate(time.Second)
	w := answer(t, r, fail(invalid).details(`{}`))
	var e render.Envelope
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
		t.Fatal(err)
	}
	if e.Timestamp.Before(before) || e.Timestamp.After(time.Now()) || e.Timestamp.Location() != time.UTC {
		t.Errorf("the time is %v", e.Timestamp)
	}
	if len(e.Details) != 1 {
		t.Errorf("the details are %s", e.Details)
	}
	if r.Catalog().Len() != shop().Len() {
		t.Error("Catalog is not the renderer's")
	}
}

// Requests that fail at the same time must not get each other's bytes: each
// has a marker of its own. Run with -race.
func TestConcurrentRequests(t *testing.T) {
	r := newRenderer(&render.Options{MaxDetails: 1 << 10}, nil)
	shared := fail(invalid)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := range 200 {
				marker := fmt.Sprintf("w%d-%d", worker, i)
				size := (i % 7) * 300 // some over the limit, so that buffers of all sizes come back
				item := fmt.Sprintf(`{"marker":%q,"fill":%q}`, marker, strings.Repeat(marker[:2], size/2))
				req := httptest.NewRequest("GET", "/", nil)
				req.Header.Set("X-Request-Id", marker)
				w := httptest.NewRecorder()
				serve(r, w, req, func(http.ResponseWriter, *http.Request) error {
					return shared.details(`{"marker":"`+marker+`"}`, item)
				})
				var e render.Envelope
				if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
					t.Errorf("%s: %v in %s", marker, err, w.Body)
					return
				}
				if e.RequestID != marker || w.Header().Get("X-Request-Id") != marker || string(e.Details[0]) != `{"marker":"`+marker+`"}` {
					t.Errorf("%s got %s", marker, w.Body)
					return
				}
				if len(e.Details) == 2 && string(e.Details[1]) != item {
					t.Errorf("%s got %s", marker, e.Details[1])
					return
				}
			}
		}()
	}
	all.Wait()
}

// An observer may keep an event: nothing of it may live in a reused buffer.
func TestEventsOutliveTheRequest(t *testing.T) {
	var events []render.Event
	r := newRenderer(nil, &events)
	for i := range 50 {
		answer(t, r, fail(invalid).details(fmt.Sprintf(`{"i":%d}`, i)))
	}
	for i, e := range events {
		got, _ := e.Err.(catalog.Error).Details().MarshalJSON()
		if want := fmt.Sprintf(`[{"i":%d}]`, i); string(got) != want {
			t.Errorf("event %d has details %s", i, got)
		}
	}
}
