package runs

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// SourcesFolder is the folder in a run's folder that holds the text of profiled files as they were when they ran: a file at /a/b.py is
// sources/a/b.py in it, one at C:\a\b.py is sources/C/a/b.py.
const SourcesFolder = "sources"

// largestSource is the size in bytes of the largest source file that is read.
const largestSource = 16 << 20

// SaveSource keeps the text that the file at an absolute path had when it ran.
func SaveSource(files afero.Fs, folder, path string, text []byte) error {
	place, ok := sourcePlace(folder, path)
	if !ok {
		return fmt.Errorf("%s is not the absolute path of a file", path)
	}
	if err := files.MkdirAll(filepath.Dir(place), 0o700); err != nil {
		return fmt.Errorf("cannot write %s: %w", place, cause(err))
	}
	return replace.File(files, place, text)
}

// Source returns the text that the file at an absolute path had when it ran, false when it was not kept.
func Source(files afero.Fs, folder, path string) ([]byte, bool) {
	place, ok := sourcePlace(folder, path)
	if !ok {
		return nil, false
	}
	text, err := readLimited(files, place, largestSource)
	return text, err == nil
}

// sourcePlace is where the text of a file is kept.
func sourcePlace(folder, path string) (string, bool) {
	if !filepath.IsAbs(path) {
		return "", false
	}
	volume := filepath.VolumeName(path)
	inVolume := strings.TrimLeft(filepath.Clean(path[len(volume):]), `/\`)
	local := filepath.Join(strings.Trim(strings.ReplaceAll(volume, ":", ""), `/\`), inVolume)
	if inVolume == "" || !filepath.IsLocal(local) {
		return "", false
	}
	return filepath.Join(folder, SourcesFolder, local), true
}
