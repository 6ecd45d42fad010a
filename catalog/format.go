package catalog

// GeneratedFormat2 is a handshake between generated code and this package:
// generated code refers to the constant of the format it was written in. A
// build that fails because the constant is unknown means that this module is
// older than the errcat command that wrote the code; update the module. One
// that fails because a constant has gone means that the code is too old;
// generate it again.
const GeneratedFormat2 = true
