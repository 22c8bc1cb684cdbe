package protocol

// RunStartParams describe a run.
type RunStartParams struct {
	Target Target `json:"target"`
	// Python is the interpreter to use; when absent it is the first that PythonList finds.
	Python string `json:"python,omitempty"`
	// WorkingDirectory is the folder in which the program runs; when absent it is that of the target's path or, when that is absent too, the
	// first of the workspace's folders.
	WorkingDirectory string `json:"workingDirectory,omitempty"`
	// Folders are the workspace's folders, where an interpreter is looked for.
	Folders List[string] `json:"folders"`
	// EnvFile is the absolute path of a file with lines NAME=value, read as VS Code's Python extension reads it.
	EnvFile string `json:"envFile,omitempty"`
	// Environment is variables of the program by name. They go before those of EnvFile, which go before the server's own.
	Environment map[string]string `json:"environment,omitempty"`
	// Profiler is ProfilerCProfile when it is absent.
	Profiler Profiler    `json:"profiler,omitempty"`
	Options  *RunOptions `json:"options,omitempty"`
}

// Profiler is what measures a program.
type Profiler string

// The profilers.
const (
	// ProfilerCProfile is that of the modules cProfile and profiling.tracing, written in C.
	ProfilerCProfile Profiler = "cprofile"
	// ProfilerProfile is that of the module profile, written in Python: about 20 times slower, and not in Python 3.17.
	ProfilerProfile Profiler = "profile"
)

// RunOptions say what is measured of a program, and how.
type RunOptions struct {
	// NoBuiltins leaves out functions written in C: their time is that of their callers.
	NoBuiltins bool `json:"noBuiltins,omitempty"`
	// NoSubcalls leaves out who called whom.
	NoSubcalls bool `json:"noSubcalls,omitempty"`
	// NoChildren leaves out the Python processes that the program starts.
	NoChildren bool `json:"noChildren,omitempty"`
	// Only measures only while the function of this qualified name runs.
	Only string `json:"only,omitempty"`
	// Imports measures the import of the module of a function or of a selection, too.
	Imports bool `json:"imports,omitempty"`
	// TimeLimit is the seconds after which the program is stopped; 0 is no limit.
	TimeLimit float64 `json:"timeLimit,omitempty"`
	// Repeat is how many times the program is run; the profile is all of them added up.
	Repeat int `json:"repeat,omitempty"`
	// ProfilerClass is a class to use instead of profile.Profile, "module:Class"; Timer the function that it reads the time from, "module:function";
	// Bias the seconds that it takes off for each event, as its calibrate() finds them. They are for ProfilerProfile alone.
	ProfilerClass string  `json:"profilerClass,omitempty"`
	Timer         string  `json:"timer,omitempty"`
	Bias          float64 `json:"bias,omitempty"`
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
	// Discard has the run's folder removed once the program has ended: RunEnded comes with EndingCancelled then. It may be sent also after a request
	// without it, as long as the run has not ended.
	Discard bool `json:"discard,omitempty"`
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
	// Statistics are absent until a snapshot of what was measured has been taken: about a quarter of a second after the start, later for a program that has
	// called very many functions by then.
	Statistics *RunStatistics `json:"statistics,omitempty"`
}

// RunStatistics sum up what has been measured of a run that goes on: the newest snapshot of each of its processes. Calls that have not returned
// are not in them.
type RunStatistics struct {
	// Functions is the number of functions that were called, Calls that of their calls.
	Functions int `json:"functions"`
	Calls     int `json:"calls"`
	// Self is the sum of all functions' self time, in seconds. With several threads it may be more than the time that has passed.
	Self float64 `json:"self"`
	// Processes and Threads are numbers of those that have called anything, whether they have ended or not.
	Processes int `json:"processes"`
	Threads   int `json:"threads"`
	// SnapshotAge is how many seconds ago the newest of the snapshots was taken.
	SnapshotAge float64 `json:"snapshotAge"`
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
	// EndingCancelled: the user stopped it and wanted nothing of it kept, by RunStopParams.Discard. The run's folder is removed; where it cannot be, a
	// problem says so.
	EndingCancelled RunEnding = "cancelled"
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
	// Profile is the path of the saved profile, absent when nothing was measured or kept.
	Profile  string        `json:"profile,omitempty"`
	Problems List[Problem] `json:"problems"`
}
