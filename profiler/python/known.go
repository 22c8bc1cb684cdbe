package python

import (
	"encoding/json"
	"path/filepath"
	"sync"

	"github.com/spf13/afero"

	"tottime/profiler/internal/replace"
)

// mostKnown is how many interpreters are remembered.
const mostKnown = 100

// known remembers what interpreters told of themselves, in a file: to ask one takes as long as it takes to start. An answer holds for as long as the
// interpreter's file is the one that gave it.
type known struct {
	mu      sync.Mutex // guards what follows
	answers map[string]remembered
}

// remembered is an answer by the path of the interpreter. It is part of a file's format: the tags are the names there.
type remembered struct {
	Program        stamp  `json:"program"`
	Environment    stamp  `json:"environment"` // pyvenv.cfg
	Version        string `json:"version"`
	Implementation string `json:"implementation"`
	Executable     string `json:"executable"`
	Prefix         string `json:"prefix"`
}

// stamp tells a file from what takes its place later; it is zero when there is none.
type stamp struct {
	Path     string `json:"path,omitempty"` // without links
	Size     int64  `json:"size,omitempty"`
	Modified int64  `json:"modified,omitempty"` // in nanoseconds since 1970
}

// recall returns what a candidate told when it was asked before.
func (f *Finder) recall(c candidate) (answer, bool) {
	if f.Cache == "" || c.shim {
		return answer{}, false
	}
	f.known.mu.Lock()
	defer f.known.mu.Unlock()
	f.readKnown()
	r, ok := f.known.answers[c.path]
	if !ok || r.Program != f.stamp(c.path) || r.Environment != f.stamp(configuration(c.path)) {
		return answer{}, false
	}
	return answer{version: r.Version, implementation: r.Implementation, executable: r.Executable, prefix: r.Prefix}, true
}

// remember keeps what a candidate told. A script that starts an interpreter may start another one the next time.
func (f *Finder) remember(c candidate, a answer) {
	if f.Cache == "" || c.shim || f.isScript(c.path) {
		return
	}
	f.known.mu.Lock()
	defer f.known.mu.Unlock()
	f.readKnown()
	if len(f.known.answers) >= mostKnown {
		clear(f.known.answers)
	}
	f.known.answers[c.path] = remembered{
		Program: f.stamp(c.path), Environment: f.stamp(configuration(c.path)),
		Version: a.version, Implementation: a.implementation, Executable: a.executable, Prefix: a.prefix,
	}
	text, err := json.MarshalIndent(f.known.answers, "", "\t")
	if err == nil && f.Files.MkdirAll(filepath.Dir(f.Cache), 0o700) == nil {
		// Where it cannot be kept the interpreter is asked again.
		_ = replace.File(f.Files, f.Cache, text)
	}
}

// readKnown reads the file, once. One that cannot be read is written anew.
func (f *Finder) readKnown() {
	if f.known.answers != nil {
		return
	}
	if text, err := afero.ReadFile(f.Files, f.Cache); err == nil {
		_ = json.Unmarshal(text, &f.known.answers)
	}
	if f.known.answers == nil {
		f.known.answers = map[string]remembered{}
	}
}

func (f *Finder) stamp(path string) stamp {
	real := RealPath(f.Files, path)
	info, err := f.Files.Stat(real)
	if err != nil {
		return stamp{}
	}
	return stamp{Path: real, Size: info.Size(), Modified: info.ModTime().UnixNano()}
}

// configuration is where the virtual environment of an interpreter describes itself, if it is in one (PEP 405).
func configuration(path string) string {
	return filepath.Join(filepath.Dir(filepath.Dir(path)), "pyvenv.cfg")
}

// isScript tells whether a program is a text that another one runs. What cannot be read, such as the Microsoft Store's stand-ins, is taken for one.
func (f *Finder) isScript(path string) bool {
	file, err := f.Files.Open(path)
	if err != nil {
		return true
	}
	defer file.Close()
	start := make([]byte, 2)
	n, err := file.Read(start)
	return err != nil || n < len(start) || string(start) == "#!"
}
