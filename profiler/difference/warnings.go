package difference

import (
	"fmt"
	"strings"

	"tottime/profiler/callgraph"
)

// Warning is a reason why two profiles may not be comparable.
type Warning struct {
	Code string
	// Text is a sentence for the user.
	Text string
}

// The codes of warnings.
const (
	DifferentKinds     = "different-kinds"
	DifferentProfilers = "different-profilers"
	DifferentPythons   = "different-pythons"
	DifferentOverhead  = "different-overhead"
	DifferentMachines  = "different-machines"
	DifferentTargets   = "different-targets"
	DifferentProcesses = "different-processes"
	DifferentThreads   = "different-threads"
	Incomplete         = "incomplete"
)

// Unlike returns what sets two profiles apart in the way they were made, the gravest first.
func Unlike(base, head Made) (warnings []Warning) {
	warn := func(code, format string, a, b any, consequence string) {
		warnings = append(warnings, Warning{code, fmt.Sprintf("%s "+format+", %s "+format+": "+consequence+".", base.Name, a, head.Name, b)})
	}
	if a, b := base.kind(), head.kind(); a != b {
		warn(DifferentKinds, "%s", a, b, "times of the two do not mean the same")
	} else if a, b := base.Profiler, head.Profiler; a != "" && b != "" && a != b {
		warn(DifferentProfilers, "was recorded by %s", a, b, "each adds a time of its own to every call")
	}
	if a, b := base.Python, head.Python; differentPythons(a, b) {
		warn(DifferentPythons, "ran on %s", python(a), python(b), "Python's own functions take other times in the two, and some have other names")
	}
	if a, b := base.Machine, head.Machine; a != "" && b != "" && a != b {
		warn(DifferentMachines, "ran on %s", a, b, "the machines differ in speed")
	}
	if a, b := base.PerCall, head.PerCall; a > 0 && b > 0 && max(a, b) > overheadFactor*min(a, b) {
		warn(DifferentOverhead, "was recorded at %s a call", microseconds(a), microseconds(b), "what is called often looks slower where that is more")
	}
	if a, b := base.Target, head.Target; a != "" && b != "" && a != b {
		warnings = append(warnings, Warning{DifferentTargets, fmt.Sprintf("One is of %s, the other of %s: they are different programs.", a, b)})
	}
	if a, b := base.Processes, head.Processes; a > 0 && b > 0 && a != b {
		warn(DifferentProcesses, "has %s", counted(a, "process", "processes"), counted(b, "process", "processes"), "times are sums over all of them")
	} else if a, b := base.Threads, head.Threads; a > 0 && b > 0 && a != b {
		warn(DifferentThreads, "has %s", counted(a, "thread", "threads"), counted(b, "thread", "threads"), "times are sums over all of them")
	}
	return append(warnings, append(base.incomplete(), head.incomplete()...)...)
}

// incomplete says that a part of a profile is missing.
func (m Made) incomplete() []Warning {
	switch {
	case m.Running:
		return []Warning{{Incomplete, m.Name + " is of a program that was still running: what it has done since is missing."}}
	case m.SnapshotAge > 0:
		return []Warning{{Incomplete, fmt.Sprintf("%s was measured last %.1f s before its program ended: what it did then is missing.", m.Name, m.SnapshotAge)}}
	}
	return nil
}

// overheadFactor is how much more recording may cost in one of two profiles: it varies by a third between runs of one program.
const overheadFactor = 1.5

// kind is how the figures came to be, in words.
func (m Made) kind() string {
	switch {
	case m.Stacks:
		return "was made of sampled call stacks"
	case m.Basis == callgraph.Traced:
		return "was recorded call by call"
	}
	return "was made of samples"
}

// differentPythons says whether two are known and of different versions. Of one that is known as "3.13" alone, no more is compared.
func differentPythons(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if isVersion(short) {
		long = long[strings.LastIndexByte(long, ' ')+1:]
		return long != short && !strings.HasPrefix(long, short+".")
	}
	return a != b
}

// python is an interpreter in words.
func python(version string) string {
	if isVersion(version) {
		return "Python " + version
	}
	return version
}

func microseconds(seconds float64) string { return fmt.Sprintf("%.2f µs", seconds*1e6) }

func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
