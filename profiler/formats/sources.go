package formats

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/pstats"
	"tottime/profiler/source"
)

// maxSource is the size in bytes of the largest file that is parsed as Python source.
const maxSource = 10 << 20

// sources finds out where functions begin, of which a profile says a line and a name. It parses each file once.
type sources struct {
	files    afero.Fs
	volume   string                                   // that the profile is on
	mapped   func(name string) (path string, ok bool) // where a file is that was elsewhere
	outlines map[string]*source.Outline               // by name; nil where there is no source
	missed   map[function]bool                        // of which it could not be found out
}

// function is what a sampled profile knows a function by.
type function struct{ file, name string }

func newSources(files afero.Fs, profile string) *sources {
	return &sources{
		files: files, volume: filepath.VolumeName(profile), mapped: func(string) (string, bool) { return "", false },
		outlines: make(map[string]*source.Outline), missed: make(map[function]bool),
	}
}

// firstLine is a pprof.FirstLine. Names may be qualified or bare.
func (s *sources) firstLine(file string, line int, name string) (first int, ok bool) {
	return s.find(file, line, name, false)
}

// firstLineQualified is firstLine for names that are always qualified, as those of Python 3.15's samples are.
func (s *sources) firstLineQualified(file string, line int, name string) (first int, ok bool) {
	return s.find(file, line, name, true)
}

func (s *sources) find(file string, line int, name string, qualified bool) (first int, ok bool) {
	switch {
	case line == 0: // the garbage collector, native code
		return 0, false
	case name == "<module>":
		return 1, true
	}
	if outline := s.outline(file); outline != nil {
		if d, found := outline.Around(line, name); found && (!qualified || d.QualifiedName == name) {
			return d.First, true
		}
	}
	s.missed[function{file, name}] = true
	return 0, false
}

// outline returns that of a Python file, or nil.
func (s *sources) outline(file string) *source.Outline {
	outline, known := s.outlines[file]
	if !known {
		if path, ok := s.locate(file); ok {
			if text, err := afero.ReadFile(s.files, path); err == nil {
				outline = source.Parse(text)
			}
		}
		s.outlines[file] = outline
	}
	return outline
}

// locate finds the Python file that a profile names.
func (s *sources) locate(name string) (path string, ok bool) {
	if path, ok := s.mapped(name); ok {
		// Where somebody says that the file is, may be on any machine.
		return path, s.isPython(path)
	}
	path = filepath.Clean(name)
	return path, filepath.IsAbs(name) && s.mayAsk(path) && s.isPython(path)
}

// mayAsk reports whether it may be asked for a file that a profile names. Asking for one of another machine would tell that machine who is asking; a
// profile must not be able to.
func (s *sources) mayAsk(path string) bool {
	volume := filepath.VolumeName(path)
	return !strings.HasPrefix(volume, `\\`) || strings.EqualFold(volume, s.volume)
}

// isPython reports whether a path is that of a Python file which is there.
func (s *sources) isPython(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".py", ".pyw", "":
	default:
		return false
	}
	info, err := s.files.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() <= maxSource
}

// note says of how many functions it is not known where they begin.
func (s *sources) note(stats *pstats.Stats) {
	switch n := len(s.missed); n {
	case 0:
	case 1:
		stats.Note("Where 1 function begins is not known, because there is no Python source that fits: its line is the lowest that was seen of it.")
	default:
		stats.Note(fmt.Sprintf(
			"Where %d functions begin is not known, because there is no Python source that fits: their lines are the lowest that were seen of them.", n))
	}
}
