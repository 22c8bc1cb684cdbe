package server

import (
	"fmt"
	"path/filepath"
	"regexp"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// checkTarget finds what is wrong with a target before anything is started for it. Errors name the field.
func (s *session) checkTarget(t protocol.Target) error {
	switch t.Kind {
	case protocol.TargetScript:
		return s.checkProgram(t.Path)
	case protocol.TargetModule:
		return given("target.module", t.Module)
	case protocol.TargetCode:
		return given("target.code", t.Code)
	case protocol.TargetFunction:
		return s.checkFunction(t)
	case protocol.TargetSelection:
		if t.FirstLine < 1 || t.LastLine < t.FirstLine {
			return fmt.Errorf("%w: target.firstLine is %d and target.lastLine is %d; lines count from 1, and the last one is not before the first",
				errInvalidParams, t.FirstLine, t.LastLine)
		}
		return s.checkProgram(t.Path)
	case protocol.TargetPytest, protocol.TargetUnittest:
		return given("target.test", t.Test)
	}
	return fmt.Errorf("%w: target.kind is %q, which this server does not know", errInvalidParams, t.Kind)
}

func given(field, value string) error {
	if value == "" {
		return fmt.Errorf("%w: %s is missing", errInvalidParams, field)
	}
	return nil
}

// checkProgram checks the path of a Python file.
func (s *session) checkProgram(path string) error {
	switch info, err := s.Files.Stat(path); {
	case !filepath.IsAbs(path):
		return fmt.Errorf("%w: target.path %q is not absolute", errInvalidParams, path)
	case err != nil:
		return unreadable(path, err, "Save the file, or choose another one.")
	case !info.Mode().IsRegular():
		return unreadable(path, errNotAFile, "Choose a Python file.")
	}
	return nil
}

var qualifiedName = regexp.MustCompile(`^[^\s:.]+(\.[^\s:.]+)*$`)

func (s *session) checkFunction(t protocol.Target) error {
	switch {
	case !qualifiedName.MatchString(t.Function):
		return fmt.Errorf("%w: target.function %q is no name of a function, such as Basket.total", errInvalidParams, t.Function)
	case (t.Path == "") == (t.Module == ""):
		return fmt.Errorf("%w: a function is in a file or in a module: give target.path or target.module", errInvalidParams)
	case t.Path == "":
		return nil
	}
	switch filepath.Ext(t.Path) {
	case ".py", ".pyw":
		return s.checkProgram(t.Path)
	}
	return about(t.Path, fmt.Errorf("%w: target.path %q does not end with .py, so it is no module that a function can be called of", errInvalidParams, t.Path))
}

// targetWords name a target on the command line of tottime run; they come last.
func targetWords(t protocol.Target) []string {
	var first []string
	switch t.Kind {
	case protocol.TargetModule:
		first = []string{"-m", t.Module}
	case protocol.TargetCode:
		first = []string{"-c", t.Code}
	case protocol.TargetFunction:
		first = []string{"--call", t.Path + t.Module + ":" + t.Function}
	case protocol.TargetSelection:
		first = []string{"--selection", fmt.Sprintf("%s:%d-%d", t.Path, t.FirstLine, t.LastLine)}
	case protocol.TargetPytest, protocol.TargetUnittest:
		first = []string{"--" + string(t.Kind), t.Test}
	default:
		first = []string{"--", t.Path}
	}
	return append(first, t.Args...)
}

// wireTarget is a saved target as clients know it.
func wireTarget(t runs.Target) protocol.Target {
	return protocol.Target{
		Kind: protocol.TargetKind(t.Kind), Path: t.Path, Module: t.Module, Code: t.Code, Function: t.Function,
		FirstLine: t.FirstLine, LastLine: t.LastLine, Test: t.Test, Args: t.Args,
	}
}

// coreTarget is a client's target as the core knows it.
func coreTarget(t protocol.Target) runs.Target {
	return runs.Target{
		Kind: runs.TargetKind(t.Kind), Path: t.Path, Module: t.Module, Code: t.Code, Function: t.Function,
		FirstLine: t.FirstLine, LastLine: t.LastLine, Test: t.Test, Args: t.Args,
	}
}
