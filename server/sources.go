package server

import (
	"sync"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/source"
)

// maxSource is the size in bytes of the largest file that is taken for Python source. Generated modules of some MB exist.
const maxSource = 32 << 20

// sources parses source files, again when they change.
type sources struct {
	files afero.Fs

	mu     sync.Mutex // guards parsed
	parsed map[string]parsed
}

// parsed is the outline of a file as it was then.
type parsed struct {
	modified time.Time
	size     int64
	outline  *source.Outline
}

// outline is that of the file at path as it is now.
func (s *sources) outline(path string) (*source.Outline, error) {
	info, err := s.files.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxSource {
		return nil, errNotAFile
	}
	s.mu.Lock()
	known, ok := s.parsed[path]
	s.mu.Unlock()
	if ok && known.size == info.Size() && known.modified.Equal(info.ModTime()) {
		return known.outline, nil
	}
	text, err := afero.ReadFile(s.files, path)
	if err != nil {
		return nil, err
	}
	outline := source.Parse(text)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.parsed == nil {
		s.parsed = map[string]parsed{}
	}
	s.parsed[path] = parsed{info.ModTime(), info.Size(), outline}
	return outline, nil
}
