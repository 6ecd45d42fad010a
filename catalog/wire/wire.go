// Package wire is for the code that `errcat generate` writes: what all errors
// have in common, and the JSON of their details. Services and clients have no
// use for it; they start at the package catalog.
//
// The sections of the contract (§) are those of docs/contract.md.
package wire

// GeneratedFormat5 is a handshake between generated code and this package:
// generated code names the constant of the format it was written in. A build
// that fails because the constant is unknown means that this module is older
// than the errcat command that wrote the code; update the module. One that
// fails because a constant has gone means that the code is too old; generate
// it again.
const GeneratedFormat5 = true
