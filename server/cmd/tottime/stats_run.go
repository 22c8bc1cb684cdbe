package main

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/formats"
	"tottime/profiler/process"
	"tottime/profiler/pstats"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// loadProfile loads a profile: a file, or what was measured in the run that path is the folder of. A run that goes on is read as it is now.
func loadProfile(env *environment, path string, mode pstats.Mode) (*pstats.Stats, error) {
	if folder, err := afero.IsDir(env.fs, path); err != nil || !folder {
		return formats.Load(env.fs, path, mode)
	}
	run, err := runs.Read(env.fs, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: this folder is not that of a run: it has no %s. Name a profile", path, runs.ManifestFile)
	}
	if err != nil {
		return nil, err
	}
	if profile, ok := runs.Profile(env.fs, path); ok && run.State == runs.Ended {
		return formats.Load(env.fs, profile, mode)
	}
	p, err := recording.NewReader(env.fs, path).Read()
	if err != nil {
		return nil, err
	}
	if mode == pstats.Accurate { // else it is going to be read again: no pstats knows recordings
		err = tellRecorded(env, path, run, p)
	}
	stats := pstats.New(p.Graph, pstats.File{Path: path, Modified: p.Taken()})
	stats.SetCosts(p.Costs())
	return stats, err
}

// tellRecorded says what to know of the recordings of a run that is not complete. An error means that there is nothing to report on.
func tellRecorded(env *environment, folder string, run runs.Run, p *recording.Profile) error {
	for _, damaged := range p.Damaged {
		fmt.Fprintf(env.stderr, "tottime: left out: %v\n", damaged)
	}
	running := run.State == runs.Running && run.Supervisor.Works(process.Identity)
	if p.Functions() == 0 {
		if running {
			return fmt.Errorf("%s: nothing has been measured yet. The program is still running: try again", folder)
		}
		return fmt.Errorf("%s: nothing was measured in this run. Start the program again", folder)
	}
	switch {
	case running:
		fmt.Fprintf(env.stderr, "tottime: the program is still running; this was measured %.1f s ago, without the calls that have not returned yet\n", time.Since(p.Taken()).Seconds())
	case run.State == runs.Ended:
		fmt.Fprintf(env.stderr, "tottime: the profile of this run could not be saved; this is what its processes recorded\n")
	default:
		fmt.Fprintf(env.stderr, "tottime: the run was ended from outside; this was measured in its first %.1f s\n", p.Taken().Sub(run.Started).Seconds())
	}
	return nil
}
