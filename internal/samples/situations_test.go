package samples

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// An answer is what the stub does with one request.
type answer struct {
	status int
	header map[string]string
	body   string
	code   string // that the body names where a client can read it, "" otherwise
	wait   int    // seconds that body or header name, 0 for none
	never  bool   // no answer: the stub waits until the client gives up
	closed bool   // no answer: the stub closes the connection
}

func (a answer) failed() bool { return a.never || a.closed || a.status >= 400 }

// A situation says how an API, or what is in front of it, answers: n is how
// many requests the sample has sent before.
type situation struct {
	name   string
	silent bool                // there are no answers
	only   func(*subject) bool // nil: for all samples
	answer func(e *model.Error, n int, r *http.Request) answer
}

func situations() []situation {
	always := func(a func(e *model.Error) answer) func(*model.Error, int, *http.Request) answer {
		return func(e *model.Error, _ int, _ *http.Request) answer { return a(e) }
	}
	first := func(times int) func(*model.Error, int, *http.Request) answer {
		return func(e *model.Error, n int, r *http.Request) answer {
			if n < times {
				return envelope(e)
			}
			return success(r)
		}
	}
	body := func(text string) func(*model.Error, int, *http.Request) answer {
		return always(func(e *model.Error) answer { return answer{status: e.Status, body: text} })
	}
	// For the others it would be a situation that there is already.
	repeating := func(s *subject) bool { return s.attempts() > 2 }
	// An answer of 503 can have the wait of a server in front, too.
	waiting := func(s *subject) bool {
		return s.entry.Retry.Kind == "after_delay" || s.entry.Retry.Kind == "backoff" && s.entry.Status == http.StatusServiceUnavailable
	}
	waitless := func(s *subject) bool { return waiting(s) && s.entry.Retry.Default == 0 }
	return []situation{
		// The ones that take longest begin first.
		{"no answer in time", true, nil, always(func(*model.Error) answer { return answer{never: true} })},
		{"success", false, nil, func(_ *model.Error, _ int, r *http.Request) answer { return success(r) }},
		{theCode, false, nil, always(envelope)},
		{theCodeOnce, false, nil, first(1)},
		{"the code twice", false, repeating, first(2)},
		{"the code after success", false, nil, func(e *model.Error, n int, r *http.Request) answer {
			if n == 0 {
				return success(r)
			}
			return envelope(e)
		}},
		{"a wait of a day", false, waiting, always(func(e *model.Error) answer {
			return enveloped(e, 86400, nil)
		})},
		{"a wait that is not always there", false, waitless, always(func(e *model.Error) answer {
			return enveloped(e, 7, nil)
		})},
		{"other details", false, nil, always(func(e *model.Error) answer {
			return enveloped(e, int(e.Retry.Default.Seconds()), []any{map[string]any{"hint": nil}})
		})},
		{"an unknown code", false, nil, always(func(e *model.Error) answer {
			other := *e
			other.Code = "code_of_next_year"
			return envelope(&other)
		})},
		{"HTML 503", false, nil, always(func(*model.Error) answer { return answer{status: 503, body: htmlPage} })},
		{"HTML 503 with a wait", false, nil, always(func(*model.Error) answer {
			return answer{status: 503, body: htmlPage, header: map[string]string{"Retry-After": "7"}, wait: 7}
		})},
		{"HTML with the status", false, nil, body(htmlPage)},
		{"empty body", false, nil, body("")},
		{"cut JSON", false, nil, always(func(e *model.Error) answer {
			a := envelope(e)
			return answer{status: a.status, body: a.body[:len(a.body)/2]}
		})},
		{"a list", false, nil, body(`[{"error":"of a proxy"}]`)},
		{"null", false, nil, body(`null`)},
		{"429 with a header alone", false, nil, always(func(*model.Error) answer {
			return answer{status: 429, header: map[string]string{"Retry-After": "7"}, wait: 7}
		})},
		{"closed connection", false, nil, always(func(*model.Error) answer { return answer{closed: true} })},
		{"success without data", false, nil, always(func(*model.Error) answer {
			return answer{status: 200, body: `{"success":true,"message":"success","data":{}}`}
		})},
		{"HTML 200", false, nil, always(func(*model.Error) answer { return answer{status: 200, body: htmlPage} })},
	}
}

// Situations that a page is about.
const (
	theCode     = "the code"
	theCodeOnce = "the code once"
)

const htmlPage = "<html>\r\n<head><title>Sorry</title></head>\r\n<body><h1>Sorry</h1></body>\r\n</html>\r\n"

// requestID is the one of all envelopes.
const requestID = "req_01JWSTUBSTUBSTUBSTUBSTUBST"

// envelope is how the API answers with a code, with the example's values.
func envelope(e *model.Error) answer {
	var details []any
	item := map[string]any{}
	for _, field := range e.Details {
		if field.Example != nil {
			item[field.Name] = field.Example
		}
	}
	if len(item) > 0 {
		details = append(details, item)
	}
	return enveloped(e, int(e.Retry.Default.Seconds()), details)
}

func enveloped(e *model.Error, wait int, details []any) answer {
	a := answer{status: e.Status, code: e.Code, wait: wait, header: map[string]string{"X-Request-Id": requestID}}
	var retryAfter *int
	if wait > 0 {
		retryAfter = &wait
		a.header["Retry-After"] = strconv.Itoa(wait)
	}
	if e.Challenge.Value != "" {
		a.header["WWW-Authenticate"] = e.Challenge.Value
	}
	if e.Status == http.StatusMethodNotAllowed {
		a.header["Allow"] = "GET, HEAD, POST"
	}
	message := strings.ReplaceAll(e.Message.Text, "{retry_after}", strconv.Itoa(wait))
	for _, example := range e.Example {
		message = strings.ReplaceAll(message, "{"+example.Name+"}", example.Value)
	}
	if details == nil {
		details = []any{}
	}
	a.body = encode(struct {
		Success    bool   `json:"success"`
		Error      string `json:"error"`
		Message    string `json:"message"`
		Details    []any  `json:"details"`
		RetryAfter *int   `json:"retry_after"`
		DocURL     string `json:"doc_url"`
		RequestID  string `json:"request_id"`
		Timestamp  string `json:"timestamp"`
	}{false, e.Code, message, details, retryAfter, e.DocURL.Value, requestID, "2026-05-25T12:34:56Z"})
	return a
}

// success is how the API answers a request that it can do.
func success(r *http.Request) answer {
	if r.Method == http.MethodDelete {
		return answer{status: http.StatusNoContent}
	}
	var data any = map[string]any{"id": "key_1", "name": "ci", "secret": "aw_" + strings.Repeat("s", 43), "created_at": "2026-05-25T12:34:56Z"}
	if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/keys") {
		data = []any{data}
	}
	return answer{status: http.StatusOK, body: encode(map[string]any{"success": true, "message": "success", "data": data})}
}

func encode(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // none of the values above is one that cannot be encoded
	}
	return string(text)
}
