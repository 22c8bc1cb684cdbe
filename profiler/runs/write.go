package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/afero"
)

// A rename over a file that somebody reads just now is refused on Windows. Our readers are done within milliseconds.
const (
	renameTries = 50
	renamePause = 10 * time.Millisecond
)

// WriteFile replaces the file at path in one step: its readers see the old text or the new one.
func WriteFile(files afero.Fs, path string, text []byte) error {
	temporary, err := afero.TempFile(files, filepath.Dir(path), "."+filepath.Base(path)+"-")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Close())
	if err == nil {
		err = rename(files, temporary.Name(), path)
	}
	if err != nil {
		files.Remove(temporary.Name())
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	return nil
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
