// Package python finds and describes the Python interpreters of a machine.
package python

import (
	"strconv"
	"strings"
)

// Source says how an interpreter was found.
type Source string

// The sources, in order of preference.
const (
	// Chosen: the user named it.
	Chosen Source = "chosen"
	// Workspace: it is in .venv or venv of a workspace folder.
	Workspace Source = "workspace"
	// Path: it is in a folder of the environment variable PATH.
	Path Source = "PATH"
	// Pyenv: it is one of pyenv's versions.
	Pyenv Source = "pyenv"
	// Launcher: the py launcher of Windows knows it.
	Launcher Source = "py"
)

// Interpreter is a Python that starts.
type Interpreter struct {
	// Path is the absolute path by which to start it.
	Path string
	// Version is such as "3.13.0" or "3.14.0rc1".
	Version string
	// Implementation is such as "CPython" or "PyPy".
	Implementation string
	Source         Source
}

// The oldest version that programs can be profiled with.
const (
	oldestMajor = 3
	oldestMinor = 6
)

// Supported tells whether programs can be profiled with the interpreter: Python 3.6 or newer.
func (i Interpreter) Supported() bool {
	major, minor := i.release()
	return major > oldestMajor || major == oldestMajor && minor >= oldestMinor
}

// release is the first two numbers of the version.
func (i Interpreter) release() (major, minor int) {
	first, rest, _ := strings.Cut(i.Version, ".")
	second, _, _ := strings.Cut(rest, ".")
	major, _ = strconv.Atoi(first)
	minor, _ = strconv.Atoi(second)
	return major, minor
}
