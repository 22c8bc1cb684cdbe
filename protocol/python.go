package protocol

// PythonListParams say where to look for interpreters.
type PythonListParams struct {
	// Path is an interpreter that the user chose; it comes first in the answer.
	Path string `json:"path,omitempty"`
	// Folders are the workspace's folders, searched for .venv and venv when the workspace is trusted.
	Folders       List[string]   `json:"folders"`
	WorkDoneToken *ProgressToken `json:"workDoneToken,omitempty"`
}

// PythonListResult holds the interpreters that start, the preferred one first, and what was wrong with the others.
type PythonListResult struct {
	Interpreters List[Interpreter] `json:"interpreters"`
	Problems     List[Problem]     `json:"problems"`
}

// InterpreterSource says how an interpreter was found.
type InterpreterSource string

// The sources, in order of preference.
const (
	InterpreterChosen    InterpreterSource = "chosen"
	InterpreterWorkspace InterpreterSource = "workspace"
	InterpreterPath      InterpreterSource = "PATH"
	InterpreterPyenv     InterpreterSource = "pyenv"
	InterpreterLauncher  InterpreterSource = "py"
)

// Interpreter is a Python that starts.
type Interpreter struct {
	Path string `json:"path"`
	// Version is such as "3.13.0".
	Version string `json:"version"`
	// Implementation is such as "CPython" or "PyPy".
	Implementation string            `json:"implementation"`
	Source         InterpreterSource `json:"source"`
	// Supported says that programs can be profiled with it: Python 3.6 or newer.
	Supported bool `json:"supported"`
}
