package client_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/full"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A service answers with what the path names, by the real middleware. It keeps
// the last response to each question, and counts.
type service struct {
	*httptest.Server
	mu   sync.Mutex
	sent []int
	last []*httptest.ResponseRecorder
}

func newService(t *testing.T, questions int) *service {
	t.Helper()
	s := &service{sent: make([]int, questions), last: make([]*httptest.ResponseRecorder, questions)}
	mux := http.NewServeMux()
	mux.Handle("/ours/{code}", answering(apierr.Catalog(), func(r *http.Request) error { return ours(r.PathValue("code")) }))
	mux.Handle("/oauth/{code}", answering(apierr.Catalog(), func(r *http.Request) error { return ours(r.PathValue("code")) }))
	mux.Handle("/hostile/{index}", answering(full.Catalog(), func(r *http.Request) error {
		i, err := strconv.Atoi(r.PathValue("index"))
		if err != nil {
			return err
		}
		return full.NewOutOfQuota(full.OutOfQuotaParams{Used: 1, Quota: 1, Until: time.Unix(1e9, 0), Who: hostile[i]})
	}))
	mux.HandleFunc("/raw/{index}", raw)
	mux.HandleFunc("/foreign/{name}", foreign)
	s.Server = httptest.NewServer(s.watch(mux))
	t.Cleanup(s.Close)
	return s
}

// watch keeps responses, and lets other origins ask, whose scripts do not see
// their headers.
func (s *service) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		if r.Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "*")
			h.Set("Access-Control-Allow-Headers", "*")
			h.Set("Access-Control-Max-Age", "600")
			return
		}
		i, err := strconv.Atoi(r.URL.Query().Get("case"))
		if err != nil || i < 0 || i >= len(s.sent) {
			http.Error(w, "no such question", http.StatusTeapot)
			return
		}
		recorder := httptest.NewRecorder()
		next.ServeHTTP(recorder, r)
		s.mu.Lock()
		s.sent[i]++
		s.last[i] = recorder
		s.mu.Unlock()
		for name, values := range recorder.Header() {
			h[name] = values
		}
		w.WriteHeader(recorder.Code)
		_, _ = w.Write(recorder.Body.Bytes())
	})
}

// answering fails each request with what fail returns, in the form that the request asks for.
func answering(c catalog.Catalog, fail func(r *http.Request) error) http.Handler {
	mw := middleware.New(render.New(c, &render.Options{
		Observer:       render.Observers(),
		ProblemDetails: true,
		OAuth:          func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/oauth/") },
	}))
	return mw.Wrap(mw.Handler(func(_ http.ResponseWriter, r *http.Request) error { return fail(r) }))
}

// ours is the error of a code.
func ours(code string) error {
	switch catalog.Code(code) {
	case apierr.CodeValidationError:
		return apierr.NewValidationError(
			apierr.ValidationErrorDetail{Loc: catalog.Path{"body", "planets", 3, "lat"}, Msg: "</script> ü\u2028 \"", Type: "less_than_equal", Input: 91.5},
			apierr.ValidationErrorDetail{Loc: catalog.Path{}, Msg: "__proto__", Type: "missing"})
	case apierr.CodeBurstLimitExceeded:
		return apierr.NewBurstLimitExceeded().WithRetryAfter(37 * time.Second)
	case apierr.CodeResourceNotFound:
		return apierr.NewResourceNotFound().WithRetryAfter(time.Hour)
	}
	return catalog.Code(code)
}

// foreign answers as a newer service does, or a proxy.
func foreign(w http.ResponseWriter, r *http.Request) {
	const head = `{"success":false,"error":"a_newer_code","message":"New.","details":[{"a":[1,2.5,"x"]}],"doc_url":"https://example.com/","request_id":"req_1","timestamp":"2026-11-25T12:00:00Z","retry_after":`
	body := "<html>Service Unavailable</html>"
	w.Header().Set("X-Request-Id", "req_header")
	switch r.PathValue("name") {
	case "code":
		body = head + "null}"
	case "surrogates":
		body = strings.NewReplacer("New.", `\ud800 \udfff \udfff\ud800 \ud83d\ude00`, `"x"`, `"\ud800"`).Replace(head) + "null}"
	case "code_with_wait":
		w.Header().Set("Retry-After", "7")
		body = head + "7}"
	case "html_with_wait":
		w.Header().Set("Retry-After", "3")
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = io.WriteString(w, body)
}

// raw answers in the form of the envelope with a hostile text wherever there may
// be one, as a service does that does not clean it.
func raw(w http.ResponseWriter, r *http.Request) {
	i, err := strconv.Atoi(r.PathValue("index"))
	if err != nil {
		http.Error(w, "no such text", http.StatusTeapot)
		return
	}
	text := hostile[i]
	body, err := json.Marshal(map[string]any{"success": false, "error": "a_newer_code", "message": text, "request_id": text, "doc_url": "https://" + text,
		"details": []any{map[string]any{"text": text, "a" + text: []any{text, map[string]any{"__proto__" + text: nil}}}}})
	if err != nil {
		http.Error(w, "cannot write that", http.StatusTeapot)
		return
	}
	w.WriteHeader(http.StatusConflict)
	_, _ = w.Write(body)
}

// hostile are texts that somebody somewhere reads as something else.
var hostile = []string{
	"", " ", "\t", "null", "undefined", "NaN", "1e309", "0x10", "-0", "true", "None",
	"__proto__", "constructor", "toString", "__class__", "{0.__class__}",
	"%s%n%d", "%00", "{who}", "{retry_after}", "{{ .Who }}", "${x}", "#{x}", "`ticks`", "$(id)", "; rm -rf /", "' OR 1=1 --",
	`"quoted"`, `'single'`, `"""`, `\`, `\\`, `\"`, `\u0000`, `\x00`, "</script><script>alert(1)</script>", "<!-- -->", "]]>", "&amp;", "<b>",
	"a\x00b", "a\nb", "a\r\nX-Injected: yes", "a\x1b[31mb", "a\x7fb", "a\u0085b", "a\u2028b", "a\u2029b",
	"a\u202eb", "a\u2066b", "a\u200fb", "a\u061cb", "\ufeffa", "a\u200bb", "a\u00adb", "a\u200db",
	"é", "e\u0301", "ﬀ", "ß", "İ", "世界", "😀", "👩‍👩‍👧", "🇩🇪", "𝕏", "\U0010ffff", "\uffff", "\ufdd0", "\ufffd", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A",
	"\xff", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xc3", "\xc0\x80",
	strings.Repeat("a", 120), strings.Repeat("a", 10_000), strings.Repeat("ü", 1_000), strings.Repeat("😀", 1_000), strings.Repeat("\x00", 1_000), strings.Repeat("\u0301", 1_000),
}
