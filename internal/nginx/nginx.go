// Package nginx runs nginx for tests that want a real one in front of a server
// or of files.
package nginx

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	_ "embed"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"text/template"
)

//go:embed frame.conf
var frame string

// A Server is an nginx that runs until its test ends.
type Server struct {
	addrs map[string]string
	roots *x509.CertPool
}

// Start runs nginx until the test ends; if the test fails, nginx's log is
// shown. Where nginx is not installed the test is skipped, with CI=true in the
// environment it fails.
//
// The configuration is what stands in the http block, as a template
// (text/template) for data: {{listen "name"}} becomes a free address of
// 127.0.0.1, which [Server.Addr] returns by that name. cert.pem and key.pem are
// there, for a name of "127.0.0.1" that [Server.Transport] trusts. Relative
// paths are below a temporary directory.
func Start(t *testing.T, config string, data any) *Server {
	t.Helper()
	program := find(t)
	s := &Server{addrs: map[string]string{}}
	dir := t.TempDir()
	s.roots = certify(t, dir)

	var sockets []*os.File
	text := expand(t, config, data, template.FuncMap{"listen": func(name string) (string, error) {
		socket, addr, err := listen()
		if err != nil {
			return "", err
		}
		sockets = append(sockets, socket)
		s.addrs[name] = addr
		return addr, nil
	}})
	text = expand(t, frame, nil, template.FuncMap{
		"config": func() string { return text },
		"user":   user,
	})
	write(t, filepath.Join(dir, "nginx.conf"), text)
	run(t, program, dir, sockets)
	return s
}

// Addr returns the address that {{listen "name"}} stood for.
func (s *Server) Addr(name string) string { return s.addrs[name] }

// Transport returns a new transport that trusts the server's certificate. It
// speaks HTTP/2 where the server offers it.
func (s *Server) Transport() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.roots}, ForceAttemptHTTP2: true}
}

// find returns the path of the program. It is often in a directory that only
// root has on the PATH.
func find(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const message = "nginx is not installed: apt-get install nginx-light"
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
	return ""
}

// user keeps the workers of root's nginx root: other users may not enter a
// test's temporary directory. For others the directive means nothing.
func user() string {
	if os.Geteuid() == 0 {
		return "user root;"
	}
	return ""
}

// listen opens a socket for nginx to inherit. So no other process can take the
// port before nginx does, and a client that is early waits in the queue.
func listen() (*os.File, string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	defer l.Close() // File is a copy
	socket, err := l.(*net.TCPListener).File()
	return socket, l.Addr().String(), err
}

// run starts nginx under a shell that stops it when its standard input ends:
// that happens however this process ends.
func run(t *testing.T, program, dir string, sockets []*os.File) {
	t.Helper()
	args := []string{program, "-p", dir + "/", "-c", filepath.Join(dir, "nginx.conf")}
	env := append(os.Environ(), "NGINX="+inherited(len(sockets)))
	check := exec.Command(program, append(args[1:], "-t")...)
	check.Env, check.ExtraFiles = env, sockets
	if out, err := check.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", check, err, out)
	}

	cmd := exec.Command("/bin/sh", append([]string{"-c", `"$@" & nginx=$!; read line; kill $nginx; wait $nginx`, "sh"}, args...)...)
	cmd.Env, cmd.ExtraFiles = env, sockets
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, socket := range sockets {
		_ = socket.Close() // nginx has its own
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		err := cmd.Wait()
		if err != nil {
			t.Errorf("nginx ended: %v", err)
		}
		if t.Failed() {
			t.Logf("nginx said:\n%s", &log)
		}
	})
}

// inherited is the value of NGINX, by which nginx is told the descriptors of
// sockets that it inherits. exec.Cmd numbers its extra files from 3 on.
func inherited(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d;", 3+i)
	}
	return b.String()
}

func expand(t *testing.T, text string, data any, funcs template.FuncMap) string {
	t.Helper()
	parsed, err := template.New("nginx.conf").Funcs(funcs).Option("missingkey=error").Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := parsed.Execute(&b, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
