// Package overhead estimates which times a profile would have if it had cost nothing to record it.
package overhead

import (
	"math"
	"strings"

	"tottime/profiler/callgraph"
)

// Cost is how many seconds longer a call takes because it is recorded.
//
// The profiler reads the clock when a call begins and when it ends. Inner is the part between these two readings: it counts as self time of the
// function that is called. Outer is the part before and after them: it counts as self time of the caller.
type Cost struct{ Inner, Outer float64 }

// Total is the whole cost of a call, in seconds.
func (c Cost) Total() float64 { return c.Inner + c.Outer }

// Kind is a kind of function. Python tells its profilers of each kind in another way, and takes another time for it.
type Kind int

// The kinds.
const (
	Function Kind = iota // in Python
	Builtin              // in C, such as len
	Method               // a method of a type in C, such as list.append: it is bound to its object once more for the profiler
	kinds
)

// KindOf is the kind of a function by its name in a profile of cProfile (Modules/_lsprof.c, normalizeUserObj); builtin says that it is in C.
func KindOf(name string, builtin bool) Kind {
	switch {
	case !builtin:
		return Function
	case strings.HasPrefix(name, "<method "):
		return Method
	}
	return Builtin
}

// Costs are those of one call of each kind.
type Costs [kinds]Cost

// Known reports whether anything is known of the costs: there are some, and all are possible.
func (c Costs) Known() bool {
	for _, cost := range c {
		if !(cost.Inner >= 0 && cost.Outer >= 0 && cost.Total() < math.MaxFloat32) {
			return false
		}
	}
	return c != Costs{}
}

// Counts are numbers of calls of each kind.
type Counts [kinds]int64

// Mean adds up the costs of parts of a program, such as threads.
type Mean struct {
	seconds Costs
	calls   Counts
}

// Add adds a part in which so many calls were made at these costs. One whose costs are not known is left out.
func (m *Mean) Add(costs Costs, calls Counts) {
	if !costs.Known() {
		return
	}
	for kind, n := range calls {
		m.calls[kind] += n
		m.seconds[kind].Inner += float64(n) * costs[kind].Inner
		m.seconds[kind].Outer += float64(n) * costs[kind].Outer
	}
}

// Costs returns the mean costs of a call: so many calls in all at these costs take as long as those of the parts together.
func (m *Mean) Costs() (mean Costs) {
	for kind, n := range m.calls {
		if n > 0 {
			mean[kind] = Cost{Rounded(m.seconds[kind].Inner / float64(n)), Rounded(m.seconds[kind].Outer / float64(n))}
		}
	}
	return mean
}

// Rounded is a cost without what is less than a hundredth of a nanosecond, which nobody can measure.
func Rounded(seconds float64) float64 { return math.Round(seconds*1e11) / 1e11 }

// of returns what one call of f costs.
func (c *Costs) of(g *callgraph.Graph, f int) Cost { return c[KindOf(g.Name(f), g.Builtin(f))] }
