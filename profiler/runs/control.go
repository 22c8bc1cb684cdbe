package runs

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// Control is what a run's supervisor is asked to do.
type Control string

// What can be asked for.
const (
	// Stop ends the program and every process it started, and keeps what was measured.
	Stop Control = "stop"
	// Cancel ends the program likewise and discards what was measured.
	Cancel Control = "cancel"
)

// Request asks the supervisor of the run in folder for something. It does not wait for it: the run.json tells.
func Request(files afero.Fs, folder string, what Control) error {
	return replace.File(files, filepath.Join(folder, ControlFile), []byte(what+"\n"))
}

// Forget takes back what the supervisor of the run in folder was asked for, if it was asked for anything. It is what the supervisor calls
// when the run has ended.
func Forget(files afero.Fs, folder string) error {
	err := files.Remove(filepath.Join(folder, ControlFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Requested returns what the supervisor of the run in folder was asked for, "" when it was asked for nothing. It is what the supervisor calls.
func Requested(files afero.Fs, folder string) (Control, error) {
	text, err := afero.ReadFile(files, filepath.Join(folder, ControlFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	switch what := Control(strings.TrimSpace(string(text))); what {
	case Stop, Cancel:
		return what, nil
	default:
		return "", nil
	}
}
