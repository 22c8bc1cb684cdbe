package server

import (
	"errors"
	"io/fs"
	"path/filepath"

	"tottime/profiler/runs"
	"tottime/protocol"
)

// runOf is the run that the profile at path was measured in, with what the user should know of it; nil for any other file.
func (s *session) runOf(path string) (*protocol.ProfileRun, protocol.List[protocol.Problem]) {
	if filepath.Base(path) != runs.ProfileFile {
		return nil, nil
	}
	saved, err := runs.Read(s.Files, filepath.Dir(path))
	if err != nil {
		// The profile is shown all the same.
		if !errors.Is(err, fs.ErrNotExist) {
			s.log.printf(protocol.MessageWarning, "%v", err)
		}
		return nil, nil
	}
	run := &protocol.ProfileRun{
		Target:  wireTarget(saved.Target),
		Name:    saved.Target.Name(),
		Python:  saved.Python.Implementation + " " + saved.Python.Version,
		Started: float64(saved.Started.UnixMicro()) / 1e6,
	}
	if saved.State == runs.Ended && saved.Exit != nil {
		run.Ending, run.ExitCode, run.Signal = endings[saved.Exit.How], saved.Exit.Code, saved.Exit.Signal
		run.Seconds = saved.Seconds
	}
	return run, problemsOf(saved)
}

// problemsOf are the problems that a run's supervisor has found.
func problemsOf(saved runs.Run) (problems protocol.List[protocol.Problem]) {
	for _, problem := range saved.Problems {
		problems = append(problems, protocol.Problem{Code: problem.Code, Text: problem.Text})
	}
	return problems
}
