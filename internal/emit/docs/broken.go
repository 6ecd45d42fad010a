package docs

import (
	"bytes"
	"html/template"
)

// Broken returns a page for a documentation server that has no pages yet,
// because the catalog has had problems from the start. It listens for better
// news on the event stream at live.
func Broken(problems, live string) ([]byte, error) {
	page, err := template.New("broken").ParseFS(assets, "assets/broken.tmpl")
	if err != nil {
		return nil, err
	}
	style, script := asset("style.css"), asset("live.js")
	var out bytes.Buffer
	err = page.ExecuteTemplate(&out, "broken", struct {
		Policy, Live, Problems string
		Icon                   template.URL
		Style                  template.CSS
		Script                 template.JS
	}{policy(true, style, script), live, problems, icon(), template.CSS(style), template.JS(script)})
	return out.Bytes(), err
}
