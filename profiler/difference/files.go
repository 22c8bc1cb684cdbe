package difference

import (
	"path"
	"strings"
)

// file is a source file by the parts of its name, from which it can be told on any system and in any folder.
type file struct {
	name  string // as the profile has it
	parts []string
	// library is the same for a file of Python's library, or of an installed package, wherever that is installed and for which version of Python;
	// it is empty for other files.
	library string
}

// maxParts is how many parts a name has at most that is taken for a path.
const maxParts = 256

func newFile(name string) file {
	if inner, ok := strings.CutPrefix(name, "<frozen "); ok {
		return file{name: name, library: "lib/" + strings.ReplaceAll(strings.TrimSuffix(inner, ">"), ".", "/") + ".py"}
	}
	if name == "" || strings.HasPrefix(name, "<") {
		return file{name: name}
	}
	clean := name
	if isWindows(name) {
		clean = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	}
	if strings.Count(clean, "/") >= maxParts {
		return file{name: name}
	}
	parts := strings.Split(path.Clean(clean), "/")
	return file{name: name, parts: parts, library: libraryOf(parts)}
}

// isWindows says whether a name is a path as Windows writes them.
func isWindows(name string) bool {
	drive := len(name) >= 2 && name[1] == ':' && 'a' <= name[0]|0x20 && name[0]|0x20 <= 'z'
	return drive || strings.Contains(name, `\`) && !strings.Contains(name, "/")
}

// absolute says whether the name begins at a root or on a drive.
func (f file) absolute() bool { return len(f.parts) > 1 && (f.parts[0] == "" || isWindows(f.parts[0])) }

// under is the beginning of the name, its first n parts.
func (f file) under(n int) string {
	if n == 0 {
		return ""
	}
	return strings.Join(f.parts[:n], "/") + "/"
}

// libraryOf is where a file is in Python's library or among the installed packages; see file.library.
func libraryOf(parts []string) string {
	for i := len(parts) - 2; i > 0; i-- {
		switch {
		case parts[i] == "site-packages" || parts[i] == "dist-packages":
			return "packages/" + module(parts[i+1:])
		case isLibrary(parts[i-1], parts[i]):
			return "lib/" + module(parts[i+1:])
		}
	}
	return ""
}

// isLibrary says whether a folder is that of Python's library: lib/python3.13 on Unix, Python313\Lib on Windows.
func isLibrary(parent, folder string) bool {
	version, unix := strings.CutPrefix(folder, "python")
	if unix && strings.HasPrefix(parent, "lib") && isVersion(version) {
		return true
	}
	digits, windows := strings.CutPrefix(parent, "python")
	return windows && folder == "lib" && isDigits(digits)
}

// module is the name of a file with that of a package's __init__.py made like one of a module, as frozen modules are named.
func module(parts []string) string {
	if n := len(parts); n > 1 && parts[n-1] == "__init__.py" {
		return strings.Join(parts[:n-1], "/") + ".py"
	}
	return strings.Join(parts, "/")
}

// sameFiles finds which files of two profiles are the same. It returns for each file of base its number in head, -1 where it has none.
//
// Files are the same whose names are; of Python's library and of installed packages, those that are at the same place in it; of all others, those
// that are at the same place in another folder, as long as only one can be meant: see sameInOtherFolder.
func sameFiles(base, head []file) []int32 {
	m := &fileMatch{base: base, head: head, ofBase: unmatched(len(base)), ofHead: unmatched(len(head))}
	m.byKey(func(f file) string { return f.name })
	m.byKey(func(f file) string {
		if f.library != "" || len(f.parts) == 0 {
			return ""
		}
		return f.under(len(f.parts)) // not clean, or written in another way
	})
	m.byKey(func(f file) string { return f.library })
	m.sameInOtherFolder()
	return m.ofBase
}

// fileMatch is the work of sameFiles.
type fileMatch struct {
	base, head     []file
	ofBase, ofHead []int32 // by file: the one in the other profile, or -1
}

func unmatched(n int) []int32 {
	none := make([]int32, n)
	for i := range none {
		none[i] = -1
	}
	return none
}

func (m *fileMatch) match(b, h int32) { m.ofBase[b], m.ofHead[h] = h, b }

// byKey matches the files left that have a key to themselves in both profiles. An empty key is none.
func (m *fileMatch) byKey(key func(file) string) {
	inHead, inBase := only(m.head, m.ofHead, key), only(m.base, m.ofBase, key)
	for k, b := range inBase {
		if h, ok := inHead[k]; ok && b >= 0 && h >= 0 {
			m.match(b, h)
		}
	}
}

// only finds the files left by their keys, -1 where several have one.
func only(files []file, of []int32, key func(file) string) map[string]int32 {
	found := make(map[string]int32, len(files))
	for i, f := range files {
		if of[i] >= 0 {
			continue
		}
		if k := key(f); k != "" {
			if _, several := found[k]; several {
				found[k] = -1
			} else {
				found[k] = int32(i)
			}
		}
	}
	return found
}
