package server

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"

	"tottime/profiler/difference"
	"tottime/profiler/overhead"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
	"tottime/protocol"
)

// runOf is the run that the profile at path was measured in, with what the user should know of it and what it cost to record its calls; nil for any other
// file. A profile of a run is that of the whole or, in a folder of its own, that of a process or a thread.
func (s *session) runOf(path string) (run *protocol.ProfileRun, problems protocol.List[protocol.Problem], costs overhead.Costs, made difference.Made) {
	folder, file := filepath.Dir(path), filepath.Base(path)
	whole := file == runs.ProfileFile
	if !whole {
		if filepath.Base(folder) != recording.Folder {
			return nil, nil, costs, made
		}
		folder, file = filepath.Dir(folder), recording.Folder+"/"+file
	}
	saved, err := runs.Read(s.Files, folder)
	if err != nil {
		// The profile is shown all the same.
		if !errors.Is(err, fs.ErrNotExist) {
			s.log.printf(protocol.MessageWarning, "%v", err)
		}
		return nil, nil, costs, made
	}
	run = wireRun(saved, folder)
	if !whole {
		if run.Part = partOf(saved, file); run.Part == nil {
			return nil, nil, costs, made
		}
	}
	return run, problemsOf(saved), saved.CostsOf(file), difference.MadeIn(saved, !whole)
}

// wireRun is what a client is told of a run in a folder.
func wireRun(saved runs.Run, folder string) *protocol.ProfileRun {
	run := &protocol.ProfileRun{
		Target:      wireTarget(saved.Target),
		Name:        saved.Target.Name(),
		Python:      saved.Python.Implementation + " " + saved.Python.Version,
		Started:     unixTime(saved.Started),
		SnapshotAge: finite(saved.SnapshotAge),
		Profiler:    saved.Profiler,
		Processes:   wireProcesses(saved, folder),
	}
	if saved.State == runs.Ended && saved.Exit != nil {
		run.Ending, run.ExitCode, run.Signal = endings[saved.Exit.How], saved.Exit.Code, saved.Exit.Signal
		run.Seconds = saved.Seconds
	}
	if r := saved.Repeat; r != nil {
		run.Repeat = &protocol.RunRepeat{Runs: r.Runs, Wall: protocol.Spread(r.Wall), Profiled: protocol.Spread(r.Profiled)}
	}
	if g := saved.Git; g != nil {
		run.Git = &protocol.RunGit{Commit: g.Commit, Dirty: g.Dirty}
	}
	if o := saved.Overhead; o != nil {
		run.Overhead = &protocol.RunOverhead{PerCall: o.PerCall}
	}
	return run
}

// partOf is the process or thread whose profile is that file of a run, nil where there is none.
func partOf(saved runs.Run, file string) *protocol.RunPart {
	for _, thread := range saved.Threads {
		if thread.File == file {
			return &protocol.RunPart{PID: thread.Process, Thread: strconv.Itoa(thread.ID), Name: thread.Name}
		}
	}
	for _, process := range saved.Processes {
		if process.File == file {
			return &protocol.RunPart{PID: process.PID}
		}
	}
	return nil
}

// problemsOf are the problems that a run's supervisor has found.
func problemsOf(saved runs.Run) (problems protocol.List[protocol.Problem]) {
	for _, problem := range saved.Problems {
		problems = append(problems, protocol.Problem{Code: problem.Code, Text: problem.Text})
	}
	return problems
}
