package runs

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/afero"
)

// The errors of a Store, besides those of the file system.
var (
	// ErrNoRun: there is no run of that name.
	ErrNoRun = errors.New("there is no such run")
	// ErrRunning: the run goes on, so it cannot be deleted.
	ErrRunning = errors.New("the program is still running")
)

// Store is the folder that holds the folders of runs. Links in it are never followed, so that nothing outside of it is read or removed.
type Store struct {
	Files afero.Fs
	Root  string
	// Alive tells whether a supervisor still works. Without it every run that says that it is running is taken for one.
	Alive func(Supervisor) bool
}

// Entry is a run in a store.
type Entry struct {
	ID     string // the name of its folder
	Folder string
	Run    Run // as far as it can be read
	// Damaged says why the run.json cannot be read; it is nil when it can.
	Damaged error
	// Running: the supervisor is at work. A run whose state is Running while this is false was lost by its supervisor.
	Running bool

	modified time.Time
}

// List returns the runs, the newest first. A folder that has no run.json is no run, or one that is just being made.
func (s Store) List() ([]Entry, error) {
	found, err := afero.ReadDir(s.Files, s.Root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot list the runs in %s: %w. Choose another folder or make it readable", s.Root, cause(err))
	}
	var entries []Entry
	for _, info := range found {
		if !info.IsDir() || strings.HasPrefix(info.Name(), ".") {
			continue
		}
		if entry, ok := s.entry(info); ok {
			entries = append(entries, entry)
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(b.Started().Compare(a.Started()), cmp.Compare(b.ID, a.ID))
	})
	return entries, nil
}

// Started is when the run started, or when its folder was changed last where the run does not say.
func (e Entry) Started() time.Time {
	if e.Damaged != nil {
		return e.modified
	}
	return e.Run.Started
}

// entry reads the run of a folder; false says that the folder is none.
func (s Store) entry(info fs.FileInfo) (Entry, bool) {
	e := Entry{ID: info.Name(), Folder: filepath.Join(s.Root, info.Name()), modified: info.ModTime()}
	e.Run, e.Damaged = Read(s.Files, e.Folder)
	if errors.Is(e.Damaged, fs.ErrNotExist) {
		return Entry{}, false
	}
	e.Running = e.Damaged == nil && e.Run.State == Running && (s.Alive == nil || s.Alive(e.Run.Supervisor))
	return e, true
}

// Open returns a run by its ID. The error wraps ErrNoRun when there is none.
func (s Store) Open(id string) (Entry, error) {
	if !isName(id) {
		return Entry{}, fmt.Errorf("%w: %q is not the name of a run", ErrNoRun, id)
	}
	info, err := lstat(s.Files, filepath.Join(s.Root, id))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Entry{}, fmt.Errorf("cannot open the run %s: %w", filepath.Join(s.Root, id), cause(err))
	}
	if err == nil && info.IsDir() {
		// The name comes from the file system's own list where that is not case-sensitive.
		if e, ok := s.entry(info); ok {
			return e, nil
		}
	}
	return Entry{}, fmt.Errorf("%w: %s in %s. It may have been deleted", ErrNoRun, id, s.Root)
}

// isName tells whether an ID is the name of a folder right in the store.
func isName(id string) bool {
	return filepath.IsLocal(id) && filepath.Base(id) == id && !strings.HasPrefix(id, ".") && !strings.ContainsAny(id, `/\`)
}

// longestLabel and longestNote are in bytes.
const (
	longestLabel = 200
	longestNote  = 100_000
)

// Rename gives a run a label, or takes it away when label is empty. The run's folder keeps its name.
func (s Store) Rename(id, label string) error {
	if label = strings.TrimSpace(label); len(label) > longestLabel {
		return fmt.Errorf("the label has %d bytes, at most %d are kept. Choose a shorter one", len(label), longestLabel)
	}
	return s.change(id, func(run *Run) { run.Label = label })
}

// Note keeps what the user writes about a run.
func (s Store) Note(id, note string) error {
	if len(note) > longestNote {
		return fmt.Errorf("the note has %d bytes, at most %d are kept. Shorten it", len(note), longestNote)
	}
	return s.change(id, func(run *Run) { run.Note = note })
}

func (s Store) change(id string, change func(*Run)) error {
	e, err := s.Open(id)
	if err != nil {
		return err
	}
	if e.Damaged != nil {
		return fmt.Errorf("the run cannot be changed: %w", e.Damaged)
	}
	change(&e.Run)
	return Write(s.Files, e.Folder, e.Run)
}
