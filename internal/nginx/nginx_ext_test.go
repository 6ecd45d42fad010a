package nginx_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/nginx"
)

const config = `
	server {
		listen {{listen "plain"}};
		listen {{listen "secure"}} ssl http2;
		ssl_certificate cert.pem;
		ssl_certificate_key key.pem;
		location / { return 200 "{{.}} $server_protocol"; }
	}
`

func TestStart(t *testing.T) {
	var s *nginx.Server
	t.Run("while the test runs", func(t *testing.T) {
		s = nginx.Start(t, config, "hello by")
		for url, want := range map[string]string{
			"http://" + s.Addr("plain"):   "hello by HTTP/1.1",
			"https://" + s.Addr("secure"): "hello by HTTP/2.0",
		} {
			if body, err := get(s, url); body != want || err != nil {
				t.Errorf("%s answers %q, %v; want %q", url, body, err, want)
			}
		}
	})
	if s == nil {
		t.Skip("nginx was not started")
	}
	for _, url := range []string{"http://" + s.Addr("plain"), "https://" + s.Addr("secure")} {
		if body, _ := get(s, url); strings.HasPrefix(body, "hello by") {
			t.Errorf("%s is still served after its test", url)
		}
	}
}

func get(s *nginx.Server, url string) (string, error) {
	transport := s.Transport()
	defer transport.CloseIdleConnections()
	client := http.Client{Transport: transport, Timeout: time.Minute}
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}
