package difference

import (
	"fmt"

	"tottime/profiler/runs"
)

// MadeIn says how the profile of a run was made. part says that it is that of one process or thread.
func MadeIn(run runs.Run, part bool) Made {
	m := Made{
		Profiler: run.Profiler, Target: run.Target.Name(), Machine: machine(run.Machine), Running: run.State == runs.Running, SnapshotAge: run.SnapshotAge,
	}
	if run.Python.Version != "" {
		m.Python = run.Python.Implementation + " " + run.Python.Version
	}
	if run.Overhead != nil {
		m.PerCall = run.Overhead.PerCall
	}
	if !part {
		m.Processes, m.Threads = len(run.Processes), len(run.Threads)
	}
	return m
}

// machine is a machine in words.
func machine(m *runs.Machine) string {
	switch {
	case m == nil:
		return ""
	case m.CPU == "":
		return fmt.Sprintf("%s with %s", m.System, counted(m.Cores, "core", "cores"))
	}
	return fmt.Sprintf("%s with %s of %s", m.System, counted(m.Cores, "core", "cores"), m.CPU)
}

// Plus is how a sum of two profiles was made: what is not the same in both is not known.
func (m Made) Plus(other Made) Made {
	sum := Made{Basis: max(m.Basis, other.Basis), Stacks: m.Stacks && other.Stacks, Python: common(m.Python, other.Python), Profiler: common(m.Profiler, other.Profiler), Machine: common(m.Machine, other.Machine), Target: common(m.Target, other.Target)}
	if m.PerCall == other.PerCall {
		sum.PerCall = m.PerCall
	}
	return sum
}

func common(a, b string) string {
	if a == b {
		return a
	}
	return ""
}
