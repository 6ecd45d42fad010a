package docs

// WithoutFences is for tests of the Markdown that we write.
func WithoutFences(text []byte) []byte { return withoutFences(text) }
