package difference

import (
	"math"

	"tottime/profiler/callgraph"
)

// Change is figures after less those before. What is only in one profile counts as 0 in the other.
type Change struct {
	// Calls is callgraph.Uncounted where a profile does not say them.
	Calls            int64
	Self, Cumulative float64 // in seconds
	// The parts are the differences as a part of what was before: 0.5 for half as much again, -1 for gone. They are NaN where that was 0 or is not known.
	CallsPart, SelfPart, CumulativePart float64
}

// NewChange returns the change between two figures.
func NewChange(before, after callgraph.Figures) Change {
	c := Change{Calls: callgraph.Uncounted, Self: known(after.Self) - known(before.Self), Cumulative: known(after.Cumulative) - known(before.Cumulative)}
	c.CallsPart = math.NaN()
	if before.Counted() && after.Counted() {
		c.Calls = less(after.Calls, before.Calls)
		c.CallsPart = part(float64(c.Calls), float64(before.Calls))
	}
	c.SelfPart, c.CumulativePart = part(c.Self, known(before.Self)), part(c.Cumulative, known(before.Cumulative))
	return c
}

// less is a - b, as far as that can be said.
func less(a, b int64) int64 {
	if d := a - b; (d > a) == (b < 0) || b == 0 {
		return d
	}
	if b < 0 {
		return math.MaxInt64
	}
	return math.MinInt64 + 1 // the least of all is callgraph.Uncounted
}

// known is some seconds, 0 where a damaged profile has no number.
func known(seconds float64) float64 {
	if math.IsNaN(seconds) || math.IsInf(seconds, 0) {
		return 0
	}
	return seconds
}

// part is what a difference is of what was before.
func part(difference, before float64) float64 {
	if before == 0 {
		return math.NaN()
	}
	return difference / math.Abs(before)
}

// Kind is what became of a function.
type Kind uint8

// The kinds, in the order in which they are sorted. Slower and faster are by self time.
const (
	New Kind = iota
	Gone
	Slower
	Faster
	Same
	// KindCount is the number of kinds.
	KindCount
)

// KindNames are what the kinds are called in a filter, in their order.
func KindNames() []string {
	return []string{New: "new", Gone: "gone", Slower: "slower", Faster: "faster", Same: "same"}
}

// Kinds is a set of kinds.
type Kinds uint8

// KindsOf returns the set of some kinds.
func KindsOf(some ...Kind) (s Kinds) {
	for _, k := range some {
		s |= 1 << k
	}
	return s
}

// Has says whether a kind is in the set.
func (s Kinds) Has(k Kind) bool { return s>>k&1 != 0 }

// Tolerance is how much of a difference counts as none: one of self time that is not above Seconds, or not above Share of the time before.
type Tolerance struct {
	Seconds float64
	Share   float64 // a part, such as 0.05
}

// tick is half of the least time, in seconds, that a clock of Python's tells: what is less was lost when times were added up.
const tick = 0.5e-9

// kind is what became of a function that is in both profiles.
func (t Tolerance) kind(before, after float64) Kind {
	before, after = known(before), known(after)
	switch difference := math.Abs(after - before); {
	case difference <= max(t.Seconds, tick) || difference <= t.Share*math.Abs(before):
		return Same
	case after > before:
		return Slower
	}
	return Faster
}
