// Package replace writes files in one step.
package replace

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/afero"
)

// A rename over a file that somebody reads just now is refused on Windows. Our readers are done within milliseconds.
const (
	renameTries = 50
	renamePause = 10 * time.Millisecond
)

// File replaces the file at path in one step, or makes it: its readers see the old text or the new one. A new file has the permissions that any
// program's new files have, an old one keeps its own.
func File(files afero.Fs, path string, text []byte) error {
	old, missing := files.Stat(path)
	temporary, err := create(files, path)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Close())
	if err == nil && missing == nil {
		err = files.Chmod(temporary.Name(), old.Mode().Perm())
	}
	if err == nil {
		err = rename(files, temporary.Name(), path)
	}
	if err != nil {
		files.Remove(temporary.Name())
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	return nil
}

// create makes a new hidden file beside path. Unlike a temporary file, it is not for its owner alone.
func create(files afero.Fs, path string) (afero.File, error) {
	for {
		name := fmt.Sprintf(".%s-%d", filepath.Base(path), rand.Uint32())
		file, err := files.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
	}
}

func rename(files afero.Fs, from, to string) (err error) {
	for range renameTries {
		if err = files.Rename(from, to); !errors.Is(err, fs.ErrPermission) {
			return err
		}
		time.Sleep(renamePause)
	}
	return err
}

// cause is the error without the name of the temporary file.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
