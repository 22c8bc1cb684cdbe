package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"
)

// removedPrefix begins the names of folders that are being removed.
const removedPrefix = ".removed-"

// Delete removes a run, also a damaged one. The error wraps ErrRunning while the run goes on. A run that can be removed in part only is gone from the list
// all the same; what is left of it is removed with the next one.
func (s Store) Delete(id string) error {
	e, err := s.Open(id)
	if err != nil {
		return err
	}
	if e.Running {
		return fmt.Errorf("%s: %w. Stop it first", e.Folder, ErrRunning)
	}
	s.sweep()
	return s.remove(e)
}

// remove takes a run's folder out of the list in one step, and then apart.
func (s Store) remove(e Entry) error {
	if e.ID == "" || !isName(e.ID) {
		return fmt.Errorf("%w: %q", ErrNoRun, e.ID) // RemoveAll must never get the store itself
	}
	hidden := filepath.Join(s.Root, fmt.Sprintf("%s%s-%d", removedPrefix, e.ID, rand.Uint32()))
	if err := s.Files.Rename(e.Folder, hidden); err != nil {
		return fmt.Errorf("cannot delete the run %s: %w. Close the programs that use its files", e.Folder, cause(err))
	}
	if err := s.Files.RemoveAll(hidden); err != nil {
		return fmt.Errorf("cannot delete all of the run %s: %w. Delete the rest of %s yourself", e.ID, cause(err), hidden)
	}
	return nil
}

// sweep removes what earlier deletions had to leave.
func (s Store) sweep() {
	found, _ := afero.ReadDir(s.Files, s.Root) // what cannot be read now is looked at with the next deletion
	for _, info := range found {
		if info.IsDir() && strings.HasPrefix(info.Name(), removedPrefix) {
			s.Files.RemoveAll(filepath.Join(s.Root, info.Name()))
		}
	}
}

// Limits say how many runs are kept; 0 is no limit.
type Limits struct {
	Runs  int
	Bytes int64
	// Keep names runs that must stay, such as one that others are compared with; nil for none.
	Keep func(Entry) bool
}

// Limit deletes the oldest runs until the store is within the limits, and returns their IDs. Runs with a label or a note, those that go on and those that
// must be kept stay and count; damaged ones, which may come from a later version of this program, and folders with a run.json of something else stay and
// do not count as runs.
func (s Store) Limit(limits Limits) (deleted []string, err error) {
	entries, err := s.List()
	if err != nil {
		return nil, err
	}
	count, total := 0, int64(0)
	sizes := make([]int64, len(entries))
	for i, e := range entries {
		if e.isRun() {
			count++
		}
		if limits.Bytes > 0 {
			sizes[i] = s.size(e.Folder)
			total += sizes[i]
		}
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if (limits.Runs == 0 || count <= limits.Runs) && (limits.Bytes == 0 || total <= limits.Bytes) {
			break
		}
		e := entries[i]
		if !e.isRun() || e.Running || e.Run.Label != "" || e.Run.Note != "" || limits.Keep != nil && limits.Keep(e) {
			continue
		}
		if failed := s.remove(e); failed != nil && !errors.Is(failed, fs.ErrNotExist) { // another program may have deleted it
			err = errors.Join(err, failed)
			continue
		}
		deleted = append(deleted, e.ID)
		count--
		total -= sizes[i]
	}
	if len(deleted) > 0 {
		s.sweep()
	}
	return deleted, err
}

// isRun tells whether the folder holds what this program has made: nothing else may be deleted unasked.
func (e Entry) isRun() bool {
	return e.Damaged == nil && (e.Run.State == Running || e.Run.State == Ended) && !e.Run.Started.IsZero()
}

// size is the number of bytes in the files of a folder.
func (s Store) size(folder string) (bytes int64) {
	afero.Walk(s.Files, folder, func(path string, info fs.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			bytes += info.Size()
		}
		return nil // what cannot be read takes no room that deleting would give back
	})
	return bytes
}
