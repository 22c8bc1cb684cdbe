package pstats

import "github.com/spf13/afero"

// ReadFile reads a whole file into memory of just its size, for Read and for readers of other formats.
func ReadFile(fs afero.Fs, path string) ([]byte, File, error) {
	data, modified, err := readFile(fs, path, nil)
	return data, File{path, modified}, err
}

// From says which files the profile was read from; its reports begin with them.
func (s *Stats) From(files ...File) { s.files = files }
