package icicle

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
)

// screen is what a screen of 1,500 pixels asks for.
var screen = Query{Least: 1.0 / 1500, Levels: 64}

// large is a profile of 100,000 functions and 300,000 edges, in whose calls some functions take much of the time.
func large() *callgraph.Graph {
	const functions, edges = 100_000, 300_000
	random := rand.New(rand.NewPCG(1, 2))
	b := callgraph.NewBuilder()
	self := make([]float64, functions)
	total := make([]float64, functions)
	callees := make([][]int, functions)
	for range edges {
		f := int(float64(functions) * random.Float64() * random.Float64())
		if g := f + 1 + random.IntN(1+min(functions-f-1, 5000)); g < functions {
			callees[f] = append(callees[f], g)
		}
	}
	callers := make([]int, functions)
	for _, called := range callees {
		for _, g := range called {
			callers[g]++
		}
	}
	type edge struct {
		caller, callee int
		seconds        float64
	}
	var all []edge
	for f := functions - 1; f >= 0; f-- {
		self[f] = random.ExpFloat64() * random.ExpFloat64()
		total[f] += self[f]
		for _, g := range callees[f] {
			seconds := total[g] / float64(callers[g])
			total[f] += seconds
			all = append(all, edge{f, g, seconds})
		}
	}
	for f := range functions {
		b.Add(fmt.Sprintf("module_%d.py", f%2000), f/2000+1, fmt.Sprintf("function_%d", f), callgraph.Figures{
			Calls: int64(max(1, callers[f])), PrimitiveCalls: int64(max(1, callers[f])), Self: self[f], Cumulative: total[f],
		})
	}
	for _, e := range all {
		b.AddEdge(e.caller, e.callee, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: self[e.callee] / float64(callers[e.callee]), Cumulative: e.seconds})
	}
	return b.Graph()
}

// BenchmarkIcicle lays out a large profile: the first time with all that must be found out about it, and again.
func BenchmarkIcicle(b *testing.B) {
	g := large()
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			m := modelOf(g)
			b.StartTimer()
			b.ReportMetric(float64(len(lay(b, m, screen).Boxes)), "boxes")
		}
	})
	b.Run("again", func(b *testing.B) {
		m := modelOf(g)
		lay(b, m, screen)
		b.ReportAllocs()
		for b.Loop() {
			b.ReportMetric(float64(len(lay(b, m, screen).Boxes)), "boxes")
		}
	})
}
