package python

import (
	"cmp"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"
)

// program is the file name of a program.
func (f *Finder) program(name string) string {
	if f.System == "windows" && !strings.HasSuffix(strings.ToLower(name), ".exe") {
		return name + ".exe"
	}
	return name
}

// inFolder is where a virtual environment has its interpreter.
func (f *Finder) inFolder(environment string) string {
	if f.System == "windows" {
		return filepath.Join(environment, "Scripts", "python.exe")
	}
	return filepath.Join(environment, "bin", "python")
}

// inEnvironment tells whether an interpreter belongs to a virtual environment.
func (f *Finder) inEnvironment(path string) bool {
	return exists(f.Files, configuration(path))
}

// isShim tells whether a program is one of pyenv, asdf or mise, which start another by the folder that they are started in.
func isShim(path string) bool { return filepath.Base(filepath.Dir(path)) == "shims" }

func (f *Finder) home() string { return cmp.Or(f.Getenv("HOME"), f.Getenv("USERPROFILE")) }

// pathFolders are the folders of PATH. A relative one would depend on where we were started, so it is left out.
func (f *Finder) pathFolders() []string {
	var folders []string
	for _, folder := range filepath.SplitList(f.Getenv("PATH")) {
		if filepath.IsAbs(folder) {
			folders = append(folders, filepath.Clean(folder))
		}
	}
	return folders
}

// neutral is a folder to start path in that has no say in what it does: its own.
func (f *Finder) neutral(path string) string { return filepath.Dir(path) }

func (f *Finder) isFile(path string) bool {
	info, err := f.Files.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// exists tells whether there is a file or a link of this name, wherever the link leads.
func exists(files afero.Fs, path string) bool {
	if l, ok := files.(afero.Lstater); ok {
		_, _, err := l.LstatIfPossible(path)
		return err == nil
	}
	_, err := files.Stat(path)
	return err == nil
}

// inside tells whether a file is in one of the folders, by its name or by where links lead.
func (f *Finder) inside(path string, folders []string) bool {
	for _, folder := range folders {
		for _, name := range []string{filepath.Clean(path), RealPath(f.Files, path)} {
			if f.within(name, filepath.Clean(folder)) || f.within(name, RealPath(f.Files, folder)) {
				return true
			}
		}
	}
	return false
}

func (f *Finder) within(path, folder string) bool {
	if f.System != "linux" { // the usual file systems of the others do not tell upper from lower case
		path, folder = strings.ToLower(path), strings.ToLower(folder)
	}
	relative, err := filepath.Rel(folder, path)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}

// maxLinks is how many symbolic links are followed, as on Linux.
const maxLinks = 40

// RealPath follows the symbolic links of an absolute path as far as it exists, where the file system knows links.
func RealPath(files afero.Fs, path string) string {
	reader, ok := files.(afero.LinkReader)
	if !ok {
		return filepath.Clean(path)
	}
	separator := string(filepath.Separator)
	rest := strings.Split(filepath.Clean(path), separator)
	real := filepath.VolumeName(path) + separator
	if rest[0] == filepath.VolumeName(path) {
		rest = rest[1:]
	}
	for links := 0; len(rest) > 0; {
		next := filepath.Join(real, rest[0])
		rest = rest[1:]
		target, err := reader.ReadlinkIfPossible(next)
		if err != nil || links == maxLinks {
			real = next
			continue
		}
		links++
		if filepath.IsAbs(target) {
			real = filepath.VolumeName(target) + separator
			target = strings.TrimPrefix(target, filepath.VolumeName(target))
		}
		rest = append(strings.Split(target, separator), rest...)
	}
	return real
}
