package sidecar

import (
	"math"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// Split returns a profile as a plain pstats file knows it, where functions that share a file, line and name are one, and the sidecar that says the rest.
// That is nil when there is nothing to say, and for profiles that a sidecar cannot be written for: those that do not count calls, and damaged ones.
func Split(g *callgraph.Graph, costs overhead.Costs) (plain *callgraph.Graph, s *Sidecar) {
	b := callgraph.NewBuilder()
	b.Grow(g.Len(), g.Edges())
	b.SetBasis(g.Basis())
	x := split{graph: g, sidecar: &Sidecar{Costs: costs}, place: make([]int, g.Len())}
	number, labels := make([]int, g.Len()), make(map[int]int, g.Len())
	for f := range g.Len() {
		number[f] = b.Function(b.Symbol([]byte(g.File(f))), g.Line(f), b.Symbol([]byte(g.Name(f))))
		labels[number[f]]++
		if f < g.Recorded() {
			b.Record(number[f], g.Figures(f))
		}
	}
	more := costs.Known()
	for f := range g.Len() {
		shared := labels[number[f]] > 1
		if g.Details(f) != (callgraph.Details{}) || shared {
			more = true
			x.function(f)
		}
		for e := range g.Callers(f) {
			b.AddEdge(number[e.Function], number[f], e.Figures)
			if e.Timed() && (shared || labels[number[e.Function]] > 1) {
				more = true
				x.check(e.Figures)
				x.sidecar.Edges = append(x.sidecar.Edges, Edge{Caller: x.function(e.Function), Callee: x.function(f), Figures: e.Figures})
			}
		}
	}
	if !more || x.damaged || g.Basis() != callgraph.Traced {
		return b.Graph(), nil
	}
	return b.Graph(), x.sidecar
}

// split fills a sidecar.
type split struct {
	graph   *callgraph.Graph
	sidecar *Sidecar
	place   []int // by function: 1 + its place in the sidecar, or 0
	damaged bool  // some figure cannot be written
}

// function returns a function's place in the sidecar.
func (x *split) function(f int) int {
	if x.place[f] == 0 {
		figures := x.graph.Figures(f)
		x.check(figures)
		x.sidecar.Functions = append(x.sidecar.Functions, Function{
			File: x.graph.File(f), Line: x.graph.Line(f), Name: x.graph.Name(f), Details: x.graph.Details(f), Figures: figures,
		})
		x.place[f] = len(x.sidecar.Functions)
	}
	return x.place[f] - 1
}

// check notes whether figures cannot be written.
func (x *split) check(f callgraph.Figures) {
	for _, time := range []float64{f.Self, f.Cumulative} {
		x.damaged = x.damaged || math.IsNaN(time) || math.IsInf(time, 0)
	}
	x.damaged = x.damaged || f.Calls < 0 || f.PrimitiveCalls < 0
}
