package server

import (
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/afero"
)

// paths compares and resolves paths on a file system.
type paths struct {
	files afero.Fs
	// fold says that names that differ only in case are the same.
	fold bool
}

func newPaths(files afero.Fs) paths {
	return paths{files, runtime.GOOS == "windows" || runtime.GOOS == "darwin"}
}

// maxLinks is how many symbolic links real follows before it takes them for a circle.
const maxLinks = 64

// real is path without symbolic links, as far as it exists. On a file system that knows no links it is the clean path.
func (p paths) real(path string) string {
	left := maxLinks
	return p.follow(filepath.Clean(path), &left)
}

// follow is real for a clean path; left counts the links that may still be followed.
func (p paths) follow(path string, left *int) string {
	parent := filepath.Dir(path)
	if parent == path {
		return path
	}
	path = filepath.Join(p.follow(parent, left), filepath.Base(path))
	target, ok := p.readLink(path)
	if !ok || *left == 0 {
		return path
	}
	*left--
	if !filepath.IsAbs(target) {
		target = filepath.Join(filepath.Dir(path), target)
	}
	return p.follow(filepath.Clean(target), left)
}

// readLink is the target of the symbolic link at path, if there is one.
func (p paths) readLink(path string) (string, bool) {
	reader, ok := p.files.(afero.LinkReader)
	if !ok {
		return "", false
	}
	target, err := reader.ReadlinkIfPossible(path)
	return target, err == nil
}

// key is the same for two paths that name the same file, wherever that can be told from the paths and links.
func (p paths) key(path string) string {
	path = p.real(path)
	if p.fold {
		return strings.ToLower(path)
	}
	return path
}

// isFile says whether a regular file is at path.
func (p paths) isFile(path string) bool {
	info, err := p.files.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// locate finds the source file that a profile names: as it stands if the name is absolute, else in the first of the folders that has it.
// It is false for the names that Python gives to what has no file, such as "<string>", and where no file is.
func (p paths) locate(name string, folders []string) (string, bool) {
	if isNoFile(name) {
		return "", false
	}
	if filepath.IsAbs(name) {
		// Asking for a file of another machine would tell that machine who is asking; a profile must not be able to.
		if path := filepath.Clean(name); !foreign(path, folders) && p.isFile(path) {
			return path, true
		}
		return "", false
	}
	for _, folder := range folders {
		if path := filepath.Join(folder, name); filepath.IsAbs(path) && p.isFile(path) {
			return path, true
		}
	}
	return "", false
}

// isNoFile says whether a name is one that Python gives to what has no file.
func isNoFile(name string) bool { return name == "" || name == "~" || strings.HasPrefix(name, "<") }

// foreign says whether path is on a network volume (\\host\share) that none of the folders is on.
func foreign(path string, folders []string) bool {
	volume := filepath.VolumeName(path)
	if !strings.HasPrefix(volume, `\\`) {
		return false
	}
	for _, folder := range folders {
		if strings.EqualFold(filepath.VolumeName(folder), volume) {
			return false
		}
	}
	return true
}
