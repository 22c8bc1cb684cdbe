package python

import (
	"errors"
	"fmt"
)

// The reasons for which no interpreter can be used. The errors that wrap them name the interpreter and the way out.
var (
	// ErrNone: no interpreter was found.
	ErrNone = errors.New("no Python interpreter was found")
	// ErrBroken: the interpreter is not there or does not start.
	ErrBroken = errors.New("it does not work as a Python interpreter")
	// ErrTooOld: every interpreter that was found is older than Python 3.6.
	ErrTooOld = errors.New("programs can be profiled with Python 3.6 or newer")
	// ErrUntrusted: the interpreter is inside a workspace that the user has not trusted.
	ErrUntrusted = errors.New("it is inside a workspace that is not trusted, so it was not started")
)

// Problem tells why an interpreter that is there was left out.
type Problem struct {
	Path string
	// Err wraps ErrBroken or ErrUntrusted and says it all in a sentence that names the path.
	Err error
}

func broken(path string, why any) error {
	return fmt.Errorf("%s: %w: %v. Repair it, or choose another interpreter", path, ErrBroken, why)
}

func tooOld(i Interpreter) error {
	return fmt.Errorf("%s is %s %s: %w. Choose a newer interpreter", i.Path, i.Implementation, i.Version, ErrTooOld)
}

func untrusted(path string) error {
	return fmt.Errorf("%s: %w. Trust the workspace, or choose an interpreter outside of it", path, ErrUntrusted)
}
