// Package callpath tells how the time of a profile divides among the ways in which its functions came to be called.
package callpath

import (
	"math"
	"slices"
	"sync"

	"tottime/profiler/callgraph"
)

// Paths knows the ways to the functions of a profile. It is safe for concurrent use.
//
// Most profiles are made of pairs: they say what g took when f called it, but not on whose behalf f did. So what is one call deep is exact, and deeper the
// time of a function must be divided among the paths to it. That part of it is an estimate, unless there is nothing to divide: see Model.Step. Profiles
// that were made of whole stacks are exact at every depth.
type Paths struct {
	plain, corrected *Model // corrected is nil where nothing is known of what recording cost

	mu    sync.Mutex // guards what follows
	lists [2]list    // by direction: the one that was asked for last
}

// New returns the paths of a graph. corrected is the same graph without what recording cost, or nil where that is not known: see overhead.Correct.
func New(graph, corrected *callgraph.Graph) *Paths {
	p := &Paths{plain: &Model{Graph: graph}}
	if corrected != nil {
		p.corrected = &Model{Graph: corrected}
	}
	return p
}

// Model returns what is known of the paths; with corrected of the graph without what recording cost, where there is one.
func (p *Paths) Model(corrected bool) *Model {
	if corrected && p.corrected != nil {
		return p.corrected
	}
	return p.plain
}

// Model is what one graph says of the paths to its functions. It is safe for concurrent use.
type Model struct {
	*callgraph.Graph

	once  sync.Once
	ways  []way     // by function
	times []float64 // by function: see Time
	roots []int32   // see Roots
	// group is by function the functions that it and these call each other in turn; see callgraph.Graph.Components.
	group []int32
	// entering are by function the calls by functions outside its group, inner those by its own: by these the time of calls that have none is estimated. They
	// are nil where all calls have their times.
	entering, inner []float64

	treeOnce sync.Once
	tree     *Tree
}

// way is how a function is called.
type way struct {
	// only is the function that made all calls, but for those that the function itself brought about; -1 where there are several or none.
	only int32
	// cyclic says that the function calls itself through others.
	cyclic bool
	// recursive says that the function calls itself, directly or through others.
	recursive bool
	// fit is what the times of its callees must be multiplied by to be no longer than it took itself: 1 where they are not.
	fit float64
}

// tolerance is how far sums of times may differ, relatively, that are equal but for rounding.
const tolerance = 1e-6

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

// Recursive reports whether a function calls itself, directly or through others.
func (m *Model) Recursive(f int) bool { return m.way(f).recursive }

func (m *Model) way(f int) way {
	m.prepare()
	return m.ways[f]
}

// callers is what there is to know of all callers of a function.
type callers struct {
	one       int32 // the only one but the function itself, none or several
	outside   int32 // the only one that the function does not lead back to, none or several
	explained bool  // all calls of the function are by these callers
	self      bool
}

const (
	none    = -1
	several = -2
)

// prepare finds out how each function is called. For 100,000 functions and 300,000 edges it takes 20 ms.
func (m *Model) prepare() {
	m.once.Do(func() {
		group, groups := m.Components()
		m.group = group
		m.findTimes()
		m.ways = make([]way, m.Len())
		all := make([]callers, m.Len())
		members := make([]int32, groups) // by group: how many functions it has
		entries := make([]int32, groups) // by group: how many of them are called from outside, or may be
		open := make([]bool, groups)     // by group: whether any function outside calls it
		for f := range all {
			c := m.callersOf(f, group)
			all[f] = c
			members[group[f]]++
			if c.outside != none || !c.explained {
				entries[group[f]]++
			}
			open[group[f]] = open[group[f]] || c.outside != none
		}
		for f, c := range all {
			w := way{only: none, cyclic: members[group[f]] > 1, recursive: c.self || members[group[f]] > 1}
			switch {
			case !c.explained:
			case c.one >= 0:
				w.only = c.one
			case c.outside >= 0 && entries[group[f]] == 1:
				w.only = c.outside
			}
			m.ways[f] = w
		}
		m.findRoots(group, open, members)
		m.findFits()
	})
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

func (m *Model) callersOf(f int, group []int32) callers {
	c := callers{one: none, outside: none}
	calls, seconds, counted := int64(0), 0.0, true
	for e := range m.Callers(f) {
		counted = counted && e.Counted()
		calls += e.Calls
		if e.Function == f {
			c.self = true
			continue
		}
		seconds += usable(e.Cumulative)
		c.one = with(c.one, e.Function)
		if group[e.Function] != group[f] {
			c.outside = with(c.outside, e.Function)
		}
	}
	figures := m.Figures(f)
	if counted && figures.Counted() {
		c.explained = calls == figures.Calls
	} else {
		c.explained = seconds >= m.times[f]*(1-tolerance) && seconds > 0
	}
	return c
}

// with is the only one of the callers so far and another.
func with(one int32, caller int) int32 {
	if one == none {
		return int32(caller)
	}
	return several
}

// Roots returns the functions from which all others can be reached, those with the longest time first: those that nothing is known to have called but
// themselves, and of functions that call each other in turn and that no other calls, one. That is the one with the most calls that no caller accounts
// for, then the one that took longest. The result must not be changed.
//
// In a profile that was recorded from beginning to end, what runs under a root is all there is: the sum of the roots' times is the sum of all
// functions' self times. It is less when functions that have callers were also called by nobody that the profile knows, as happens where profiling
// is switched on further down, and may be more when the only ways into a circle of functions are not known.
func (m *Model) Roots() []int32 {
	m.prepare()
	return m.roots
}

func (m *Model) findRoots(group []int32, open []bool, members []int32) {
	best := make(map[int32]int32) // by group of several functions
	for f := range m.Len() {
		n := group[f]
		switch other, known := best[n]; {
		case open[n]:
		case members[n] == 1:
			m.roots = append(m.roots, int32(f))
		case !known || m.betterEntry(f, int(other)):
			best[n] = int32(f)
		}
	}
	for _, f := range best {
		m.roots = append(m.roots, f)
	}
	slices.SortFunc(m.roots, func(a, b int32) int { return m.Longer(int(a), m.times[a], int(b), m.times[b]) })
}

// betterEntry reports whether f is more likely to be the first of functions that call each other in turn than other is.
func (m *Model) betterEntry(f, other int) bool {
	if a, b := m.unexplained(f), m.unexplained(other); a != b {
		return a > b
	}
	return m.times[f] > m.times[other]
}

// unexplained is how many calls of a function no caller accounts for, 0 where that is not known.
func (m *Model) unexplained(f int) int64 {
	figures := m.Figures(f)
	if !figures.Counted() {
		return 0
	}
	calls := figures.Calls
	for e := range m.Callers(f) {
		if !e.Counted() {
			return 0
		}
		calls -= e.Calls
	}
	return max(0, calls)
}

// Longer compares functions side by side: the longer time comes first, of equal times the name that is less, at last the function that comes first in
// the profile.
func (m *Model) Longer(f int, seconds float64, other int, otherSeconds float64) int {
	switch {
	case seconds > otherSeconds:
		return -1
	case seconds < otherSeconds:
		return 1
	case f == other:
		return 0
	case m.Name(f) != m.Name(other):
		if m.Name(f) < m.Name(other) {
			return -1
		}
		return 1
	}
	return f - other
}
