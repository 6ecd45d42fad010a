package echov4_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/middleware/echov4"
)

// Static in HTML5 mode serves its index in place of Echo's 404, on either side
// of Gzip.
func TestStaticInPlaceOf404(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("the index"), 0o600); err != nil {
		t.Fatal(err)
	}
	static, gzip := echomw.StaticWithConfig(echomw.StaticConfig{Root: dir, HTML5: true}), echomw.Gzip()
	for name, uses := range map[string][]echo.MiddlewareFunc{
		"alone": {static}, "outside of Gzip": {static, gzip}, "inside of Gzip": {gzip, static},
	} {
		for _, encoding := range []string{"", "gzip"} {
			var heard events
			e := echo.New()
			echov4.Install(e, newRenderer(&heard))
			e.Use(uses...)
			req := httptest.NewRequest("GET", "/page/of/the/app", nil)
			req.Header.Set("Accept-Encoding", encoding)
			w := httptest.NewRecorder()
			e.ServeHTTP(w, req)
			if all := heard.take(); w.Code != 200 || len(all) != 0 {
				t.Errorf("%s, Accept-Encoding %q: status %d, body %s, events %+v", name, encoding, w.Code, w.Body, all)
			}
		}
	}
}
