package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/asterwise/errcat/errdocs"
	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/gotool"
)

// eventPath is where pages listen for changes. It cannot be a code.
const eventPath = "/-/events"

// A preview is the documentation of a catalog that is being edited.
type preview struct {
	path   string
	notify func(problems string, earlier bool)
	seen   stamps // of what the pages were made from

	mu       sync.Mutex
	pages    http.Handler // nil until there are good ones
	version  int          // of the pages
	problems string       // of the catalog as it is now
	changed  chan struct{}
}

// newPreview makes the first pages. After this and every other attempt it
// calls notify with the problems, "" for none, and with whether there are
// pages of an earlier state to show meanwhile.
func newPreview(path string, notify func(problems string, earlier bool)) *preview {
	p := &preview{path: path, notify: notify, changed: make(chan struct{})}
	p.build()
	return p
}

// watch builds the pages again whenever something that they were made from has
// changed, until ctx ends.
func (p *preview) watch(ctx context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if p.seen.changed() {
				p.build()
			}
		}
	}
}

// build reads the catalog; its pages are made when somebody looks at them. The terminal is told before
// browsers are: who sees a problem in the page finds it there.
func (p *preview) build() {
	p.mu.Lock()
	version := p.version + 1
	p.mu.Unlock()
	files, seen, err := livePages(p.path, version)
	p.seen = seen

	p.mu.Lock()
	p.problems = ""
	if err != nil {
		p.problems = err.Error()
	} else {
		p.pages = errdocs.Handler(files, &errdocs.Options{CacheControl: "no-store"})
		p.version = version
	}
	problems, earlier := p.problems, p.pages != nil
	p.mu.Unlock()

	p.notify(problems, earlier)

	p.mu.Lock()
	close(p.changed)
	p.changed = make(chan struct{})
	p.mu.Unlock()
}

// livePages returns the pages of a catalog, and stamps of what they depend on,
// which are of use where there is an error, too. Everything is looked at before
// it is read: a change in between is then seen as one.
func livePages(path string, version int) (fs.FS, stamps, error) {
	seen := moduleStamps(path)
	c, err := catalogfile.Load(path, &catalogfile.Options{Resolve: gotool.Locate, Trace: seen.add})
	if err != nil {
		return nil, seen, err
	}
	files, err := docs.OnDemand(c, &docs.SiteOptions{Live: eventPath + "?since=" + strconv.Itoa(version)})
	return files, seen, err
}

func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == eventPath {
		p.events(w, r)
		return
	}
	p.mu.Lock()
	pages, problems := p.pages, p.problems
	p.mu.Unlock()
	if pages != nil {
		pages.ServeHTTP(w, r)
		return
	}
	page, err := docs.Broken(problems, eventPath+"?since=0")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write(page) // the browser may have gone
}

// events tells a page that there is a newer one than that it was made as, and
// what problems the catalog has (server-sent events, HTML Living Standard §9.2).
func (p *preview) events(w http.ResponseWriter, r *http.Request) {
	since, err := strconv.Atoi(r.URL.Query().Get("since"))
	if err != nil {
		http.Error(w, "since is not a number", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	shown := ""
	for {
		p.mu.Lock()
		version, problems, changed := p.version, p.problems, p.changed
		p.mu.Unlock()
		if version != since {
			fmt.Fprintf(w, "event: pages\ndata: %d\n\n", version)
			since = version
		}
		if problems != shown {
			text, _ := json.Marshal(problems) // a string always has a JSON form
			fmt.Fprintf(w, "event: problems\ndata: %s\n\n", text)
			shown = problems
		}
		if http.NewResponseController(w).Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
