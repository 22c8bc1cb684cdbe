package callgraph

// Times are seconds of self and of cumulative time.
type Times struct{ Self, Cumulative float64 }

// WithEstimates returns the graph with estimates in place of its times: functions holds those of each function, edgeTimes those of each edge in the order
// in which Callers yields them, from the first function to the last. Both graphs share all else, but the stacks: they would say other times.
func (g *Graph) WithEstimates(functions, edgeTimes []Times) *Graph {
	other := &Graph{
		symbols: g.symbols, variants: g.variants, functions: g.functions, recorded: g.recorded, figures: g.figures.withTimes(functions),
		details: g.details, basis: g.basis, callerStart: g.callerStart, callees: g.callees,
		edges: edges{caller: g.edges.caller, callee: g.edges.callee, figures: g.edges.figures.withTimes(edgeTimes)},
	}
	k := other.assess()
	k.Self, k.Cumulative, k.EdgeTimes = min(k.Self, Estimated), min(k.Cumulative, Estimated), min(k.EdgeTimes, Estimated)
	other.knowledge = k
	return other
}

// withTimes returns the columns with other times, which are one for each element.
func (c *columns) withTimes(times []Times) columns {
	n := len(times)
	other := columns{calls: c.calls, primitive: c.primitive, self: make([]float64, n), cumulative: make([]float64, n)}
	for i, t := range times {
		other.self[i], other.cumulative[i] = t.Self, t.Cumulative
	}
	return other
}
