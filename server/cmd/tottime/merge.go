package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/afero"

	"tottime/profiler/formats"
	"tottime/profiler/pstats"
)

// mergeCommand is `tottime merge`: several profiles added up into one file that every Python from 2.7 on loads, or of samples, one that 3.15 loads.
type mergeCommand struct {
	Output string   `short:"o" required:"" placeholder:"OUT" help:"The file to write. It is replaced only once it is complete."`
	Files  []string `arg:"" name:"file" help:"Profiles to add up: files of cProfile and profile, written by any Python from 2.7 on, or only samples of Python 3.15."`
}

// Run writes the sum.
func (c *mergeCommand) Run(env *environment) error {
	stats, err := c.sum(env)
	if err != nil {
		return err
	}
	if err := saveStats(env.fs, c.Output, stats); err != nil {
		return fmt.Errorf("cannot write %s: %w", c.Output, err)
	}
	if stats.Sampled() {
		fmt.Fprintf(env.stderr, "tottime: %s consists of samples, as the profiles do: only Python 3.15 and later load it\n", c.Output)
	}
	return nil
}

// sum adds up the profiles as they are, the lines of sampled ones too.
func (c *mergeCommand) sum(env *environment) (*pstats.Stats, error) {
	sum, err := pstats.Load(env.fs, c.Files[0], pstats.Compatible)
	if err != nil {
		return nil, notMerged(env, c.Files[0], err)
	}
	first := sum.Sampled()
	for _, path := range c.Files[1:] {
		sampled, err := sum.AddFile(env.fs, path)
		if err != nil {
			return nil, notMerged(env, path, err)
		}
		if sampled != first {
			return nil, fmt.Errorf("%s and %s cannot be merged: one counts calls, the other samples, and a file says only one of them. "+
				"tottime stats adds up their times", c.Files[0], path)
		}
	}
	return sum, nil
}

// notMerged is the error for a file that pstats cannot read: one that tottime stats can is not called damaged.
func notMerged(env *environment, path string, err error) error {
	if !errors.Is(err, pstats.ErrNotProfile) {
		return err
	}
	stats, failure := formats.Load(env.fs, path, pstats.Compatible)
	switch {
	case failure != nil:
		return failure
	case stats.Mode() == pstats.Accurate:
		return fmt.Errorf("%s cannot be merged: it is a pprof profile, and a pstats file holds no call stacks. Merge such profiles "+
			"with go tool pprof -proto, or add up their times with tottime stats", path)
	}
	return fmt.Errorf("%s cannot be merged: it is compressed; unpack it first, for example with gunzip", path)
}

// saveStats writes a profile beside its final name and moves it there, so that no reader ever sees half of it.
func saveStats(fs afero.Fs, path string, stats *pstats.Stats) (err error) {
	file, err := afero.TempFile(fs, filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			fs.Remove(file.Name())
		}
	}()
	err = stats.Write(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if err := fs.Chmod(file.Name(), 0o644); err != nil {
		return err
	}
	return fs.Rename(file.Name(), path)
}
