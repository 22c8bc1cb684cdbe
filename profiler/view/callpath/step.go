package callpath

import (
	"tottime/profiler/callgraph"
)

// Step is a function that was called along one path.
type Step struct {
	Function int
	// Seconds is the cumulative time of the function along this path, Self its self time. What it does again while it is on the path already, because it
	// calls itself, is within both.
	Seconds, Self float64
	// Whole says that the function did all it did along this path.
	Whole bool
	// Exact says that the times are as they were measured. Otherwise they are estimates.
	Exact bool
}

// Start is a function and all that it did.
func (m *Model) Start(f int) Step {
	return Step{Function: f, Seconds: m.Time(f), Self: usable(m.Figures(f).Self), Whole: true, Exact: f < m.Recorded()}
}

// Down is what a step's function called along an edge of the graph, on behalf of the path to it:
//
//	seconds(path, g) = seconds(path) / cumulative(f) · cumulative(f→g)
//
// where f is the last function of the path. What a function took along one path is thus taken to have gone to its callees as all its time went. This is
// exact, and not an estimate, when f is whole: then the first factor is 1. And g is whole when f is, and all calls of g are by f:
//
//   - g has no other caller, or only such as g itself leads to and nothing else does: those calls happen within g;
//   - and the calls along the edges are as many as the profile counted for g, so that nobody called g whom the profile does not know. Where calls are not
//     counted the times must be the same instead.
//
// By this rule a chain of functions with one caller each is exact all the way down from a root, and from the first function with two callers on what is
// below is not. Below a function that calls itself through others nothing is exact: some of its calls are on the path already and others are not,
// and the profile does not say which of them made a call.
//
// Where what a function called took longer than the function, as in circles of calls and in damaged profiles, it is shortened in equal measure, and an
// estimate.
func (m *Model) Down(s Step, e callgraph.Edge) Step {
	from, to := m.way(s.Function), m.way(e.Function)
	time := m.Time(e.Function)
	clear := s.Whole && !from.cyclic && from.fit == 1
	whole := clear && int(to.only) == s.Function
	edge := e
	edge.Function = s.Function
	full := m.seconds(edge, e.Function)
	if e.Timed() && (full < time*(1-tolerance) || full > time*(1+tolerance)) {
		whole = false
	}
	next := Step{Function: e.Function, Seconds: full * from.fit * m.share(s), Whole: whole, Exact: clear && e.Timed() || whole}
	switch figures := m.Figures(e.Function); {
	case whole:
		next.Self = usable(figures.Self)
	case e.Timed() && !to.recursive && full > 0:
		next.Self = usable(e.Self) * next.Seconds / full
	case time > 0:
		next.Self = usable(figures.Self) * next.Seconds / time
		next.Exact = false
	}
	next.Self = min(next.Self, next.Seconds)
	return next
}

// share is the part of a function's time that belongs to a step, 0 to 1.
func (m *Model) share(s Step) float64 {
	time := m.Time(s.Function)
	if s.Whole || s.Seconds >= time {
		return 1
	}
	return s.Seconds / time
}

// Callee returns the edge from a function to one that it called.
func (m *Model) Callee(f, callee int) (e callgraph.Edge, found bool) {
	if m.CallerCount(callee) < m.CalleeCount(f) {
		for e := range m.Callers(callee) {
			if e.Function == f {
				e.Function = callee
				return e, true
			}
		}
		return e, false
	}
	for e := range m.Callees(f) {
		if e.Function == callee {
			return e, true
		}
	}
	return e, false
}
