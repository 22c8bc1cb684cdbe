package origin

import (
	"regexp"
	"strings"
)

// installs are folders that hold installed packages, on any system and of any language.
var installs = map[string]bool{"site-packages": true, "dist-packages": true, "node_modules": true, "pyshared": true}

var (
	// libraries are folders of a standard library in the folder lib: "python3.8", "python3.13t", "pypy3.9".
	libraries = regexp.MustCompile(`^(python|pypy|graalpy)[23](\.\d+)?[a-z]{0,2}$`)
	// archives are zipped standard libraries: "python311.zip".
	archives = regexp.MustCompile(`^python[23]\d*\.zip$`)
	// pythons are folders in which Python is installed where the standard library is in Lib: "Python311", "anaconda3", "3.8.10", "cpython-main",
	// "PythonSoftwareFoundation.Python.3.11_3.11.2544.0_x64__qbz5n2kfra8p0".
	pythons = regexp.MustCompile(`(?i)^c?python$|^(c?python|pypy)[-_.]?\d|^cpython-|conda\d*$|^(mamba|mini)forge\d*$|^\d+\.\d+[\w.-]*$|^PythonSoftwareFoundation\.`)
	// parts are folders in one of pythons that have Lib in them: `Python\3.12.1\x64` of GitHub's runners, `python\current` of Scoop.
	parts = regexp.MustCompile(`(?i)^(x64|x86|arm64|current)$`)
)

// folder says where what is in the folder at a part of the name comes from, if the folder tells. The package begins so many parts after it.
func (n name) folder(i int) (origin Origin, skip int, tells bool) {
	part, next := n.parts[i], n.module(i+1)
	before := func(distance int) string {
		if i < distance {
			return ""
		}
		return n.parts[i-distance]
	}
	lower := part
	if n.windows {
		lower = strings.ToLower(part)
	}
	switch {
	case installs[lower]:
		return Package, 0, true
	case strings.HasSuffix(part, ".egg") || strings.HasSuffix(part, ".whl"):
		return Package, 0, true
	case part == "mod" && before(1) == "pkg" && strings.HasPrefix(next, "golang.org") && len(n.parts) > i+3 && strings.HasPrefix(n.parts[i+2], "toolchain@") && n.parts[i+3] == "src":
		return StandardLibrary, 3, true
	case part == "mod" && before(1) == "pkg":
		return Package, 0, true
	case part == "__pypackages__":
		return Package, 2, len(n.parts) > i+3
	case archives.MatchString(lower):
		return StandardLibrary, 0, true
	case libraries.MatchString(lower) && strings.HasPrefix(before(1), "lib"), lower == "lib-python" || lower == "lib_pypy":
		return n.inLibrary(i)
	case (part == "Lib" || n.windows && lower == "lib") && (pythons.MatchString(before(1)) || parts.MatchString(before(1)) && pythons.MatchString(before(2)) || before(2) == "envs") && isModule(next):
		return StandardLibrary, 0, true
	case part == "src" && (before(1) == "go" || strings.HasPrefix(before(1), "go1.") || before(3) == "go") && strings.HasSuffix(n.last(), ".go") && goPackages[next]:
		return StandardLibrary, 0, true
	case part == "vendor" && strings.HasSuffix(n.last(), ".go") && strings.Contains(next, "."):
		return Package, 0, true
	case part == "include" && before(1) == "usr":
		return StandardLibrary, 0, true
	case part == "library" && (before(2) == "rustc" || before(1) == "rust"):
		return StandardLibrary, 0, true
	case part == "src" && before(1) == "registry" && len(n.parts) > i+2:
		return Package, 1, true // of Rust: registry/src/index.crates.io-…/serde-1.0.0
	}
	return Project, 0, false
}

// inLibrary tells of what is in a folder such as lib/python3.8 whether it is from the standard library.
func (n name) inLibrary(i int) (origin Origin, skip int, tells bool) {
	next := n.module(i + 1)
	switch {
	case strings.HasPrefix(n.parts[i+1], "lib-") || strings.HasPrefix(n.parts[i+1], "plat-"):
		return StandardLibrary, 1, len(n.parts) > i+2
	case n.parts[i] == "lib-python" && len(n.parts) > i+2: // of PyPy: lib-python/3/json
		return StandardLibrary, 1, true
	}
	return StandardLibrary, 0, isModule(next)
}
