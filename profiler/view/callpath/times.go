package callpath

import (
	"math"

	"tottime/profiler/callgraph"
)

// Time returns the seconds of a function's cumulative time: 0 where that is no time at all. A function without a record, or that the profile says was never
// called though it called others, as a profiler's entry for itself, took as long as what it called.
func (m *Model) Time(f int) float64 {
	m.prepare()
	return m.times[f]
}

// findTimes fills in times.
func (m *Model) findTimes() {
	m.times = make([]float64, m.Len())
	for f := range m.times {
		m.times[f] = usable(m.Figures(f).Cumulative)
	}
	if m.Knowledge().EdgeTimes == callgraph.Unknown {
		m.entering, m.inner = make([]float64, m.Len()), make([]float64, m.Len())
		for f := range m.times {
			for e := range m.Callers(f) {
				if m.group[e.Function] == m.group[f] {
					m.inner[f] += float64(max(1, e.Calls))
				} else {
					m.entering[f] += float64(max(1, e.Calls))
				}
			}
		}
	}
	for f := range m.times {
		if m.times[f] > 0 || f < m.Recorded() && m.Figures(f).Calls != 0 {
			continue
		}
		for e := range m.Callees(f) {
			if edge := (callgraph.Edge{Function: f, Figures: e.Figures}); e.Function != f {
				m.times[f] += m.seconds(edge, e.Function)
			}
		}
	}
}

// usable is x, or 0 for what is no time: damaged files hold such.
func usable(x float64) float64 {
	if x > 0 && !math.IsInf(x, 1) {
		return x
	}
	return 0
}

// findFits finds out which functions' callees took longer together than the function.
func (m *Model) findFits() {
	below := make([]float64, m.Len())
	for f := range below {
		for e := range m.Callers(f) {
			if e.Function != f {
				below[e.Function] += m.seconds(e, f)
			}
		}
	}
	for f := range m.ways {
		m.ways[f].fit = 1
		if time := m.times[f]; below[f] > time*(1+tolerance) {
			m.ways[f].fit = time / below[f]
		}
	}
}

// seconds is the cumulative time of the calls of a function along an edge. Calls that were counted only took their part of the function's time by their
// number: those that come from outside of a circle of calls all of it, and those that come back within the circle their part once more.
func (m *Model) seconds(e callgraph.Edge, callee int) float64 {
	if e.Timed() || m.entering == nil {
		return usable(e.Cumulative)
	}
	of := m.entering[callee]
	if m.group[e.Function] == m.group[callee] {
		of += m.inner[callee]
	}
	return m.times[callee] * float64(max(1, e.Calls)) / of
}
