package difference

import (
	"strings"

	"tottime/profiler/callgraph"
)

// Made says how a profile was made, as far as that is known.
type Made struct {
	// Name is what the profile is called in sentences.
	Name string
	// Python is the interpreter, such as "CPython 3.13.0" or only "3.13", "" where it is not known.
	Python string
	// Profiler is what measured, such as "cprofile" or "profile", "" where it is not known.
	Profiler string
	// Basis is what the figures rest on, Stacks that they were made of whole call stacks.
	Basis  callgraph.Basis
	Stacks bool
	// PerCall is what it cost to record a call, in seconds, 0 where that is not known.
	PerCall float64
	// Machine is what the program ran on, such as "linux/amd64, 4 cores, Intel Xeon", "" where it is not known.
	Machine string
	// Target is what was run, "" where it is not known.
	Target string
	// Processes and Threads are how many there were, 0 where that is not known.
	Processes, Threads int
	// Running says that the program had not ended. SnapshotAge is how many seconds before its end it was measured last, 0 where nothing is missing.
	Running     bool
	SnapshotAge float64
}

// Tell finds out of a graph how it was made, in so far as m does not say it.
func (m Made) Tell(g *callgraph.Graph) Made {
	m.Basis, m.Stacks = g.Basis(), g.Stacks() != nil
	if m.Profiler == "" && m.Basis == callgraph.Traced && !m.Stacks {
		m.Profiler = profilerOf(g)
	}
	if m.Python == "" {
		m.Python = pythonOf(g)
	}
	return m
}

// profilerOf is the profiler by which a profile was recorded, or "" where it does not tell. Only profile counts the calls between functions without timing
// them; cProfile has names such as "<built-in method builtins.len>" in the file "~".
func profilerOf(g *callgraph.Graph) string {
	if g.Knowledge().EdgeTimes == callgraph.Unknown {
		return "profile"
	}
	for f := range g.Recorded() {
		if g.Line(f) == 0 && g.File(f) == "~" && strings.HasPrefix(g.Name(f), "<") {
			return "cprofile"
		}
	}
	return ""
}

// pythonOf is the version of Python whose standard library or packages a profile names, such as "3.13", or "" where it names none, or several.
func pythonOf(g *callgraph.Graph) (version string) {
	seen := map[string]bool{}
	for f := range g.Recorded() {
		file := g.File(f)
		if seen[file] {
			continue
		}
		seen[file] = true
		found := libraryVersion(file)
		if found != "" && version != "" && found != version {
			return ""
		}
		if found != "" {
			version = found
		}
	}
	return version
}

// libraryVersion is the version in the path of a file in a library of Python's: lib/python3.13 on Unix, Python313\Lib on Windows.
func libraryVersion(file string) string {
	parts := strings.FieldsFunc(file, func(r rune) bool { return r == '/' || r == '\\' })
	for i := 1; i < len(parts); i++ {
		if before, ok := strings.CutPrefix(parts[i], "python"); ok && strings.HasPrefix(parts[i-1], "lib") && isVersion(before) {
			return strings.TrimSuffix(before, "t") // 3.13t is 3.13 without its lock
		}
		if digits, ok := strings.CutPrefix(parts[i-1], "Python"); ok && strings.EqualFold(parts[i], "lib") && len(digits) >= 2 && isDigits(digits) {
			return digits[:1] + "." + digits[1:]
		}
	}
	return ""
}

// isVersion says whether a text is a version of two numbers, such as 3.13.
func isVersion(text string) bool {
	major, minor, ok := strings.Cut(strings.TrimSuffix(text, "t"), ".")
	return ok && isDigits(major) && isDigits(minor)
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
