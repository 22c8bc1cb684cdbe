package protocol

// ErrorCode is the code of a JSON-RPC error. The message beside it is a sentence for the user: it names the thing, what is wrong
// with it and what to do.
type ErrorCode int

// Codes of JSON-RPC 2.0 and of the Language Server Protocol.
const (
	CodeParseError           ErrorCode = -32700
	CodeInvalidRequest       ErrorCode = -32600
	CodeMethodNotFound       ErrorCode = -32601
	CodeInvalidParams        ErrorCode = -32602
	CodeInternalError        ErrorCode = -32603
	CodeServerNotInitialized ErrorCode = -32002
	CodeRequestCancelled     ErrorCode = -32800
)

// Codes of our own.
const (
	// CodeProtocolVersion: client and server were built for different versions of this protocol.
	CodeProtocolVersion ErrorCode = 1
	// CodeFileNotFound: a file that the request names is not there, cannot be read or cannot be written.
	CodeFileNotFound ErrorCode = 2
	// CodeNotAProfile: the file is not a profile, or is damaged.
	CodeNotAProfile ErrorCode = 3
	// CodeUnknownProfile: no profile with this id is open.
	CodeUnknownProfile ErrorCode = 4
	// CodeNoInterpreter: no Python interpreter was found, or the one that was asked for does not start or is too old.
	CodeNoInterpreter ErrorCode = 5
	// CodeUntrusted: the request would run something of a workspace that is not trusted.
	CodeUntrusted ErrorCode = 6
	// CodeUnknownRun: no run with this id exists.
	CodeUnknownRun ErrorCode = 7
	// CodeRunFailed: the run could not be started or its folder could not be written.
	CodeRunFailed ErrorCode = 8
	// CodeNothingMeasured: the run has no profile: it has measured nothing, or nothing yet, or its profile was not kept.
	CodeNothingMeasured ErrorCode = 9
)

// ErrorData is the data of a JSON-RPC error.
type ErrorData struct {
	// Path is the file that the error is about, where there is one.
	Path string `json:"path,omitempty"`
}
