package rendertest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/asterwise/errcat/render"
)

// cutOff returns a requirement that a response which began as a success, and
// was not complete, is cut: when the handler returns an error and when it
// panics.
func cutOff(name, rule string, begin func(w http.ResponseWriter, r *http.Request)) Requirement {
	return Requirement{
		Name:   "begun/" + name,
		Rule:   rule + " If the handler then fails, the connection is cut: half a response must not pass for a whole one.",
		Source: "contract §4 (begun)",
		check: func(t *trial) {
			t.cut(t.serve(setup{serve: begins(begin)}).get())
			t.cut(t.serve(setup{serve: func(w http.ResponseWriter, r *http.Request) error {
				begin(w, r)
				panic("after the beginning")
			}}).get())
		},
	}
}

// leftAlone returns a requirement that a response stays as its handler made
// it, also if the handler then fails.
func leftAlone(name, rule string, status int, body string, begin func(w http.ResponseWriter, r *http.Request)) Requirement {
	return Requirement{
		Name:   "begun/" + name,
		Rule:   rule,
		Source: "contract §4 (begun)",
		check: func(t *trial) {
			t.alone(t.serve(setup{serve: begins(begin)}).get(), status, body)
			t.alone(t.serve(setup{serve: func(w http.ResponseWriter, r *http.Request) error {
				begin(w, r)
				panic("after the end")
			}}).get(), status, body)
		},
	}
}

func needing(c Capability, r Requirement) Requirement {
	r.Needs = append(r.Needs, c)
	return r
}

func begunRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "begun/failing-source",
			Rule:   "Copying from a source that fails before its first byte, or has none, begins nothing: the error is answered.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				for _, source := range []io.Reader{strings.NewReader(""), brokenReader{}} {
					t.answered(codePlain, func(w http.ResponseWriter, _ *http.Request) error {
						_, _ = io.Copy(w, source)
						return t.err(codePlain)
					})
				}
			},
		},
		cutOff("write", "A Write begins the response.", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("half"))
		}),
		cutOff("write-header", "WriteHeader begins the response.", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusAccepted)
		}),
		cutOff("redirect", "A redirect is a response with a status below 400.", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusSeeOther)
		}),
		cutOff("write-string", "io.WriteString begins the response.", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "half")
		}),
		cutOff("copy", "io.Copy begins the response, through io.ReaderFrom where the server has it.", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.Copy(w, struct{ io.Reader }{strings.NewReader("half")})
		}),
		cutOff("flush", "http.Flusher begins the response, with nothing written yet.", func(w http.ResponseWriter, _ *http.Request) {
			if f, ok := w.(http.Flusher); ok {
				f.Flush()
				return
			}
			_ = http.NewResponseController(w).Flush()
		}),
		cutOff("controller-flush", "So does http.ResponseController.", func(w http.ResponseWriter, _ *http.Request) {
			_ = http.NewResponseController(w).Flush()
		}),
		cutOff("wrapper", "A write through a writer that the handler put around its own begins the response.", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = struct{ http.ResponseWriter }{w}.Write([]byte("half"))
		}),
		cutOff("wrapper-flush", "A flush that http.ResponseController finds by unwrapping such a writer begins it too.", func(w http.ResponseWriter, _ *http.Request) {
			_ = http.NewResponseController(unwrapper{w}).Flush()
		}),
		needing(Hints, cutOff("after-informational", "After a 103 the final header is still to come; writing it begins the response.", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusEarlyHints)
			w.WriteHeader(http.StatusOK)
		})),
		cutOff("large", "A body that has left the server's buffers long ago cannot be taken back.", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(bytes.Repeat([]byte("x"), 256<<10))
		}),
		cutOff("declared-too-much", "A Content-Length that was not reached is an incomplete response.", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			_, _ = w.Write([]byte("half"))
		}),
		cutOff("reset-content", "A 205 without a declared length is not known to be complete.", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusResetContent)
		}),
		leftAlone("declared-length", "A success that has reached its declared length is complete: left alone.", 200, "whole", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5")
			_, _ = w.Write([]byte("whole"))
		}),
		leftAlone("declared-empty", "So is one with a declared length of nothing.", 201, "", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "0")
			w.WriteHeader(http.StatusCreated)
		}),
		leftAlone("no-content", "A 204 has no body, so it is complete: left alone.", 204, "", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNoContent)
		}),
		leftAlone("not-modified", "So is a 304: left alone.", 304, "", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNotModified)
		}),
		leftAlone("error-status", "A response that began with an error status, such as one of http.Error, is left alone.", 409, "mine\n", func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "mine", http.StatusConflict)
		}),
		{
			Name:   "begun/leave-option",
			Rule:   "A service in migration can choose that a response which began is left alone when an error is returned; a panic still cuts it.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				begin := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("half")) }
				t.alone(t.serve(setup{options: render.Options{LeaveBegun: true}, serve: begins(begin)}).get(), 200, "half")
				t.cut(t.serve(setup{options: render.Options{LeaveBegun: true}, serve: func(w http.ResponseWriter, r *http.Request) error {
					begin(w, r)
					panic("after the beginning")
				}}).get())
			},
		},
		{
			Name:   "begun/catalog-error",
			Rule:   "Which error it was makes no difference, and the observer is told what would have been the answer.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					_, _ = w.Write([]byte("half"))
					return t.err(codePlain)
				}}).get()
				if e := t.oneEvent(); r.whole() || e.Entry.Code() != codePlain || e.Status != http.StatusOK || !e.Begun || !e.Cut {
					t.errorf("the client got %v, the observer was told of %q with status %d begun=%t cut=%t; want a cut response, %q and 200", r.Response, e.Entry.Code(), e.Status, e.Begun, e.Cut, codePlain)
				}
			},
		},
		{
			Name:   "begun/hijacked",
			Rule:   "A hijacked connection belongs to the handler: nothing is written to it.",
			Source: "contract §4 (begun)",
			only:   http1,
			check: func(t *trial) {
				const answer = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: kit\r\n\r\nhello"
				var failed error
				s := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
					conn, _, err := http.NewResponseController(w).Hijack()
					if err != nil {
						failed = err
						return err
					}
					defer conn.Close()
					_, _ = io.WriteString(conn, answer)
					return errors.New("after the upgrade")
				}})
				raw := s.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: kit\r\n\r\n")
				if string(raw) != answer {
					t.errorf("the client got %q (hijack: %v), want what the handler wrote", raw, failed)
				}
				if e := t.oneEvent(); !e.Begun || e.Cut || e.Status != 0 {
					t.errorf("the observer was told of status %d begun=%t cut=%t, want 0, true, false", e.Status, e.Begun, e.Cut)
				}
			},
		},
	}
}

// unwrapper is a writer around another one, as middleware have them.
type unwrapper struct{ http.ResponseWriter }

func (u unwrapper) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// A brokenReader is a source that fails at once.
type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errPlain }
