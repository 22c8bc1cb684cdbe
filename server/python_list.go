package server

import (
	"context"
	"errors"

	"tottime/profiler/python"
	"tottime/protocol"
)

// pythonList finds the interpreters. Nothing of a workspace that is not trusted is executed.
func (s *session) pythonList(ctx context.Context, p protocol.PythonListParams) (result protocol.PythonListResult, err error) {
	defer s.progress(p.WorkDoneToken, "Looking for Python interpreters")()
	found, problems := s.Interpreters.Find(ctx, python.Query{Chosen: p.Path, Folders: p.Folders, Trusted: s.trusted.Load()})
	if err := ctx.Err(); err != nil {
		return result, err
	}
	for _, interpreter := range found {
		result.Interpreters = append(result.Interpreters, wireInterpreter(interpreter))
	}
	for _, problem := range problems {
		result.Problems = append(result.Problems, interpreterProblem(problem))
	}
	return result, nil
}

func wireInterpreter(i python.Interpreter) protocol.Interpreter {
	return protocol.Interpreter{
		Path: i.Path, Version: i.Version, Implementation: i.Implementation,
		Source: protocol.InterpreterSource(i.Source), Supported: i.Supported(),
	}
}

func interpreterProblem(p python.Problem) protocol.Problem {
	code := "interpreter-broken"
	if errors.Is(p.Err, python.ErrUntrusted) {
		code = "interpreter-untrusted"
	}
	return protocol.Problem{Code: code, Text: p.Err.Error()}
}
