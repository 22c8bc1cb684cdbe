package protocol

// TargetKind says what is run.
type TargetKind string

// TargetScript is a Python file, run as `python PATH ARGS…` runs it.
const TargetScript TargetKind = "script"

// Target is what is profiled.
type Target struct {
	Kind TargetKind   `json:"kind"`
	Path string       `json:"path"`
	Args List[string] `json:"args"`
}

// RunStartParams describe a run.
type RunStartParams struct {
	Target Target `json:"target"`
	// Python is the interpreter to use; when absent it is the first that PythonList finds.
	Python string `json:"python,omitempty"`
	// WorkingDirectory is the folder in which the program runs; when absent it is the target's own folder.
	WorkingDirectory string `json:"workingDirectory,omitempty"`
	// Folders are the workspace's folders, where an interpreter is looked for.
	Folders List[string] `json:"folders"`
}

// RunStartResult is a run that has begun.
type RunStartResult struct {
	Run         string      `json:"run"`
	Folder      string      `json:"folder"`
	Interpreter Interpreter `json:"interpreter"`
}

// RunStopParams name a run to end.
type RunStopParams struct {
	Run string `json:"run"`
}

// RunTerminalParams are a command for a terminal.
type RunTerminalParams struct {
	Run              string       `json:"run"`
	Title            string       `json:"title"`
	Command          string       `json:"command"`
	Args             List[string] `json:"args"`
	WorkingDirectory string       `json:"workingDirectory"`
}

// RunProgressParams tell that a run goes on.
type RunProgressParams struct {
	Run string `json:"run"`
	// Seconds is how long the program has been running.
	Seconds float64 `json:"seconds"`
}

// OutputStream is where a program wrote to.
type OutputStream string

// The two streams.
const (
	OutputStdout OutputStream = "stdout"
	OutputStderr OutputStream = "stderr"
)

// RunOutputParams is a piece of what the program wrote.
type RunOutputParams struct {
	Run    string       `json:"run"`
	Stream OutputStream `json:"stream"`
	Text   string       `json:"text"`
}

// RunEnding says how a run ended.
type RunEnding string

// The endings.
const (
	// EndingExited: the program ended by itself, with ExitCode.
	EndingExited RunEnding = "exited"
	// EndingSignal: the program was ended by Signal, which we did not send.
	EndingSignal RunEnding = "signal"
	// EndingStopped: the user stopped it, in the editor or with Ctrl-C.
	EndingStopped RunEnding = "stopped"
	// EndingFailed: the program could not be started, or its supervisor died.
	EndingFailed RunEnding = "failed"
)

// RunEndedParams tell how a run ended.
type RunEndedParams struct {
	Run    string    `json:"run"`
	Ending RunEnding `json:"ending"`
	// ExitCode is the program's; for one that a signal ended it is 128 and the signal's number. It is 0 when Ending is EndingFailed.
	ExitCode int     `json:"exitCode"`
	Signal   string  `json:"signal,omitempty"`
	Seconds  float64 `json:"seconds"`
	// Profile is the path of the saved profile, absent when nothing was measured.
	Profile  string        `json:"profile,omitempty"`
	Problems List[Problem] `json:"problems"`
}
