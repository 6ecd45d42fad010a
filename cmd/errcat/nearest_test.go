package main

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"generate", "help", "lint", "list", "version"}
	for word, want := range map[string]string{
		"generate": "generate", "gen": "generate", "genrate": "generate", "GENERATE": "generate", "generated": "generate",
		"lst": "list", "lnit": "lint", "lint": "lint", "hlp": "help", "versoin": "version", "v": "", "": "", "x": "", "make": "", "publish": "",
	} {
		if got := nearest(word, names); got != want {
			t.Errorf("nearest(%q) is %q, want %q", word, got, want)
		}
	}
}
