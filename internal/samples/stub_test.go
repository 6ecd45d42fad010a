package samples

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A run is one sample in one situation. Requests of a sample carry the run's
// ID in the header X-Run, and one X-Slept for each pause before, in seconds.
type run struct {
	id        string
	subject   *subject
	args      map[string]any // in place of the usual arguments
	situation situation

	mu        sync.Mutex
	requests  []sent
	unlimited bool   // the sample waits for an answer for ever
	end       func() // ends a sample that sends too much; nil where the driver does that by itself

	result *result // nil until the sample ends, and where it does not
	own    *run    // of the sample where the API answers with the page's code
}

// A sent request, and what the stub answered.
type sent struct {
	method, path, query, body, kind string
	credentials                     string
	slept                           []float64 // seconds, all pauses before
	at                              time.Time
	answer                          answer
}

// identity is what makes two requests the same.
func (s sent) identity() string {
	return strings.Join([]string{s.method, s.path, s.query, s.body, s.credentials}, "\n")
}

func (s sent) String() string {
	return strings.TrimSuffix(s.method+" "+s.path+"?"+s.query, "?")
}

const (
	// Where there is no answer, time limits are that much shorter: 10 seconds
	// are half a one. Everywhere else they stay, for the machine may be busy.
	scale        = 20
	patience     = 10 * time.Second // then the stub gives up on a client that does not
	mostRequests = 25               // after which a run is ended
)

// A stub is the server that all samples talk to.
type stub struct {
	*httptest.Server
	mu    sync.Mutex
	runs  map[string]*run
	stray []string // requests that belong to no run
}

func newStub(t *testing.T) *stub {
	s := &stub{runs: map[string]*run{}}
	s.Server = httptest.NewUnstartedServer(s)
	// Without kept connections, no client repeats by itself a request whose
	// connection was closed.
	s.Config.SetKeepAlivesEnabled(false)
	s.Start()
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
		for _, request := range s.stray {
			t.Errorf("a sample sends %s", request)
		}
	})
	return s
}

func (s *stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // what came is what counts
	s.mu.Lock()
	run := s.runs[r.Header.Get("X-Run")]
	if run == nil || r.URL.Host != "" { // a host: the stub is asked as a proxy
		s.stray = append(s.stray, fmt.Sprintf("%s %s, run %q, to %s, which is not the API", r.Method, r.RequestURI, r.Header.Get("X-Run"), r.Host))
		s.mu.Unlock()
		w.WriteHeader(http.StatusMisdirectedRequest)
		return
	}
	s.mu.Unlock()
	request := sent{
		method: r.Method, path: r.URL.EscapedPath(), query: r.URL.RawQuery, body: string(body),
		kind:        r.Header.Get("Content-Type"),
		credentials: r.Header.Get("Authorization") + r.Header.Get("X-Api-Key") + r.Header.Get("Cookie"),
		slept:       seconds(r.Header.Values("X-Slept")),
		at:          time.Now(),
	}
	run.mu.Lock()
	n := len(run.requests)
	r.Body = io.NopCloser(bytes.NewReader(body))
	request.answer = run.situation.answer(run.subject.entry, n, r)
	run.requests = append(run.requests, request)
	if n+1 >= mostRequests && run.end != nil {
		run.end()
	}
	run.mu.Unlock()
	switch a := request.answer; {
	case a.never:
		select {
		case <-r.Context().Done():
		case <-time.After(patience):
			run.mu.Lock()
			run.unlimited = true
			run.mu.Unlock()
		}
		panic(http.ErrAbortHandler)
	case a.closed:
		panic(http.ErrAbortHandler)
	default:
		for name, value := range a.header {
			w.Header().Set(name, value)
		}
		if a.code != "" || a.status < 300 && a.body != htmlPage {
			w.Header().Set("Content-Type", "application/json")
		} else if a.body == htmlPage {
			w.Header().Set("Content-Type", "text/html")
		}
		w.WriteHeader(a.status)
		_, _ = io.WriteString(w, a.body) // fails where the sample has gone
	}
}

func seconds(values []string) []float64 {
	var out []float64
	for _, value := range values {
		for text := range strings.SplitSeq(value, ",") { // as some clients join them
			n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
			if err != nil {
				n = -1 // reported as a pause that is none
			}
			out = append(out, n)
		}
	}
	return out
}
