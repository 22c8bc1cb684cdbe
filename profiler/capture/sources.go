package capture

import (
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/python"
	"tottime/profiler/recording"
	"tottime/profiler/runs"
)

// From firstLook on, at intervals that double up to longestLook, new files are looked for among those that the program has run.
const (
	firstLook   = time.Second
	longestLook = time.Minute
)

// Limits on the text that is kept with a run.
const (
	mostSources       = 2000
	largestSource     = 1 << 20 // bytes
	largestSourcesSum = 32 << 20
)

// sources keeps the text of profiled files as it was when they ran, so that figures can be moved to the lines that they belong to after an edit.
//
// Which files run is only known while they run. Their text is read as soon as they are known, and taken only when the file has not been changed since the
// program started: then it is what Python has read. The text of other files is not known, so it is not kept.
type sources struct {
	files   afero.Fs
	folder  string   // the run's
	roots   []string // what lies in these folders is kept
	started time.Time

	seen map[string]bool
	kept int
	left int64 // bytes that may still be kept
	err  error // the first one of writing
}

// sourceRoots are the folders whose files' text is kept with any run.
func sourceRoots(run runs.Run) []string {
	roots := []string{run.WorkingDirectory}
	if run.Target.Path != "" {
		roots = append(roots, filepath.Dir(run.Target.Path))
	}
	return roots
}

// newSources returns the sources of a run; the roots are meant by their own names and by where links lead.
func newSources(files afero.Fs, folder string, started time.Time, roots ...string) *sources {
	s := &sources{files: files, folder: folder, started: started, seen: map[string]bool{}, left: largestSourcesSum}
	for _, root := range roots {
		if filepath.IsAbs(root) {
			s.roots = append(s.roots, filepath.Clean(root), python.RealPath(files, root))
		}
	}
	return s
}

// follow keeps the files that the recordings of the run name, until the program has ended.
func (s *sources) follow(ended <-chan struct{}) {
	reader := recording.NewReader(s.files, s.folder)
	look := time.NewTimer(firstLook)
	defer look.Stop()
	for pause := firstLook; ; look.Reset(pause) {
		select {
		case <-ended:
			return
		case <-look.C:
		}
		if p, err := reader.Read(); err == nil {
			s.collect(p)
		}
		pause = min(2*pause, longestLook)
	}
}

// collect keeps the files of a profile that are not kept yet.
func (s *sources) collect(p *recording.Profile) {
	for f := range p.Graph.Len() {
		if !p.Graph.Builtin(f) {
			s.keep(p.Graph.File(f))
		}
	}
}

// keep keeps a file, if its text is to be kept.
func (s *sources) keep(path string) {
	if s.seen[path] {
		return
	}
	s.seen[path] = true
	if !s.wanted(path) || s.kept == mostSources {
		return
	}
	text, ok := s.unchanged(path)
	if !ok || int64(len(text)) > s.left {
		return
	}
	if err := runs.SaveSource(s.files, s.folder, path, text); err != nil {
		if s.err == nil {
			s.err = err
		}
		return
	}
	s.kept++
	s.left -= int64(len(text))
}

// text is the text of a file as it was when it ran, false when that is not known.
func (s *sources) text(path string) ([]byte, bool) {
	if text, ok := runs.Source(s.files, s.folder, path); ok {
		return text, true
	}
	return s.unchanged(path)
}

// unchanged reads a file that has not been changed since the program started.
func (s *sources) unchanged(path string) ([]byte, bool) {
	if !filepath.IsAbs(path) {
		return nil, false
	}
	before, err := s.files.Stat(path)
	if err != nil || !before.Mode().IsRegular() || before.Size() > largestSource || before.ModTime().After(s.started) {
		return nil, false
	}
	text, err := afero.ReadFile(s.files, path)
	if err != nil {
		return nil, false
	}
	after, err := s.files.Stat(path)
	return text, err == nil && after.ModTime().Equal(before.ModTime()) && int64(len(text)) == before.Size()
}

// libraries matches what a root may hold that is not the user's: packages that were installed, and Python itself.
var libraries = regexp.MustCompile(`[/\\](?:site-packages|dist-packages|[Ll]ib(?:64)?[/\\]python[0-9.]+)[/\\]`)

// wanted tells whether a file is the user's own.
func (s *sources) wanted(path string) bool {
	if libraries.MatchString(path) {
		return false
	}
	for _, root := range s.roots {
		if relative, err := filepath.Rel(root, path); err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
