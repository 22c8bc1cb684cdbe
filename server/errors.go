package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/sourcegraph/jsonrpc2"

	"tottime/profiler/formats"
	"tottime/profiler/python"
	"tottime/profiler/view/callpath"
	"tottime/protocol"
)

// What can be wrong with a request. Each is the beginning of the sentence that the user reads.
var (
	errInvalidRequest  = errors.New("invalid request")
	errInvalidParams   = errors.New("invalid parameters")
	errUnknownMethod   = errors.New("unknown method")
	errNotInitialized  = errors.New("not initialized")
	errCancelled       = errors.New("cancelled")
	errPanicked        = errors.New("internal error")
	errProtocolVersion = errors.New("the extension and its server do not fit together")
	errUnknownProfile  = errors.New("the profile is not open any more; open it again")
	errUnknownRun      = errors.New("no such run")
	errUntrusted       = errors.New("this workspace is not trusted")
	errRunFailed       = errors.New("the run could not be started")
	errNothingMeasured = errors.New("nothing has been measured")
	errRunFolder       = errors.New("the program cannot be asked to stop and will be killed")
	errUnreadable      = errors.New("cannot be read")
	errNotAdded        = errors.New("cannot be added")
	errNotSaved        = errors.New("the profile is not saved")
)

// Why a path cannot be used.
var (
	errNotAFile   = errors.New("it is not a file")
	errNotAFolder = errors.New("it is not a folder that exists")
	errNotPython  = errors.New("it is not Python source")
)

// codes says which code each error is sent with. The first that an error wraps counts.
var codes = []struct {
	err  error
	code protocol.ErrorCode
}{
	{errCancelled, protocol.CodeRequestCancelled},
	{errInvalidRequest, protocol.CodeInvalidRequest},
	{errInvalidParams, protocol.CodeInvalidParams},
	{callpath.ErrNoPath, protocol.CodeInvalidParams},
	{errUnknownMethod, protocol.CodeMethodNotFound},
	{errNotInitialized, protocol.CodeServerNotInitialized},
	{errPanicked, protocol.CodeInternalError},
	{errProtocolVersion, protocol.CodeProtocolVersion},
	{errUnknownProfile, protocol.CodeUnknownProfile},
	{errUnknownRun, protocol.CodeUnknownRun},
	{errUntrusted, protocol.CodeUntrusted},
	{python.ErrUntrusted, protocol.CodeUntrusted},
	{python.ErrNone, protocol.CodeNoInterpreter},
	{python.ErrBroken, protocol.CodeNoInterpreter},
	{python.ErrTooOld, protocol.CodeNoInterpreter},
	{formats.ErrNotProfile, protocol.CodeNotAProfile},
	{errNotAdded, protocol.CodeInvalidParams},
	{errRunFailed, protocol.CodeRunFailed},
	{errRunFolder, protocol.CodeRunFailed},
	{errNothingMeasured, protocol.CodeNothingMeasured},
	{errUnreadable, protocol.CodeFileNotFound},
	{errNotSaved, protocol.CodeFileNotFound},
	{fs.ErrNotExist, protocol.CodeFileNotFound},
	{fs.ErrPermission, protocol.CodeFileNotFound},
}

// wireError is the one place where an error becomes what the client is told.
func wireError(err error) *jsonrpc2.Error {
	wire := &jsonrpc2.Error{Code: int64(protocol.CodeInternalError), Message: err.Error()}
	for _, c := range codes {
		if errors.Is(err, c.err) {
			wire.Code = int64(c.code)
			break
		}
	}
	var about *fileError
	var path *fs.PathError
	switch {
	case errors.As(err, &about):
		wire.SetError(protocol.ErrorData{Path: about.path})
	case errors.As(err, &path):
		wire.SetError(protocol.ErrorData{Path: path.Path})
	}
	return wire
}

// orCancelled is err, or that the request was cancelled: then it is of no matter how it failed.
func orCancelled(ctx context.Context, method string, err error) error {
	if errors.Is(context.Cause(ctx), errCancelled) {
		return fmt.Errorf("%s: %w", method, errCancelled)
	}
	return err
}

// fileError is an error about a file. Its text is that of err alone, which names the file where the user must see it.
type fileError struct {
	path string
	err  error
}

func (e *fileError) Error() string { return e.err.Error() }

func (e *fileError) Unwrap() error { return e.err }

// about says that err is about the file at path.
func about(path string, err error) error { return &fileError{path, err} }

// unreadable says that the file at path cannot be read, why, and what to do.
func unreadable(path string, err error, wayOut string) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return about(path, fmt.Errorf("%s %w: %w. %s", path, errUnreadable, err, wayOut))
}
