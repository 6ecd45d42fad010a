package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
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

// interval is how often the catalog files are looked at.
const interval = 250 * time.Millisecond

// A preview is the documentation of a catalog that is being edited.
type preview struct {
	path   string
	notify func(problems string) // told of every change, "" for a good one
	stamps map[string]stamp      // of the files that the pages were made from

	mu       sync.Mutex
	pages    http.Handler // nil until there are good ones
	version  int          // of the pages
	problems string       // of the catalog as it is now
	changed  chan struct{}
}

// A stamp tells whether a file may have changed.
type stamp struct {
	size    int64
	modTime time.Time
}

func newPreview(path string, notify func(string)) *preview {
	p := &preview{path: path, notify: notify, changed: make(chan struct{})}
	p.build()
	return p
}

// watch builds the pages again whenever a file has changed, until ctx ends.
func (p *preview) watch(ctx context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			for file, old := range p.stamps {
				if stampOf(file) != old {
					p.build()
					break
				}
			}
		}
	}
}

func stampOf(file string) stamp {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// build reads the catalog and makes its pages. The files are looked at before
// they are read: a change in between is then seen as one.
func (p *preview) build() {
	stamps := map[string]stamp{p.path: stampOf(p.path)}
	for file := range p.stamps {
		stamps[file] = stampOf(file)
	}
	p.mu.Lock()
	version := p.version + 1
	p.mu.Unlock()

	files, sources, err := livePages(p.path, version)
	for _, file := range sources {
		if _, known := stamps[file]; !known {
			stamps[file] = stampOf(file)
		}
	}
	p.stamps = stamps

	p.mu.Lock()
	p.problems = ""
	if err != nil {
		p.problems = err.Error()
	} else {
		p.pages = errdocs.Handler(files, &errdocs.Options{CacheControl: "no-store"})
		p.version = version
	}
	problems := p.problems
	close(p.changed)
	p.changed = make(chan struct{})
	p.mu.Unlock()
	p.notify(problems)
}

// livePages returns the pages of a catalog and the files that it consists of.
func livePages(path string, version int) (docs.Files, []string, error) {
	c, err := catalogfile.Load(path, &catalogfile.Options{Resolve: gotool.Locate})
	if err != nil {
		return nil, nil, err
	}
	var sources []string
	for owner := range c.All() {
		sources = append(sources, owner.File)
	}
	files, err := docs.Site(c, &docs.SiteOptions{Live: eventPath + "?since=" + strconv.Itoa(version)})
	return files, sources, err
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
