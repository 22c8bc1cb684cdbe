package origin

import (
	"path"
	"slices"
	"strings"
)

// Judge tells the places of source files. It looks at nothing but their names, which may be of another machine and of any system. It is immutable.
type Judge struct {
	folders []name // of the workspace, the longest first
	library []name // folders that are known to hold a standard library
}

// NewJudge returns a judge for a workspace with some folders: what is in them is the project, but for what is installed there, as in a virtual
// environment. interpreter is the path of the Python that the program was run by, "" where it is not known.
func NewJudge(interpreter string, folders ...string) *Judge {
	j := &Judge{}
	for _, folder := range folders {
		if n := parse(folder); n.absolute {
			j.folders = append(j.folders, n)
		}
	}
	slices.SortStableFunc(j.folders, func(a, b name) int { return len(b.parts) - len(a.parts) })
	if n := parse(interpreter); n.absolute && len(n.parts) > 1 {
		// On Windows, and where Python was built, the library is beside the interpreter.
		j.library = append(j.library, n.parent().with("Lib"))
	}
	return j
}

// Place tells where a source file belongs by its name in a profile.
//
// A relative name, such as those that pstats' strip_dirs leaves, tells nothing and is taken for the project's unless it has a folder such as
// site-packages in it. So is <string>, the text that exec was given.
func (j *Judge) Place(file string) Place {
	if strings.HasPrefix(file, "<") {
		return pseudo(file)
	}
	if file == "" {
		return Place{}
	}
	if module, is := strings.CutPrefix(file, "node:"); is {
		return Place{StandardLibrary, module, ""}
	}
	n := parse(file)
	whole := n
	var root name
	for _, folder := range j.folders {
		// What is in a folder of the workspace is judged by its way from there, wherever the folder itself is.
		if rest, in := n.below(folder); in {
			root, n = folder, rest
			break
		}
	}
	for _, library := range j.library {
		if rest, in := whole.below(library); in && len(rest.parts) > 0 && isModule(rest.module(0)) {
			return Place{StandardLibrary, rest.module(0), library.text()}
		}
	}
	if place, known := n.installed(root); known {
		return place
	}
	return n.project(root)
}

// pseudo tells the place of a name that is no file's.
func pseudo(file string) Place {
	if module, is := strings.CutPrefix(file, "<frozen "); is {
		module, _, _ = strings.Cut(strings.TrimSuffix(module, ">"), ".")
		return Place{StandardLibrary, module, ""}
	}
	if file == "<__array_function__ internals>" {
		return Place{Package, "numpy", ""}
	}
	return Place{Project, file, ""}
}

// installed tells the place of what is installed, if it is. root is the folder of the workspace that the name is relative to.
func (n name) installed(root name) (Place, bool) {
	// The last folder that says something is the nearest.
	for i := len(n.parts) - 2; i >= 0; i-- {
		if origin, skip, is := n.folder(i); is {
			first := i + 1 + skip
			return Place{origin, n.packageAt(origin, first), n.upTo(root, first)}, true
		}
	}
	if !n.absolute && strings.HasSuffix(n.last(), ".go") && len(n.parts) > 1 && goPackages[n.parts[0]] && len(root.parts) == 0 {
		return Place{StandardLibrary, path.Join(n.parts[:len(n.parts)-1]...), ""}, true // built with -trimpath
	}
	return Place{}, false
}

// packageAt is the package that begins at a part of the name.
func (n name) packageAt(origin Origin, first int) string {
	if !strings.HasSuffix(n.last(), ".go") {
		return n.module(first)
	}
	for i := first; i < len(n.parts)-1; i++ {
		if module, _, versioned := strings.Cut(n.parts[i], "@"); versioned {
			return path.Join(append(slices.Clone(n.parts[first:i]), module)...)
		}
	}
	return path.Join(n.parts[first:max(first+1, len(n.parts)-1)]...)
}

// containers are folders that hold packages and are none themselves.
var containers = []string{"src", "lib", "python"}

// project tells the place of what is not installed.
func (n name) project(root name) Place {
	first := 0
	switch {
	case len(root.parts) > 0 || !n.absolute:
		for first+1 < len(n.parts)-1 && slices.Contains(containers, n.parts[first]) {
			first++
		}
		if first+1 < len(n.parts) && slices.Contains(containers, n.parts[first]) {
			first++
		}
	case len(n.parts) > 1:
		// Where the program begins is not known: the folder is the best guess.
		first = len(n.parts) - 2
	}
	return Place{Project, n.module(first), n.upTo(root, first)}
}
