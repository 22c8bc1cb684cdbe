package overhead

import (
	"math"

	"tottime/profiler/callgraph"
)

// Corrected is an estimate of what a profile would be without what it cost to record it.
type Corrected struct {
	// Graph has the functions and calls of the profile with corrected times; its knowledge says that they are estimates.
	Graph *callgraph.Graph
	// Seconds is what was taken off the self times of all functions together.
	Seconds float64
}

// Correct takes what recording cost off the times of a profile. It returns nil where that cannot be told: when the costs are not known, when the profile
// was made of samples, or when it does not say how often each function called which.
//
// The self time of f was measured with Inner for each call of f and with Outer for each call that f made, in Python and in C, so the corrected one is
//
//	self(f) − Inner(f)·calls(f) − Σ Outer(g)·calls(f→g)    over all g that f calls
//
// and not below 0. The sum of all corrected self times is the program's time without the overhead.
//
// The cumulative time of f holds the overhead of all that happened below f. How much of what is below g belongs to the calls by f, a profile of
// functions and their direct callers does not say. Inner is known for each call; the rest is taken to be the same part of each second that the calls
// of g took. This goes from the innermost functions outwards, once over each edge. Functions that call each other in turn are taken together: the part
// of their common time that is overhead is the same for each of them, and for the calls between them.
//
// For each function and for each edge 0 ≤ corrected self ≤ self and corrected self ≤ corrected cumulative ≤ cumulative, as long as self and cumulative
// are no less than 0 and in that order themselves.
func Correct(g *callgraph.Graph, costs Costs) *Corrected {
	k, total := g.Knowledge(), g.Totals().Self
	switch {
	case !costs.Known() || g.Basis() != callgraph.Traced || g.Stacks() != nil || g.Edges() == 0:
		return nil
	case k.Calls != callgraph.Exact || k.EdgeCalls != callgraph.Exact || k.EdgeTimes != callgraph.Exact:
		return nil
	case math.IsNaN(total) || math.IsInf(total, 0):
		return nil
	}
	c := newCorrection(g, costs)
	c.functions()
	c.groups()
	return &Corrected{Graph: g.WithEstimates(c.times, c.edges), Seconds: c.seconds}
}

// correction is the work of Correct. Groups are the graph's components: a function, or several that call each other in turn.
type correction struct {
	graph   *callgraph.Graph
	cost    []Cost    // by function: of a call of it; Inner is no more than a call took
	removed []float64 // by function: seconds that its self time is shortened by
	seconds float64   // the sum of these

	group   []int32 // by function
	members [][]int32
	time    []float64 // by group: the seconds that were spent in it and in what it called
	below   []float64 // by group: the seconds of these that are overhead, complete once the groups that it calls are done

	times, edges []callgraph.Times // the corrected ones
	first        []int32           // by function: the place of its first edge in edges
}

func newCorrection(g *callgraph.Graph, costs Costs) *correction {
	group, groups := g.Components()
	c := &correction{
		graph: g, cost: make([]Cost, g.Len()), removed: make([]float64, g.Len()), group: group, members: byGroup(group, groups),
		time: make([]float64, groups), below: make([]float64, groups),
		times: make([]callgraph.Times, g.Len()), edges: make([]callgraph.Times, g.Edges()), first: make([]int32, g.Len()),
	}
	for f := range g.Len() {
		c.cost[f] = costs.of(g, f)
	}
	return c
}

// byGroup lists the functions of each group.
func byGroup(group []int32, groups int) [][]int32 {
	start := make([]int32, groups+1)
	for _, n := range group {
		start[n+1]++
	}
	for n := range groups {
		start[n+1] += start[n]
	}
	members, functions := make([][]int32, groups), make([]int32, len(group))
	for n := range members {
		members[n] = functions[start[n]:start[n]:start[n+1]]
	}
	for f, n := range group {
		members[n] = append(members[n], int32(f))
	}
	return members
}

// functions corrects the self times.
func (c *correction) functions() {
	edge := int32(0)
	for f := range c.graph.Len() {
		figures := c.graph.Figures(f)
		c.removed[f] += c.cost[f].Inner * number(figures.Calls)
		c.first[f] = edge
		for e := range c.graph.Callers(f) {
			c.removed[e.Function] += c.cost[f].Outer * number(e.Calls)
			if c.group[e.Function] != c.group[f] {
				c.time[c.group[e.Function]] += max(0, e.Cumulative)
			}
			edge++
		}
	}
	for f := range c.graph.Len() {
		figures := c.graph.Figures(f)
		self := max(0, figures.Self)
		c.removed[f] = min(c.removed[f], self)
		c.seconds += c.removed[f]
		c.times[f].Self = figures.Self - c.removed[f]
		if figures.Calls > 0 {
			c.cost[f].Inner = min(c.cost[f].Inner, self/float64(figures.Calls))
		}
		c.time[c.group[f]] += self
		c.below[c.group[f]] += c.removed[f]
	}
}

// groups corrects the cumulative times and those of the edges, from the innermost functions outwards.
func (c *correction) groups() {
	for n, functions := range c.members {
		entry := c.entry(functions)
		whole := part(c.below[n], c.time[n])              // of the time in the group
		inside := part(c.below[n]-entry, c.time[n]-entry) // of what the calls from outside took besides their inner overhead
		for _, f := range functions {
			figures := c.graph.Figures(int(f))
			c.times[f].Cumulative = corrected(figures.Cumulative, min(c.below[n], whole*figures.Cumulative), c.times[f].Self)
			c.callers(int(f), whole, inside)
		}
	}
}

// entry is the inner overhead of the calls of functions of a group that do not come from the group.
func (c *correction) entry(functions []int32) (seconds float64) {
	for _, f := range functions {
		calls := c.graph.Figures(int(f)).Calls
		for e := range c.graph.Callers(int(f)) {
			if c.group[e.Function] == c.group[f] {
				calls -= e.Calls
			}
		}
		seconds += c.cost[f].Inner * number(calls)
	}
	return seconds
}

// callers corrects the edges to f, and adds their overhead to what is below the callers.
func (c *correction) callers(f int, whole, inside float64) {
	figures := c.graph.Figures(f)
	inner := c.cost[f].Inner * number(figures.Calls)
	own := part(c.removed[f]-inner, figures.Self-inner) // of the self time besides the inner overhead
	place := c.first[f]
	for e := range c.graph.Callers(f) {
		known := min(c.cost[f].Inner*number(e.Calls), max(0, e.Self))
		self := max(min(0, e.Self), e.Self-known-own*max(0, e.Self-known))
		overhead := whole * e.Cumulative
		if from := c.group[e.Function]; from != c.group[f] {
			overhead = known + inside*max(0, e.Cumulative-known)
			c.below[from] += max(0, min(overhead, e.Cumulative))
		}
		c.edges[place] = callgraph.Times{Self: self, Cumulative: corrected(e.Cumulative, overhead, self)}
		place++
	}
}

// number is a number of calls, none where a damaged profile has less than none.
func number(calls int64) float64 { return float64(max(0, calls)) }

// part is what some seconds are of others, 0 to 1.
func part(seconds, of float64) float64 {
	if of <= 0 {
		return 0
	}
	return min(1, max(0, seconds/of))
}

// corrected is a cumulative time without its overhead, which is at least the corrected self time.
func corrected(cumulative, overhead, self float64) float64 {
	return min(cumulative, max(cumulative-overhead, self))
}
