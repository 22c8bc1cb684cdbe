package server

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tottime/protocol"
)

// mapping says that the files of one folder are now in another.
type mapping struct {
	from folder
	// to is an absolute path of this system.
	to string
}

// folder is a folder of any system, by the parts of its path. An absolute path's first part is empty or a volume, such as "c:" or "//host/share".
type folder struct {
	parts []string
	// fold says that names that differ only in case are the same.
	fold bool
}

// newMappings reads mappings. Those of a system on which case is of no matter are read so; fold says that this is one.
func newMappings(given []protocol.PathMapping, fold bool) (mappings []mapping, err error) {
	for _, m := range given {
		switch {
		case strings.TrimSpace(m.From) == "":
			return nil, fmt.Errorf(`%w: a path mapping to %q does not say which folder it is from. Write ".", for files with relative names`, errInvalidParams, m.To)
		case !filepath.IsAbs(m.To):
			return nil, fmt.Errorf("%w: the path mapping from %q is to %q, which is not absolute", errInvalidParams, m.From, m.To)
		}
		windows := isWindows(m.From)
		mappings = append(mappings, mapping{folder{partsOf(m.From, windows), fold || windows}, filepath.Clean(m.To)})
	}
	return mappings, nil
}

// isWindows says whether a name is a path as Windows writes them. A backslash does not tell where there are slashes too: on other systems it may be in a
// name.
func isWindows(name string) bool {
	return hasDrive(name) || strings.Contains(name, `\`) && !strings.Contains(name, "/")
}

// hasDrive says whether a name begins with the letter of a drive.
func hasDrive(name string) bool {
	return len(name) >= 2 && name[1] == ':' && 'a' <= name[0]|0x20 && name[0]|0x20 <= 'z'
}

// partsOf takes the path of a folder or file apart; there are none of ".".
func partsOf(name string, windows bool) []string {
	volume := ""
	if windows {
		name = strings.ReplaceAll(name, `\`, "/")
		switch {
		case strings.HasPrefix(name, "//"):
			// The host and the share are the volume, of which ".." leads nowhere.
			parts := strings.SplitN(strings.TrimLeft(name, "/"), "/", 3)
			volume, name = "//"+strings.Join(parts[:min(2, len(parts))], "/"), "/"+strings.Join(parts[min(2, len(parts)):], "")
		case hasDrive(name):
			volume, name = name[:2], name[2:]
		}
	}
	name = path.Clean(name)
	switch {
	case name == "/":
		return []string{volume}
	case name == "." && volume == "":
		return nil
	}
	parts := strings.Split(name, "/")
	parts[0] = volume + parts[0]
	return parts
}

// within is the path of a file relative to the folder, in the separators of this system, if the file is in it. The name is one in a profile: it must not
// lead out of the folder.
func (f folder) within(name string) (string, bool) {
	parts := partsOf(name, isWindows(name))
	if len(parts) <= len(f.parts) || len(f.parts) == 0 && (parts[0] == "" || strings.ContainsAny(parts[0], ":/")) {
		return "", false
	}
	for i, part := range f.parts {
		if part != parts[i] && !(f.fold && strings.EqualFold(part, parts[i])) {
			return "", false
		}
	}
	inside := filepath.Join(parts[len(f.parts):]...)
	return inside, filepath.IsLocal(inside)
}

// placesOf are the places where mappings look for the file with this name in a profile, the first one first.
func placesOf(name string, mappings []mapping) (places []string) {
	if isNoFile(name) {
		return nil
	}
	for _, m := range mappings {
		if inside, ok := m.from.within(name); ok {
			if place := filepath.Join(m.to, inside); !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
	}
	return places
}

// whereabouts finds sources that were elsewhere when the program was run.
type whereabouts struct {
	paths
	mappings []mapping
}

// whereabouts are those of a profile that is to be opened.
func (s *session) whereabouts(p protocol.ProfileOpenParams) (whereabouts, error) {
	files := newPaths(s.Files)
	mappings, err := newMappings(p.Mappings, files.fold)
	return whereabouts{files, mappings}, err
}

// mapped finds the file with this name in a profile where the mappings say that it is now.
func (w whereabouts) mapped(name string) (string, bool) {
	for _, path := range placesOf(name, w.mappings) {
		if w.isFile(path) {
			return path, true
		}
	}
	return "", false
}

// locate finds the source file with this name in a profile: where the mappings say that it is now, else as paths.locate does.
func (w whereabouts) locate(name string, folders []string) (string, bool) {
	if path, ok := w.mapped(name); ok {
		return path, true
	}
	return w.paths.locate(name, folders)
}
