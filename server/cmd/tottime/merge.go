package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/afero"

	"tottime/profiler/pstats"
)

// mergeCommand is `tottime merge`: several profiles added up into one file that every Python from 2.7 on loads.
type mergeCommand struct {
	Output string   `short:"o" required:"" placeholder:"OUT" help:"The file to write. It is replaced only once it is complete."`
	Files  []string `arg:"" name:"file" help:"Profiles to add up."`
}

// Run writes the sum.
func (c *mergeCommand) Run(env *environment) error {
	stats, err := loadStats(env, c.Files)
	if err != nil {
		return err
	}
	if err := saveStats(env.fs, c.Output, stats); err != nil {
		return fmt.Errorf("cannot write %s: %w", c.Output, err)
	}
	return nil
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
