package format

import "fmt"

// takenCodes are the codes whose pages could not be, or not be found.
func takenCodes() []string {
	var codes []string
	for _, t := range takens() {
		codes = append(codes, t.codes...)
	}
	return codes
}

// A taken is a group of codes that are refused for one reason.
type taken struct {
	codes  []string
	reason string
}

func takens() []taken {
	devices := []string{"con", "prn", "aux", "nul"}
	for i := range 10 {
		devices = append(devices, fmt.Sprintf("com%d", i), fmt.Sprintf("lpt%d", i))
	}
	return []taken{
		{devices, "is a device on Windows, where no file can have that name"},
		{[]string{"index", "readme"}, "is the page that lists all codes"},
		{[]string{"errors", "llms", "robots", "sitemap", "style", "script", "live"}, "is the name of another file of the documentation"},
	}
}

// Taken returns why no code can be called so: "is a device on Windows, …"; ""
// where one can.
func Taken(code string) string {
	for _, t := range takens() {
		for _, c := range t.codes {
			if c == code {
				return t.reason
			}
		}
	}
	return ""
}
