package browsertest

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// paste pastes a text into the search, as the clipboard gives it.
func (p *page) paste(text string) {
	p.t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.WaitVisible("#search", chromedp.ByQuery), chromedp.Evaluate(`(search => {
		search.focus();
		const data = new DataTransfer();
		data.setData("text", `+string(quoted)+`);
		if (search.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))) {
			search.setRangeText(`+string(quoted)+`);
			search.dispatchEvent(new Event("input", {bubbles: true}));
		}
	})(document.getElementById("search"))`, nil))
}

const (
	own  = `[...document.querySelectorAll("#pasted li")].map(x => x.textContent).join("|")`
	body = `JSON.parse(document.querySelector("[aria-labelledby=example-response] pre").textContent)`
	head = `document.querySelectorAll("[aria-labelledby=example-response] pre")[1].textContent`
)

const limited = "HTTP/2 429 \r\ncontent-type: application/json\r\nretry-after: 37\r\nx-request-id: req_Own\r\n\r\n" +
	`{"success":false,"error":"burst_limit_exceeded","message":"Used up. Try again in 37 seconds.","details":[{"loc":["body","lat"],"limit":10}],` +
	`"retry_after":37,"doc_url":"https://docs.example.com/x","request_id":"req_Own","timestamp":"2026-11-30T10:00:00Z"}`

// TestPasted pastes the output of curl -i: its page shows what is particular to
// it, from a server and from the disk, and nothing of it is sent.
func TestPasted(t *testing.T) {
	for name, base := range map[string]string{"server": served(t), "disk": "file://" + filepath.ToSlash(written(t, nil)) + "/"} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.do(chromedp.Navigate(base + "index.html"))
			p.paste(limited)
			want(p, found, "burst_limit_exceeded")
			want(p, `location.search`, "")
			p.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("#pasted", chromedp.ByQuery))
			want(p, own, `Request ID: req_Own|Wait: 37 seconds|Details: { "loc": [ "body", "lat" ], "limit": 10 }`)
			want(p, body+`.request_id`, "req_Own")
			want(p, body+`.retry_after`, 37)
			want(p, body+`.details[0].limit`, 10)
			want(p, body+`.message`, "Used up. Try again in 37 seconds.")
			want(p, body+`.timestamp`, "2026-11-30T10:00:00Z")
			want(p, body+`.doc_url`, "https://docs.asterwise.com/reference/errors/burst_limit_exceeded") // not the pasted one
			want(p, `document.querySelector("[aria-labelledby=example-response] pre").textContent.includes('"loc": ["body", "lat"]')`, true)
			want(p, head+`.includes("Retry-After: 37\nX-Request-Id: req_Own\n")`, true)
			want(p, `document.querySelector("[data-retry] strong").textContent`, "After 37 seconds")

			// It stays in the tab until it is forgotten, and on its page.
			p.do(chromedp.Reload(), chromedp.WaitVisible("#pasted", chromedp.ByQuery), chromedp.Navigate(base+"key_not_found/index.html"))
			want(p, body+`.request_id`, "req_01HXYZABCDEFGH")
			want(p, own, "")
			p.do(chromedp.Navigate(base+"burst_limit_exceeded/index.html"), chromedp.Click("#pasted button", chromedp.ByQuery))
			want(p, body+`.request_id`, "req_01HXYZABCDEFGH")
			want(p, own, "")
			p.quiet(strings.TrimSuffix(base, "/"))
			for _, url := range p.requests {
				if strings.Contains(url, "Own") || strings.Contains(url, "37") && strings.HasPrefix(url, "http") && strings.Contains(url, "?") {
					t.Errorf("request to %s", url)
				}
			}
		})
	}
}

// TestPastedIsText pastes markup in every place of a response.
func TestPastedIsText(t *testing.T) {
	const attack = `<img src=x onerror=alert(1)><script>alert(1)</script>`
	response, err := json.Marshal(map[string]any{
		"error": "validation_error", "message": attack + " x", "request_id": "req_1", "details": []any{map[string]any{attack: attack}, map[string]any{"$&": "$1 $` $'"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	base := served(t)
	p := open(t)
	p.do(chromedp.Navigate(base))
	before := eval[int](p, `document.scripts.length`)
	p.paste(string(response))
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("#pasted", chromedp.ByQuery))
	want(p, body+`.message`, attack+" x")
	want(p, `Object.keys(`+body+`.details[0])[0]`, attack)
	want(p, `document.querySelectorAll("#pasted li").length`, 3)
	want(p, `document.querySelectorAll("img").length`, 0)
	if after := eval[int](p, `document.scripts.length`); after >= before {
		t.Errorf("%d scripts on the page, %d on the index", after, before)
	}

	// What the tab remembers is not trusted either.
	for _, stored := range []string{`{`, `null`, `7`, `{"code":"validation_error"}`, `{"code":"validation_error","details":"{"}`,
		`{"code":"validation_error","id":{"a":1},"wait":"<b>","details":"[1,null]"}`} {
		quoted, err := json.Marshal(stored)
		if err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.Evaluate(`sessionStorage.setItem("errcat-pasted", `+string(quoted)+`)`, nil), chromedp.Reload())
		want(p, `document.querySelectorAll(".copy").length > 3 && document.querySelectorAll("#pasted b").length === 0`, true)
	}
	p.quiet(base)
}
