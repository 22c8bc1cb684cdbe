package capture

import (
	"embed"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/recording"
)

// driverFiles are the Python files that make an interpreter record a program: see driver/sitecustomize.py.
//
//go:embed driver/*.py
var driverFiles embed.FS

// The environment variables by which the driver is loaded and told what to do. It takes them away before the program starts.
const (
	pythonPath  = "PYTHONPATH"
	savedPath   = "TOTTIME_PYTHONPATH" // the user's PYTHONPATH, absent when there is none
	partsPath   = "TOTTIME_PARTS"      // the folder for recordings
	optionsText = "TOTTIME_OPTIONS"    // what the user chose: see driver/tottime_options.py
)

// driverPrefix begins the name of the driver's folder.
const driverPrefix = "driver-"

// installDriver writes the driver into a folder of its own within parent and returns the folder. PYTHONPATH cannot hold a path with
// the list separator in it, so that such a parent is given up for the system's temporary folder.
func installDriver(files afero.Fs, parent string) (string, error) {
	if strings.ContainsRune(parent, os.PathListSeparator) {
		parent = os.TempDir()
	}
	folder, err := afero.TempDir(files, parent, driverPrefix)
	if err != nil {
		return "", fmt.Errorf("cannot write the profiler's driver: %w", err)
	}
	entries, err := driverFiles.ReadDir("driver")
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		text, err := driverFiles.ReadFile(path.Join("driver", entry.Name()))
		if err != nil {
			return "", err
		}
		if err := afero.WriteFile(files, filepath.Join(folder, entry.Name()), text, 0o600); err != nil {
			return "", errors.Join(fmt.Errorf("cannot write the profiler's driver: %w", err), files.RemoveAll(folder))
		}
	}
	return folder, nil
}

// withDriver is the environment env for an interpreter that is to load the driver.
func (s *supervision) withDriver(env []string) []string {
	result := []string{partsPath + "=" + filepath.Join(s.Folder, recording.Folder)}
	if text := encode(s.fields()); text != "" {
		result = append(result, optionsText+"="+text)
	}
	if target := forDriver(s.Target, s.Imports); target != "" {
		result = append(result, targetVariable+"="+target)
	}
	first := s.driver
	for _, entry := range env {
		user, ok := strings.CutPrefix(entry, pythonPath+"=")
		if !ok {
			result = append(result, entry)
			continue
		}
		result = append(result, savedPath+"="+user)
		if user != "" {
			first += string(os.PathListSeparator) + user
		}
	}
	return append(result, pythonPath+"="+first)
}
