package record

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime"
	"runtime/debug"
)

// Program returns the hash of the running program and of the one setting that
// the standard library takes from the environment, "" where it cannot be known.
//
// On Linux the file is that of the process, even where another has taken its
// name since the start. Elsewhere what the build recorded about itself, which
// is in memory, goes into the hash as well: it tells most others apart.
func Program() string {
	var path string
	var err error
	if runtime.GOOS == "linux" {
		path = "/proc/self/exe"
	} else if path, err = os.Executable(); err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		io.WriteString(h, info.String())
	}
	io.WriteString(h, os.Getenv("GODEBUG"))
	return hex.EncodeToString(h.Sum(nil))
}
