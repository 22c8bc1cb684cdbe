package runs

import (
	"fmt"
	"path/filepath"
	"strings"
)

// TargetKind says what was run.
type TargetKind string

// The kinds of targets.
const (
	// Script is a Python file that was run as `python PATH ARGS…` runs it.
	Script TargetKind = "script"
	// Module was run as `python -m MODULE ARGS…` runs it.
	Module TargetKind = "module"
	// Code is a text that was run as `python -c CODE ARGS…` runs it.
	Code TargetKind = "code"
	// Function was called, once, with ARGS as its arguments: Python literals, of which NAME=LITERAL is given by name.
	Function TargetKind = "function"
	// Selection is some lines of a file, run with all that the file defines.
	Selection TargetKind = "selection"
	// Pytest is a test that was run as `python -m pytest TEST ARGS…` runs it.
	Pytest TargetKind = "pytest"
	// Unittest is a test that was run as `python -m unittest TEST ARGS…` runs it.
	Unittest TargetKind = "unittest"
)

// Target is what was run.
type Target struct {
	Kind TargetKind `json:"kind"`
	// Path is the absolute path of the script, or of the file that the selection or the function is in. A function has either this or Module.
	Path   string `json:"path,omitempty"`
	Module string `json:"module,omitempty"`
	Code   string `json:"code,omitempty"`
	// Function is its qualified name, such as "Basket.total".
	Function string `json:"function,omitempty"`
	// FirstLine and LastLine of a selection count from 1; both are part of it.
	FirstLine int `json:"firstLine,omitempty"`
	LastLine  int `json:"lastLine,omitempty"`
	// Test is the id of a test, as pytest or unittest writes it.
	Test string   `json:"test,omitempty"`
	Args []string `json:"args"`
}

// Name is the target in few words, without its arguments.
func (t Target) Name() string {
	switch t.Kind {
	case Module:
		return "-m " + t.Module
	case Code:
		return "-c"
	case Function:
		if t.Module != "" {
			return t.Module + ":" + t.Function
		}
		return filepath.Base(t.Path) + ":" + t.Function
	case Selection:
		return fmt.Sprintf("%s:%s", filepath.Base(t.Path), t.Lines())
	case Pytest, Unittest:
		return t.Test
	default:
		return filepath.Base(t.Path)
	}
}

// Lines are those of a selection, such as "3-5".
func (t Target) Lines() string { return fmt.Sprintf("%d-%d", t.FirstLine, t.LastLine) }

// FolderName is what the names of the target's runs may begin with.
func (t Target) FolderName() string {
	switch t.Kind {
	case Module:
		return strings.ReplaceAll(t.Module, ".", "-")
	case Code:
		return "code"
	case Function:
		return strings.ReplaceAll(t.Function, ".", "-")
	case Pytest, Unittest:
		return string(t.Kind)
	default:
		return filepath.Base(t.Path)
	}
}
