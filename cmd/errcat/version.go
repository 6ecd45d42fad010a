package main

import (
	"fmt"
	"runtime/debug"
)

const versionHelp = `
Version prints the versions of errcat and of the Go that built it. A build
from a checkout has the version (devel) and the commit.
`

// version prints what the build recorded about itself.
func version(e env, args []string) int {
	if status, ok := newFlags(e, "version", versionHelp).parse(args); !ok {
		return status
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		e.errorf("version: this build has no information about itself")
		return exitIO
	}
	text := "errcat " + info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			text += " " + s.Value
		}
	}
	fmt.Fprintln(e.stdout, text, info.GoVersion)
	return exitOK
}
