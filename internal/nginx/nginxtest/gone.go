package nginxtest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
)

// gone: nginx hangs up when its client does. Whatever the handler then returns
// is no error of the service (contract §4.3, §5).
func gone(t *testing.T, f Framework) {
	driver := errors.New("canceling statement due to user request")
	started := make(chan struct{}, 1)
	waits := func(text string, err func(context.Context) error) func(http.ResponseWriter, *http.Request) error {
		return func(w http.ResponseWriter, r *http.Request) error {
			if text != "" {
				if _, err := io.WriteString(w, text); err != nil {
					return err
				}
				if err := http.NewResponseController(w).Flush(); err != nil {
					return err
				}
			}
			started <- struct{}{}
			select {
			case <-r.Context().Done():
				return err(r.Context())
			case <-time.After(patience):
				return errors.New("the service does not hear that the client has left")
			}
		}
	}
	asContext := func(ctx context.Context) error { return ctx.Err() }
	asDriver := func(context.Context) error { return driver }
	routes := slices.Concat(
		route("/waiting", waits("", asContext)),
		route("/waiting-driver", waits("", asDriver)),
		route("/streaming", waits(half, asContext)),
		route("/streaming-driver", waits(half, asDriver)),
		route("/present", func(http.ResponseWriter, *http.Request) error { return driver }),
	)
	site := server(f.ours).start(t, routes...)
	for _, front := range site.fronts {
		for _, location := range []string{"default", "http11", "unbuffered", "unbuffered10"} {
			for _, path := range []string{"waiting", "waiting-driver", "streaming", "streaming-driver"} {
				ctx, leave := context.WithCancel(context.Background())
				req, err := http.NewRequestWithContext(ctx, http.MethodGet, front.url+"/"+location+"/"+path, nil)
				if err != nil {
					t.Fatal(err)
				}
				done := make(chan struct{})
				go func() {
					defer close(done)
					if resp, err := front.client.Do(req); err == nil {
						_, _ = io.Copy(io.Discard, resp.Body)
						resp.Body.Close()
					}
				}()
				select {
				case <-started:
				case <-time.After(patience):
					t.Fatal("the request does not reach the service")
				}
				leave()
				<-done
				if e := site.event(); !e.ClientGone || e.Entry.Code() != apierr.CodeClientClosedRequest {
					t.Errorf("%s, %s, %s: %s, client gone %v, %v", front.name, location, path, e.Entry.Code(), e.ClientGone, e.Err)
				}
			}
		}
	}
	if log := site.logged(); strings.Contains(log, "level=ERROR") {
		t.Errorf("logged\n%s", log)
	}
	site.fronts[0].get("/default/present")
	if e := site.event(); e.ClientGone || !strings.Contains(site.logged(), "level=ERROR") {
		t.Errorf("the same error for a client that is there: %+v, logged\n%s", e, site.logged())
	}
}
