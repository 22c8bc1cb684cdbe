package protocol

// TargetKind says what is run.
type TargetKind string

// The kinds of targets.
const (
	// TargetScript is a Python file, run as `python PATH ARGS…` runs it.
	TargetScript TargetKind = "script"
	// TargetModule is run as `python -m MODULE ARGS…` runs it.
	TargetModule TargetKind = "module"
	// TargetCode is a text, run as `python -c CODE ARGS…` runs it.
	TargetCode TargetKind = "code"
	// TargetFunction is a function of the module at Path or named Module, called once. ARGS are its arguments as Python literals; NAME=LITERAL is one
	// that is given by name.
	TargetFunction TargetKind = "function"
	// TargetSelection is some lines of the file at Path. The file is imported, then the lines are run in its namespace.
	TargetSelection TargetKind = "selection"
	// TargetPytest is a test, run as `python -m pytest TEST ARGS…` runs it.
	TargetPytest TargetKind = "pytest"
	// TargetUnittest is a test, run as `python -m unittest TEST ARGS…` runs it.
	TargetUnittest TargetKind = "unittest"
)

// Target is what is profiled. Which fields it has depends on its kind.
type Target struct {
	Kind TargetKind `json:"kind"`
	// Path is absolute.
	Path   string `json:"path,omitempty"`
	Module string `json:"module,omitempty"`
	Code   string `json:"code,omitempty"`
	// Function is its qualified name, such as "Basket.total".
	Function string `json:"function,omitempty"`
	// FirstLine and LastLine of a selection count from 1; both are part of it.
	FirstLine int `json:"firstLine,omitempty"`
	LastLine  int `json:"lastLine,omitempty"`
	// Test is the id of a test, as pytest or unittest writes it.
	Test string       `json:"test,omitempty"`
	Args List[string] `json:"args"`
}
