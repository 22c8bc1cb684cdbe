package sidecar

import (
	"bytes"
	"math"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// twins is a profile of two functions that share a label, which a third one calls with these figures.
func twins(of callgraph.Figures) *callgraph.Graph {
	b := callgraph.NewBuilder()
	file, name := b.Symbol([]byte("f.py")), b.Symbol([]byte("<lambda>"))
	caller := b.Add("f.py", 1, "main", callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: 1, Cumulative: 3})
	for ordinal := range 2 {
		f := b.Variant(file, 2, name, "main.<locals>.<lambda>", ordinal+1)
		b.Record(f, of)
		b.AddEdge(caller, f, of)
	}
	return b.Graph()
}

// What Split takes apart, Apply puts together.
func TestSplit(t *testing.T) {
	once := callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: 1, Cumulative: 1}
	b := callgraph.NewBuilder()
	b.Add("f.py", 1, "f", once)
	lone := b.Graph()
	costs := overhead.Costs{overhead.Function: {Inner: 1e-8}}
	for name, test := range map[string]struct {
		graph      *callgraph.Graph
		costs      overhead.Costs
		plain      int // functions
		nothing    bool
		edges, all int
	}{
		"twins":               {graph: twins(once), plain: 2, edges: 2, all: 3},
		"costs":               {graph: lone, costs: costs, plain: 1},
		"nothing to say":      {graph: lone, plain: 1, nothing: true},
		"calls are not known": {graph: twins(callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted}), plain: 2, nothing: true},
		"times that are none": {graph: twins(callgraph.Figures{Self: math.Inf(1)}), plain: 2, nothing: true},
		"less than no calls":  {graph: twins(callgraph.Figures{PrimitiveCalls: -1}), plain: 2, nothing: true},
	} {
		t.Run(name, func(t *testing.T) {
			plain, s := Split(test.graph, test.costs)
			if plain.Len() != test.plain || (s == nil) != test.nothing {
				t.Fatalf("%d functions, sidecar %+v", plain.Len(), s)
			}
			if s == nil {
				return
			}
			if len(s.Edges) != test.edges || len(s.Functions) != test.all || s.Costs != test.costs {
				t.Errorf("got %+v", s)
			}
			if err := s.Write(new(bytes.Buffer)); err != nil {
				t.Error(err)
			}
			again, _, err := s.Apply(plain)
			if err != nil {
				t.Fatal(err)
			}
			if again.Len() != test.graph.Len() || again.Edges() != test.graph.Edges() || again.Totals() != test.graph.Totals() {
				t.Errorf("%d functions, %d edges, %+v", again.Len(), again.Edges(), again.Totals())
			}
		})
	}
}
