package golang

// isName reports whether a name has a Go form: letters, digits and
// underscores, a letter first.
func isName(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '_'):
		default:
			return false
		}
	}
	return name != ""
}

// isExported reports whether a name is an exported Go identifier in ASCII.
func isExported(name string) bool {
	return isName(name) && 'A' <= name[0] && name[0] <= 'Z'
}
