package view

import (
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/source"
)

// FuzzHotspots marks files with profiles of which some keys fit and some do not.
func FuzzHotspots(f *testing.F) {
	f.Add([]byte(basket), uint64(1))
	f.Add([]byte("def f(): return (lambda: 1), [x for x in y]"), uint64(2))
	f.Fuzz(func(t *testing.T, text []byte, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 0))
		outline := source.Parse(text)
		b := callgraph.NewBuilder()
		var functions []int
		add := func(line int, name string) {
			self := random.Float64()
			functions = append(functions, b.Add("f.py", line, name, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: self, Cumulative: 2 * self}))
		}
		add(1, "<module>")
		for definition := range outline.All() {
			add(definition.First+random.IntN(2)*random.IntN(5), definition.Name)
		}
		for _, f := range functions {
			b.AddEdge(functions[0], f, callgraph.Figures{Calls: 1, Self: random.Float64(), Cumulative: random.Float64()})
		}
		graph := b.Graph()
		all := make([]int, graph.Len())
		for f := range all {
			all[f] = f
		}
		for _, outline := range []*source.Outline{outline, nil} {
			line, shares := 0, 0.0
			for _, h := range Hotspots(graph, nil, all, outline) {
				if h.Line <= line || h.Name == "" || h.Share < 0 || h.Heat != Heat(h.Share) || h.Cumulative < h.Self {
					t.Errorf("after line %d: %+v", line, h)
				}
				line, shares = h.Line, shares+h.Share
			}
			if shares > 1+1e-9 {
				t.Errorf("the shares add up to %v", shares)
			}
		}
	})
}
