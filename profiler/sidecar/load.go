package sidecar

import (
	"fmt"
	"io"

	"github.com/spf13/afero"
)

// maxSize is the size in bytes of the largest sidecar that is read. A profile of 100,000 functions has one of 30 MB.
const maxSize = 512 << 20

// wayOut ends every message about a file that cannot be used.
const wayOut = "Delete it, and the profile is shown without it"

// Load reads a sidecar. The error is fs.ErrNotExist where there is none; else it names the file and, when it is damaged, wraps ErrNotSidecar.
func Load(files afero.Fs, path string) (*Sidecar, error) {
	file, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s: %w: it is a folder", path, ErrNotSidecar)
	}
	if info.Size() > maxSize {
		return nil, fmt.Errorf("%s: %w: it is larger than %d MB. %s", path, ErrNotSidecar, maxSize>>20, wayOut)
	}
	s, err := Read(io.LimitReader(file, maxSize))
	if err != nil {
		return nil, fmt.Errorf("%s: %w. %s", path, err, wayOut)
	}
	return s, nil
}
