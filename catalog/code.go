package catalog

import "github.com/asterwise/errcat/internal/errtree"

// A Code names one API error: the "error" member of the envelope, the only
// member that clients branch on.
//
// A Code is itself an error, as syscall.Errno is, so that one constant serves
// as sentinel, switch label and map key:
//
//	if errors.Is(err, apierr.CodeKeyNotFound) { … }
//	switch catalog.CodeOf(err) { case apierr.CodeKeyNotFound: … }
//
// An error that has a code does not equal it: err == apierr.CodeKeyNotFound
// and switch err { case apierr.CodeKeyNotFound: } compile, and are true of a
// bare code alone. The linter errorlint reports both.
//
// Returning a bare Code from a handler is allowed: the renderer looks it up
// and answers with its entry, without cause, parameters or details.
type Code string

// Error returns the code itself. Of the empty code, which is no error of any
// catalog and still an error, it says so.
func (c Code) Error() string {
	if c == "" {
		return "empty code: no error of a catalog"
	}
	return string(c)
}

// CodeOf returns the code of the first catalog error in err's tree, depth
// first, or "" when there is none. Like [errors.Is] it looks through wrapped
// and joined errors; unlike it, it ends on a tree that has a cycle.
//
// The result is for comparing. Do not keep it as an error: "" in a variable of
// type error is not nil, and a handler that returns it answers as for an unknown
// error.
func CodeOf(err error) Code {
	for err := range errtree.All(err, nil) {
		switch e := err.(type) {
		case Remote: // may know a code that this build does not
			return remoteCodeOf(e)
		case Error:
			return entryOf(e).Code()
		case Code:
			return e
		}
	}
	return ""
}

// remoteCodeOf is e.RemoteCode() for an e that may be a typed nil.
func remoteCodeOf(e Remote) (code Code) {
	defer func() {
		if recover() != nil {
			code = ""
		}
	}()
	return e.RemoteCode()
}

// entryOf is e.Entry() for an e that may be a typed nil.
func entryOf(e Error) (entry *Entry) {
	defer func() {
		if recover() != nil {
			entry = nil
		}
	}()
	return e.Entry()
}
