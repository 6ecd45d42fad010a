package lint

import (
	"regexp"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

func messageInternals() Rule {
	signs := internals()
	return Rule{
		ID:      "message-internals",
		Title:   "A message shows nothing of how the service is built.",
		Why:     "Names of databases, hosts, files and exceptions help attackers, tell nobody else anything, and change with every rebuild.",
		Instead: "what the caller did or can do; the rest belongs in the log, as a cause or a parameter",
		check: entries(func(p *pass, e *model.Error) {
			for _, s := range signs {
				if found := s.match.FindString(e.Message.Text); found != "" {
					p.add(e.Message.Pos, e.Code, "message of %q shows %s, %q; leave it to the log", e.Code, s.what, strings.Trim(found, " \t\"'("))
					return
				}
			}
		}),
	}
}

// A sign shows how a service is built.
type sign struct {
	what  string
	match *regexp.Regexp
}

func internals() []sign {
	return []sign{
		{"a database", regexp.MustCompile(`\b(SELECT|INSERT INTO|DELETE FROM|SQLSTATE)\b|(?i)\b(\w*sql(ite)?|postgres|oracle|mongodb|redis|kafka|memcached|elasticsearch|database|foreign key|unique constraint|duplicate key|deadlock)\b`)},
		{"a stack trace", regexp.MustCompile(`(?i)\b(stack ?trace|traceback|goroutine( \d+)?|panic(ked)?|(nil|null) pointer|segmentation fault|core dump(ed)?)\b|\bat \w+(\.\w+)+\(`)},
		{"an exception", regexp.MustCompile(`\b[A-Z]\w*[a-z](Exception|Error)\b|(?i)\b(uncaught|unhandled)\b|\bexception\b`)},
		{"an IP address", regexp.MustCompile(`\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){3,7}\b`)},
		{"a file", regexp.MustCompile(`(^|[\s"'(])/(app|etc|go|home|mnt|opt|proc|root|src|srv|tmp|usr|var)/[\w./-]*|\b[\w-]+\.(cs|go|java|js|php|py|rb|rs|ts)(:\d+)\b|\b[A-Z]:\\\S*`)},
		{"a host", regexp.MustCompile(`(?i)\blocalhost\b|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(internal|local|svc|cluster|corp|lan|intranet)\b|\b[a-z][a-z0-9.-]*:[1-9]\d{1,4}\b`)},
		{"an error of a library", regexp.MustCompile(`\b(dial tcp|context (deadline exceeded|canceled)|connection (refused|reset)( by peer)?|broken pipe|no such host|no such file or directory|(unexpected )?EOF|i/o timeout|errno|ECONN\w+|invalid memory address)\b|\b(json|sql|strconv|tls|x509|yaml): `)},
	}
}
