package verify_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/asterwise/errcat/internal/verify"
)

// read returns what Read finds, a line each, and its error.
func read(text string) (lines []string, err error) {
	err = verify.Read(strings.NewReader(text), func(r *verify.Response) {
		body := "-"
		if r.HasBody {
			body = fmt.Sprintf("%q", r.Body)
		}
		lines = append(lines, fmt.Sprintf("%d|%s|%d|%v|%s", r.Entry, r.Request(), r.Status, r.Header, body))
	})
	return lines, err
}

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
		err        string
	}{
		{"nothing", "", nil, ""},
		{"lines", `{"status":200}` + "\n\n" +
			`{"method":"PUT","url":"http://a.example/x%20y?secret#f","status":404,"headers":{"x-request-id":"a","vary":["b","c"]},"body":"","other":1}` + "\r\n" +
			`{"status":500,"headers":[["a","1"],["A","2"]],"body":"é\u0000"}`, []string{
			`1||200|map[]|-`,
			`3|PUT /x%20y|404|map[Vary:[b c] X-Request-Id:[a]]|""`,
			`4||500|map[A:[1 2]]|"é\x00"`,
		}, ""},
		{"lines behind a byte order mark", "\ufeff" + `{"status":401,"headers":{"a":null,"b":""}}`, []string{`1||401|map[B:[]]|-`}, ""},
		{"a damaged line", `{"status":200}` + "\n" + `{"status":`, []string{`1||200|map[]|-`}, "2: read a response: unexpected end of JSON input"},
		{"no status", `{"body":"x"}`, nil, `1: read a response: it has no "status"`},
		{"headers that are none", `{"status":1,"headers":{"a":1}}`, nil, `1: read a response: header "a" is no string and no array of strings: json: cannot unmarshal number into Go value of type []string`},
		{"headers that are a text", `{"status":1,"headers":"a"}`, nil, "1: read a response: headers are no object and no array of pairs"},
		{"a HAR", "\ufeff" + ` { "log" : {"version":"1.2","creator":{"name":"x"},"pages":[],"entries":[
			{"request":{"method":"GET","url":"https://a.example/v1"},"response":{"status":404,"headers":[{"name":":status","value":"404"},{"name":"vary","value":"a\nb"}],
				"content":{"size":2,"text":"e30=","encoding":"base64"}}},
			{"request":{"method":"GET","url":"data:,x"},"response":{"status":200,"content":{"size":0}}},
			{"request":{"method":"GET","url":"https://a.example/gone"},"response":{"status":0,"content":{"size":0}}},
			{"request":{"method":"GET","url":"https://a.example/lost"},"response":{"status":-1,"content":{"size":-1}}},
			{"request":{"method":"HEAD","url":"https://a.example/"},"response":{"status":204,"headers":[],"content":{"size":0,"mimeType":"x"}}},
			{"request":{"method":"GET","url":"https://a.example/large"},"response":{"status":500,"headers":[],"content":{"size":9}}},
			{"request":{"method":"GET","url":"https://a.example/text"},"response":{"status":500,"headers":[],"content":{"size":9,"text":"no"}}}
			],"comment":""}}`, []string{
			`1|GET /v1|404|map[Vary:[a b]]|"{}"`, `5|HEAD /|204|map[]|""`, `6|GET /large|500|map[]|-`, `7|GET /text|500|map[]|"no"`,
		}, ""},
		{"a HAR that ends early", `{"log":{"entries":[{"request":{"url":"http://a.example/"},"response":{"status":200,"content":{"size":0}}},{"requ`,
			[]string{`1|/|200|map[]|""`}, "2: read the HAR: unexpected EOF"},
		{"a HAR that is none", `{"log":[]}`, nil, `0: read the HAR: "entries" is in no object`},
		{"a HAR with other entries", `{"log":{"entries":{}}}`, nil, "0: read the HAR: the entries are no array"},
		{"a HAR with a body that is no base64", `{"log":{"entries":[{"request":{"method":"GET","url":"http://a.example/x"},"response":{"status":200,"content":{"text":"?","encoding":"base64"}}}]}}`,
			nil, `1: read the HAR: the body of "GET /x": illegal base64 data at input byte 0`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(tt.text)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			var broken *verify.ReadError
			switch {
			case tt.err == "" && err != nil, tt.err != "" && (err == nil || err.Error() != tt.err):
				t.Errorf("the error is %v, want %s", err, tt.err)
			case err != nil && !errors.As(err, &broken):
				t.Errorf("the error is a %T", err)
			}
		})
	}
}

func TestReadLongLine(t *testing.T) {
	_, err := read(`{"status":200}` + "\n" + strings.Repeat(" ", 16<<20) + `{"status":200}`)
	if err == nil || err.Error() != "2: the line has more than 16777216 bytes" {
		t.Errorf("the error is %v", err)
	}
}

func TestReadFails(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, before := range []string{"", `{"status":200}` + "\n"} {
		err := verify.Read(io.MultiReader(strings.NewReader(before), failing{broken}), func(*verify.Response) {})
		if !errors.Is(err, broken) {
			t.Errorf("behind %q the error is %v", before, err)
		}
	}
}

type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }

// endless repeats a text for ever, and counts.
type endless struct {
	text string
	n    int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[e.n%len(e.text)]
		e.n++
	}
	return len(p), nil
}

// TestReadStreams: a response is told of before much of what follows is read,
// however long the recording is.
func TestReadStreams(t *testing.T) {
	const entry = `{"request":{"method":"GET","url":"http://a.example/"},"response":{"status":200,"headers":[],"content":{"size":0}}},` + "\n"
	for name, text := range map[string][2]string{
		"JSON lines": {"", `{"status":200,"body":"x"}` + "\n"},
		"HAR":        {`{"log":{"entries":[`, entry},
	} {
		t.Run(name, func(t *testing.T) {
			source := &endless{text: text[1]}
			seen := 0
			stop := errors.New("enough")
			defer func() {
				if v := recover(); v != stop {
					t.Errorf("it ended with %v", v)
				}
			}()
			_ = verify.Read(io.MultiReader(strings.NewReader(text[0]), source), func(*verify.Response) {
				seen++
				if ahead := source.n - seen*len(text[1]); ahead > 256<<10 {
					t.Fatalf("with response %d it has read %d bytes ahead", seen, ahead)
				}
				if seen == 100_000 {
					panic(stop)
				}
			})
		})
	}
}
