package samples

import (
	"maps"
	"strings"
)

// arguments are what a sample is given for a parameter, by its name in small
// letters and without underscores; a sample in Bash finds them in variables
// that are named in capitals.
type arguments struct {
	Values    map[string]any    `json:"values"`
	Callbacks map[string]string `json:"callbacks"` // what they return: "headers", "" for nothing, or else a word with a number
}

const apiKey = "aw_0123456789012345678901234567890123456789xyz"

func newArguments(base string) arguments {
	birth := map[string]any{"date": "1990-05-17", "time": "14:30", "location": "London"}
	return arguments{
		Values: map[string]any{
			"baseurl":      base,
			"url":          base + elsewhere,
			"headers":      map[string]any{"Authorization": "Bearer " + apiKey},
			"apikey":       apiKey,
			"keyid":        "key_1",
			"name":         "ci",
			"birth":        birth,
			"payload":      birth,
			"body":         birth,
			"date":         "1990-05-17",
			"time":         "14:30",
			"location":     "London",
			"city":         "London",
			"email":        "ada@example.com",
			"code":         "123456",
			"token":        "token_1",
			"sessiontoken": "session_1",
			"plan":         "builder",
		},
		Callbacks: map[string]string{
			"use":     "",
			"askcode": "code",
		},
	}
}

// with returns arguments of which some are others.
func (a arguments) with(others map[string]any) arguments {
	maps.Copy(a.Values, others)
	return a
}

// env returns the arguments as variables of a shell.
func (a arguments) env() []string {
	var out []string
	spelled := map[string]string{
		"apikey": "ASTERWISE_API_KEY", "keyid": "KEY_ID", "sessiontoken": "SESSION_TOKEN",
		"baseurl": "BASE_URL",
	}
	for name, value := range a.Values {
		variable, ok := spelled[name]
		if !ok {
			variable = strings.ToUpper(name)
		}
		if text, ok := value.(string); ok {
			out = append(out, variable+"="+text)
		} else {
			out = append(out, variable+"="+encode(value))
		}
	}
	return out
}
