package catalog

import "testing"

// Generated code in repositories that we do not see was laid out by this
// function.
func TestHashIsOfTheFormat(t *testing.T) {
	_ = GeneratedFormat2 // a new one allows new values
	for code, want := range map[Code]uint32{
		"":                             0x0,
		"locked":                       0x7c8b58f3,
		"_8_bytes":                     0x63c2dbf3,
		"key_not_found":                0x27032fe6,
		"a_code_of_24_bytes_there":     0xaf4a7ffa,
		"magic_link_ip_limit_exceeded": 0x2ad8c7b7,
	} {
		if got := hash(code); got != want {
			t.Errorf("the hash of %q is %#x, want %#x: rename the format, or leave the function as it was", code, got, want)
		}
	}
}
