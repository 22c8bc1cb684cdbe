package callgraph

import "math"

// Uncounted stands for a number of calls that the profile does not say: one that was made of samples knows times, but no calls.
const Uncounted int64 = math.MinInt64

// Figures are what a profiler counted and measured for a function, or for the calls of one function by another.
type Figures struct {
	Calls          int64   // all calls, or Uncounted
	PrimitiveCalls int64   // calls that were not made by the function itself, directly or through others, or Uncounted
	Self           float64 // seconds in the function alone, pstats' tottime; NaN when the profile does not say
	Cumulative     float64 // seconds in the function and all that it called, pstats' cumtime; NaN when the profile does not say
}

// Timed reports whether the profile says how long it took. The calls between two functions that the pure Python
// profiler recorded are counted only.
func (f Figures) Timed() bool { return !math.IsNaN(f.Self) }

// Counted reports whether the profile says how many calls there were.
func (f Figures) Counted() bool { return f.Calls != Uncounted }

// Plus returns the sum of both, as profiles are added up. What one of them does not say, the sum does not say.
func (f Figures) Plus(other Figures) Figures {
	return Figures{
		Calls:          addCounts(f.Calls, other.Calls),
		PrimitiveCalls: addCounts(f.PrimitiveCalls, other.PrimitiveCalls),
		Self:           f.Self + other.Self,
		Cumulative:     f.Cumulative + other.Cumulative,
	}
}

// addCounts returns the sum of two numbers of calls, Uncounted also where it is too large to be said.
func addCounts(a, b int64) int64 {
	sum := a + b
	if a == Uncounted || b == Uncounted || (sum > a) != (b > 0) {
		return Uncounted
	}
	return sum
}

// SelfPerCall returns the seconds in the function alone for each call, NaN when there is no call or the profile does not say.
func (f Figures) SelfPerCall() float64 {
	if f.Calls == 0 || f.Calls == Uncounted {
		return math.NaN()
	}
	return f.Self / float64(f.Calls)
}

// CumulativePerCall returns the seconds in the function and all that it called for each primitive call, NaN when there is none or the
// profile does not say.
func (f Figures) CumulativePerCall() float64 {
	if f.PrimitiveCalls == 0 || f.PrimitiveCalls == Uncounted {
		return math.NaN()
	}
	return f.Cumulative / float64(f.PrimitiveCalls)
}

// columns holds many Figures, each field in a slice of its own.
type columns struct {
	calls, primitive []int64
	self, cumulative []float64
}

func newColumns(length, capacity int) columns {
	return columns{
		calls:      make([]int64, length, capacity),
		primitive:  make([]int64, length, capacity),
		self:       make([]float64, length, capacity),
		cumulative: make([]float64, length, capacity),
	}
}

func (c *columns) at(i int) Figures {
	return Figures{Calls: c.calls[i], PrimitiveCalls: c.primitive[i], Self: c.self[i], Cumulative: c.cumulative[i]}
}

func (c *columns) set(i int, f Figures) {
	c.calls[i], c.primitive[i], c.self[i], c.cumulative[i] = f.Calls, f.PrimitiveCalls, f.Self, f.Cumulative
}

func (c *columns) append(f Figures) {
	c.calls = append(c.calls, f.Calls)
	c.primitive = append(c.primitive, f.PrimitiveCalls)
	c.self = append(c.self, f.Self)
	c.cumulative = append(c.cumulative, f.Cumulative)
}

// truncate shortens every column to length.
func (c *columns) truncate(length int) {
	c.calls, c.primitive = c.calls[:length], c.primitive[:length]
	c.self, c.cumulative = c.self[:length], c.cumulative[:length]
}

// permuted returns the columns with element i taken from element from[i].
func (c *columns) permuted(from []int32) columns {
	return columns{
		calls: permuted(c.calls, from), primitive: permuted(c.primitive, from),
		self: permuted(c.self, from), cumulative: permuted(c.cumulative, from),
	}
}

func permuted[T any](column []T, from []int32) []T {
	moved := make([]T, len(from))
	for i, j := range from {
		moved[i] = column[j]
	}
	return moved
}
