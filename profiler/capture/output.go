package capture

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// sidecarOf is the path of the sidecar of the profile at path.
func sidecarOf(path string) string { return path + ".json" }

// checkOutput makes sure that a file can be written at path, without touching what is there.
func checkOutput(files afero.Fs, path string) error {
	if folder, err := afero.IsDir(files, path); err == nil && folder {
		return fmt.Errorf("cannot save the profile as %s: it is a folder. Name a file in it", path)
	}
	if isSpecial(files, path) {
		return nil
	}
	if extension := strings.ToLower(filepath.Ext(path)); extension == ".py" || extension == ".pyw" {
		return fmt.Errorf("cannot save the profile as %s: that is the name of a Python program. Choose another file", path)
	}
	if names := sidecarOf(path); !mayReplace(files, names) {
		return fmt.Errorf("cannot save the profile as %s: the names of its functions are saved beside it as %s, but that is there and something else. "+
			"Choose another file", path, names)
	}
	folder := filepath.Dir(path)
	if _, err := files.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cannot save the profile as %s: there is no folder %s. Make it or choose another file", path, folder)
	}
	trial, err := afero.TempFile(files, folder, "."+filepath.Base(path)+"-")
	if err == nil {
		err = errors.Join(trial.Close(), files.Remove(trial.Name()))
	}
	if err != nil {
		return fmt.Errorf("cannot save the profile as %s: %w. Choose another file or make its folder writable", path, err)
	}
	return nil
}

// mayReplace tells whether there is nothing at path, or a sidecar.
func mayReplace(files afero.Fs, path string) bool {
	file, err := files.Open(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	defer file.Close()
	const beginning = `{"version":1,"functions":[`
	text := make([]byte, len(beginning))
	n, _ := io.ReadFull(file, text) // a folder cannot be read
	return string(text[:n]) == beginning
}

// isSpecial tells whether path is there and is no plain file but a device, a pipe or a link. Such a thing must not be replaced.
func isSpecial(files afero.Fs, path string) bool {
	stat := files.Stat
	if links, ok := files.(afero.Lstater); ok {
		stat = func(path string) (fs.FileInfo, error) {
			info, _, err := links.LstatIfPossible(path)
			return info, err
		}
	}
	info, err := stat(path)
	return err == nil && !info.Mode().IsRegular()
}

// copyFile replaces the file at to with a copy of from in one step, or writes it to what is no plain file.
func copyFile(files afero.Fs, from, to string) error {
	text, err := afero.ReadFile(files, from)
	if err != nil {
		return err
	}
	if isSpecial(files, to) {
		return afero.WriteFile(files, to, text, 0o666)
	}
	return replace.File(files, to, text)
}
