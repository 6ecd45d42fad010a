package rendertest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// A set-up that lacks a line is the most frequent reason why a first test
// fails. The assertion says which line.
func TestAssertErrorNamesTheMissingLine(t *testing.T) {
	silent := &render.Options{Observer: render.Observers()}
	mw := middleware.New(render.New(apierr.Catalog(), silent))
	ours := func(echo.Context) error { return apierr.NewKeyNotFound() }

	forgotten, debug := echo.New(), echo.New()
	debug.Debug = true
	for _, e := range []*echo.Echo{forgotten, debug} {
		e.GET("/x", ours)
	}
	fault := func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", 404) }

	for name, test := range map[string]struct {
		serve http.Handler
		path  string
		says  string // "" for no hint
	}{
		"Echo without Install":               {forgotten, "/x", "call echov4.Install"},
		"Echo without Install, no route":     {forgotten, "/y", "call echov4.Install"},
		"Echo's Debug":                       {debug, "/x", "call echov4.Install"},
		"no Wrap, no route":                  {http.NewServeMux(), "/x", "put mw.Wrap around"},
		"no Wrap, http.Error":                {http.HandlerFunc(fault), "/x", "put mw.Wrap around"},
		"Wrap, and http.Error":               {mw.Wrap(http.HandlerFunc(fault)), "/x", "call mw.Error"},
		"a page of the service's own":        {http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }), "/x", ""},
		"a JSON of the service's own":        {http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"message":"a","id":7}`)) }), "/x", ""},
		"errcat's own answer, another error": {mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewInternalError() }), "/x", ""},
	} {
		w := httptest.NewRecorder()
		test.serve.ServeHTTP(w, httptest.NewRequest("GET", test.path, nil))
		rec := &recorder{TB: t}
		rendertest.AssertError(rec, w.Result(), apierr.Catalog(), apierr.CodeKeyNotFound)
		text := strings.Join(rec.said, "\n")
		if text == "" || !strings.Contains(text, test.says) || test.says == "" && strings.Contains(text, "this is the answer of") {
			t.Errorf("%s: the assertion says %q, want %q in it", name, text, test.says)
		}
	}

	w := httptest.NewRecorder()
	w.Header().Set("X-Request-Id", "req_1") // as a handler leaves it that was set after Install
	forgotten.DefaultHTTPErrorHandler(echo.ErrNotFound, forgotten.NewContext(httptest.NewRequest("GET", "/", nil), w))
	rec := &recorder{TB: t}
	rendertest.AssertError(rec, w.Result(), apierr.Catalog(), apierr.CodeKeyNotFound)
	if text := strings.Join(rec.said, "\n"); !strings.Contains(text, "after echov4.Install must call") {
		t.Errorf("a handler set after Install: the assertion says %q", text)
	}
}
