package capture

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// NotSaved is the code of the problem that what was measured could not be saved: the error that Supervise returns says the same.
const NotSaved = "not-saved"

// finish completes the folder once all that belongs to the run has ended. When something cannot be written the recordings stay, so that nothing that was
// measured is lost: see Recover.
func (s *supervision) finish(ended time.Time) error {
	if s.asked == cancel {
		return errors.Join(discard(s.files, s.Folder), s.close())
	}
	s.addFacts(factsPatience)
	p, err := recording.NewReader(s.files, s.Folder).Read()
	saved := err == nil
	if saved {
		s.sources.collect(p)
		err = errors.Join(p.Save(s.files, s.Folder, s.sources.text), s.sources.err)
		saved = err == nil
		describe(&s.record, p, s.program, ended)
		s.record.Repeat = s.repeat(p)
	}
	if !saved {
		s.problem(NotSaved, fmt.Sprintf("Not everything that was measured could be saved: %v. It is kept in the run's folder: make room there, and tottime stats can read it.", err))
	}
	_, measured := runs.Profile(s.files, s.Folder)
	s.tellProblems(p, measured)
	if saved && measured && s.Output != "" {
		err = s.saveOutput()
	}
	// Once run.json says that the run has ended nobody makes the files anew, so the recordings may go.
	err = errors.Join(err, s.close())
	if saved {
		err = errors.Join(err, recording.Discard(s.files, s.Folder))
	}
	return err
}

// close writes the last run.json.
func (s *supervision) close() error {
	s.record.State = runs.Ended
	return errors.Join(runs.Forget(s.files, s.Folder), s.write())
}

// write writes run.json. What the user says about a run while it goes on is not ours to change.
func (s *supervision) write() error {
	if kept, err := runs.Read(s.files, s.Folder); err == nil {
		s.record.Label, s.record.Note = kept.Label, kept.Note
	}
	return runs.Write(s.files, s.Folder, s.record)
}

// discard removes what was measured.
func discard(files afero.Fs, folder string) error {
	var err error
	for _, name := range []string{recording.Folder, runs.SourcesFolder, runs.NamesFile, runs.ProfileFile} {
		err = errors.Join(err, files.RemoveAll(filepath.Join(folder, name)))
	}
	return err
}

// saveOutput saves the profile where the user wants it, and its sidecar beside it.
func (s *supervision) saveOutput() error {
	profile, _ := runs.Profile(s.files, s.Folder)
	if err := copyFile(s.files, profile, s.Output); err != nil {
		return err
	}
	names := filepath.Join(s.Folder, runs.NamesFile)
	if _, err := s.files.Stat(names); err != nil || isSpecial(s.files, s.Output) {
		return nil // what goes into a pipe has nothing beside it
	}
	if err := copyFile(s.files, names, sidecarOf(s.Output)); err != nil {
		return fmt.Errorf("%s is saved, the names of its functions are not: %w", s.Output, err)
	}
	return nil
}
