package protocol

// InitializeParams are the parts of LSP's initialize parameters that the server reads.
type InitializeParams struct {
	// ProcessID is the client's process. When that is gone, the server ends as after Exit.
	//
	//tsgen:as number
	ProcessID             int                    `json:"processId,omitempty"`
	ClientInfo            *ClientInfo            `json:"clientInfo,omitempty"`
	InitializationOptions *InitializationOptions `json:"initializationOptions,omitempty"`
}

// ClientInfo names the client.
type ClientInfo struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// InitializationOptions are Tottime's own options of the initialize request.
type InitializationOptions struct {
	// ProtocolVersion is the Version that the client was built for; it is not checked when absent.
	ProtocolVersion int `json:"protocolVersion,omitempty"`
	// Terminal says that the client answers RunTerminal.
	Terminal bool `json:"terminal,omitempty"`
	// Trusted says that the user trusts the workspace. Until it is so, nothing of the workspace is executed.
	Trusted bool `json:"trusted,omitempty"`
	// RunsFolder is the folder in which runs are kept; when absent it is the user's data folder.
	RunsFolder string `json:"runsFolder,omitempty"`
	// Runs are the ids of runs that an earlier server of this client started, with the same RunsFolder, and that had not ended when it
	// did. The server follows them as its own: RunStop ends them, and RunEnded comes at once for those that have ended meanwhile.
	Runs List[string] `json:"runs,omitempty"`
	// RunsLimit says how many runs are kept; when it is absent, all are.
	RunsLimit *RunsLimit `json:"runsLimit,omitempty"`
}

// RunsLimit says how many runs are kept. When a run has ended, the oldest are deleted until there are no more than that. A run stays in any case while it
// goes on or its profile is open, when it has just ended, and when the user gave it a label or a note. What cannot be deleted is told in the log.
type RunsLimit struct {
	// Count is a number of runs, Bytes the size of their files together; 0 is no limit.
	Count int `json:"count"`
	Bytes int `json:"bytes"`
}

// InitializeResult describes the server.
type InitializeResult struct {
	Capabilities    ServerCapabilities `json:"capabilities"`
	ServerInfo      ServerInfo         `json:"serverInfo"`
	ProtocolVersion int                `json:"protocolVersion"`
}

// ServerCapabilities is empty: Tottime provides no language features, only methods of its own.
type ServerCapabilities struct{}

// ServerInfo names the server.
type ServerInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// CancelParams names the request to give up.
type CancelParams struct {
	ID RequestID `json:"id"`
}

// LogMessageParams is a line of the log.
type LogMessageParams struct {
	Type    MessageType `json:"type"`
	Message string      `json:"message"`
}

// MessageType is LSP's severity of a message.
type MessageType int

// The severities.
const (
	MessageError   MessageType = 1
	MessageWarning MessageType = 2
	MessageInfo    MessageType = 3
	MessageLog     MessageType = 4
)

// Problem is something that went wrong without making the whole answer impossible.
type Problem struct {
	// Code is stable and made for programs, such as "interpreter-broken".
	Code string `json:"code"`
	// Text is a sentence for the user.
	Text string `json:"text"`
}
