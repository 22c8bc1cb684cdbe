package python

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/afero"

	"tottime/profiler/process"
)

// candidate is a file that may be an interpreter.
type candidate struct {
	path   string // absolute
	source Source
	dir    string // where to start it when asking
	shim   bool   // it starts an interpreter that it chooses by the folder it is started in, as pyenv's shims do
	err    error  // why it cannot be asked, nil when it can
}

// newestMinor is the last python3.X that PATH is searched for, some years ahead of the releases.
const newestMinor = 20

// candidates yields the files that may be interpreters, the preferred first, each once. A file within an untrusted folder is never
// yielded, except for the chosen one, with an error.
func (f *Finder) candidates(ctx context.Context, query Query) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		seen := map[string]bool{}
		offer := func(c candidate) bool {
			key := c.path
			if !f.inEnvironment(c.path) {
				key = RealPath(f.Files, c.path)
			}
			switch {
			case seen[key]:
				return true
			case !query.Trusted && f.inside(c.path, query.Folders):
				c.err = untrusted(c.path)
				if c.source != Chosen {
					return true
				}
			case c.source == Workspace && !f.isFile(c.path):
				c.err = broken(c.path, "it is a link to an interpreter that is gone")
			}
			seen[key] = true
			return yield(c)
		}
		sources := []iter.Seq[candidate]{f.chosen(query), f.workspace(query), f.onPath(query), f.pyenv(), f.launcher(ctx, query)}
		for _, source := range sources {
			for c := range source {
				if !offer(c) {
					return
				}
			}
		}
	}
}

func (f *Finder) chosen(query Query) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		if query.Chosen == "" {
			return
		}
		path := query.Chosen
		if rest, ok := strings.CutPrefix(path, "~/"); ok {
			path = filepath.Join(f.home(), rest)
		}
		if !strings.ContainsAny(path, `/\`) {
			if found, ok := f.lookUp(path, query); ok {
				path = found
			}
		}
		if absolute, err := filepath.Abs(path); err == nil {
			path = absolute
		}
		if folder, err := afero.IsDir(f.Files, path); err == nil && folder {
			path = f.inFolder(path)
		}
		c := candidate{path: path, source: Chosen, dir: f.neutral(path), shim: isShim(path)}
		if _, err := f.Files.Stat(path); err != nil {
			c.err = broken(path, "there is no such file")
		}
		yield(c)
	}
}

func (f *Finder) workspace(query Query) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		for _, folder := range query.Folders {
			for _, name := range []string{".venv", "venv"} {
				path := f.inFolder(filepath.Join(folder, name))
				if !exists(f.Files, path) {
					continue
				}
				if !yield(candidate{path: path, source: Workspace, dir: f.neutral(path)}) {
					return
				}
			}
		}
	}
}

func (f *Finder) onPath(query Query) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		for _, folder := range f.pathFolders() {
			names := []string{"python3", "python"}
			if !isShim(filepath.Join(folder, "python")) { // pyenv has a shim python3.X for every version, used or not
				for minor := newestMinor; minor >= oldestMinor; minor-- {
					names = append(names, fmt.Sprintf("python3.%d", minor))
				}
			}
			for _, name := range names {
				path := filepath.Join(folder, f.program(name))
				if !f.isFile(path) {
					continue
				}
				c := candidate{path: path, source: Path, dir: f.neutral(path), shim: isShim(path)}
				if c.shim && query.Trusted && len(query.Folders) > 0 {
					c.dir = query.Folders[0] // so that its .python-version counts, as in a terminal there
				}
				if !yield(c) {
					return
				}
			}
		}
	}
}

// pyenv yields pyenv's versions, the newest first.
func (f *Finder) pyenv() iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		root := cmp.Or(f.Getenv("PYENV_ROOT"), filepath.Join(f.home(), ".pyenv"))
		folders := []string{filepath.Join(root, "versions")}
		if f.System == "windows" {
			folders = append(folders, filepath.Join(root, "pyenv-win", "versions"))
		}
		for _, folder := range folders {
			entries, err := afero.ReadDir(f.Files, folder)
			if err != nil {
				continue
			}
			slices.SortStableFunc(entries, func(a, b fs.FileInfo) int { return compareVersions(b.Name(), a.Name()) })
			for _, entry := range entries {
				path := filepath.Join(folder, entry.Name(), "bin", "python")
				if f.System == "windows" {
					path = filepath.Join(folder, entry.Name(), "python.exe")
				}
				if f.isFile(path) && !yield(candidate{path: path, source: Pyenv, dir: f.neutral(path)}) {
					return
				}
			}
		}
	}
}

// launched is a line of `py -0p`: " -V:3.12 *   C:\Python312\python.exe", or " -3.8-64   C:\…" from older launchers.
var launched = regexp.MustCompile(`(?m)^\s*-\S+\s+(?:\*\s+)?(\S.*?)\s*$`)

// launcher yields what the py launcher of Windows knows.
func (f *Finder) launcher(ctx context.Context, query Query) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		if f.System != "windows" {
			return
		}
		py, ok := f.lookUp("py", query)
		if !ok {
			return
		}
		text, err := f.Output(ctx, process.Command{Path: py, Args: []string{"-0p"}, Dir: f.neutral(py)}, askLimits)
		if err != nil {
			return
		}
		for _, line := range launched.FindAllStringSubmatch(string(text), -1) {
			if f.isFile(line[1]) && !yield(candidate{path: line[1], source: Launcher, dir: f.neutral(line[1])}) {
				return
			}
		}
	}
}

// lookUp finds a program on PATH, outside of untrusted folders.
func (f *Finder) lookUp(name string, query Query) (string, bool) {
	for _, folder := range f.pathFolders() {
		path := filepath.Join(folder, f.program(name))
		if f.isFile(path) && (query.Trusted || !f.inside(path, query.Folders)) {
			return path, true
		}
	}
	return "", false
}

// numbers are the parts by which versions are compared: those of "3.10.13" are 3, 10 and 13.
var numbers = regexp.MustCompile(`\d+`)

func compareVersions(a, b string) int {
	return slices.CompareFunc(numbers.FindAllString(a, -1), numbers.FindAllString(b, -1), func(a, b string) int {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return cmp.Compare(x, y)
	})
}
