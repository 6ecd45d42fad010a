package echov4_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

var internal = catalog.NewEntry(catalog.Row{Code: "internal_error", Status: 500, Message: "Oops.", Title: "I", DocURL: "https://x/internal_error"})
var notFound = catalog.NewEntry(catalog.Row{Code: "not_found", Status: 404, Message: "Nope.", Title: "I", DocURL: "https://x/not_found"})
var notAllowed = catalog.NewEntry(catalog.Row{Code: "not_allowed", Status: 405, Message: "Nope.", Title: "I", DocURL: "https://x/not_found"})

func TestSmoke(t *testing.T) {
	cat := catalog.New(&catalog.Table{Entries: []*catalog.Entry{&internal, &notFound}, Find: func(c catalog.Code) *catalog.Entry {
		if c == "not_found" {
			return &notFound
		}
		return nil
	}, Roles: catalog.Roles{catalog.RoleInternal: &internal, catalog.RoleRouteNotFound: &notFound, catalog.RoleMethodNotAllowed: &notAllowed}})
	r := render.New(cat, nil)
	e := echo.New()
	echov4.Install(e, r)
	e.Use(emw.Gzip())
	e.GET("/a", func(c echo.Context) error { return fmt.Errorf("w: %w", catalog.Code("not_found")) })
	e.GET("/p", func(c echo.Context) error { panic("secret") })
	e.GET("/b", func(c echo.Context) error { c.Response().Write([]byte("hello")); return errors.New("x") })
	mux := http.NewServeMux()
	mw := middleware.New(r)
	mux.Handle("GET /a", mw.Handler(func(w http.ResponseWriter, r *http.Request) error { return catalog.Code("not_found") }))
	mux.Handle("GET /p", mw.Handler(func(w http.ResponseWriter, r *http.Request) error { panic("secret") }))
	mux.Handle("GET /b", mw.Handler(func(w http.ResponseWriter, r *http.Request) error { w.Write([]byte("hello")); return errors.New("x") }))
	for _, h := range []http.Handler{e, mw.Wrap(mux)} {
		s := httptest.NewServer(h)
		for _, p := range []string{"GET /a", "POST /a", "GET /p", "GET /b", "GET /none", "HEAD /a"} {
			var m, pa string
			fmt.Sscan(p, &m, &pa)
			req, _ := http.NewRequest(m, s.URL+pa, nil)
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Log(p, err)
				continue
			}
			b, err := io.ReadAll(res.Body)
			t.Log(p, res.Status, res.Header, res.ContentLength, string(b), err)
		}
		s.Close()
	}
}
