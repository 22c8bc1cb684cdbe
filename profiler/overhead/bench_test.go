package overhead

import (
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
)

// BenchmarkCorrect corrects a profile of 100,000 functions and 500,000 edges.
func BenchmarkCorrect(b *testing.B) {
	const functions, edges = 100_000, 500_000
	random := rand.New(rand.NewPCG(7, 8))
	builder := callgraph.NewBuilder()
	for f := range functions {
		builder.Add("p.py", lineOf(f), nameOf(f), callgraph.Figures{Calls: 10, PrimitiveCalls: 10, Self: 1e-5, Cumulative: 1e-4})
	}
	for range edges {
		builder.AddEdge(random.IntN(functions), random.IntN(functions), callgraph.Figures{Calls: 2, PrimitiveCalls: 2, Self: 2e-6, Cumulative: 2e-5})
	}
	g := builder.Graph()
	for b.Loop() {
		if Correct(g, sample) == nil {
			b.Fatal("it cannot be corrected")
		}
	}
}
