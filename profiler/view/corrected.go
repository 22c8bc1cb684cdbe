package view

import "tottime/profiler/callgraph"

// Corrected are the times of a function, or of several on a line, without what recording cost, in seconds. They are estimates: see overhead.Correct.
type Corrected struct {
	Self, Cumulative float64
	// SelfPerCall is the seconds of Self for each call, CumulativePerCall those of Cumulative for each primitive call; nil where there is no such call.
	SelfPerCall, CumulativePerCall *float64
	// Share is Self, CumulativeShare is Cumulative, as a part of all functions' corrected self time, 0 to 1.
	Share, CumulativeShare float64
}

// correctedGraph is a graph with corrected times; the graph is nil where these are not known.
type correctedGraph struct {
	*callgraph.Graph
	total float64 // seconds of self time
}

func newCorrectedGraph(graph *callgraph.Graph) correctedGraph {
	if graph == nil {
		return correctedGraph{}
	}
	return correctedGraph{graph, graph.Totals().Self}
}

func (g correctedGraph) function(f int) *Corrected {
	if g.Graph == nil {
		return nil
	}
	return g.of(g.Figures(f))
}

func (g correctedGraph) group(functions *group) *Corrected {
	if g.Graph == nil {
		return nil
	}
	return g.of(functions.figures(g.Graph))
}

func (g correctedGraph) of(figures callgraph.Figures) *Corrected {
	return &Corrected{
		Self: figures.Self, Cumulative: figures.Cumulative,
		SelfPerCall: present(figures.SelfPerCall()), CumulativePerCall: present(figures.CumulativePerCall()),
		Share: share(figures.Self, g.total), CumulativeShare: share(figures.Cumulative, g.total),
	}
}
