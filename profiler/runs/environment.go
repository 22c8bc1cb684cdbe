package runs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// environmentFile holds variables for the program from when the run is asked for until it is started. They may be secrets, so they are on no command
// line and are not kept.
const environmentFile = "environment.json"

// PassVariables leaves variables in a run's folder for the supervisor that is about to be started for it.
func PassVariables(files afero.Fs, folder string, variables map[string]string) error {
	text, err := json.Marshal(variables)
	if err != nil {
		return err
	}
	return replace.File(files, filepath.Join(folder, environmentFile), text)
}

// TakeVariables returns what PassVariables has left, and removes it. There may be nothing.
func TakeVariables(files afero.Fs, folder string) (variables map[string]string, err error) {
	path := filepath.Join(folder, environmentFile)
	text, err := readLimited(files, path, largestManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &variables); err != nil {
		return nil, fmt.Errorf("%s: %w: %v", path, ErrDamaged, err)
	}
	return variables, files.Remove(path)
}
