package icicle

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
	"tottime/profiler/view/callpath"
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

// BenchmarkStacks lays out a profile of about 300,000 stacks of 2,000 functions, and lists what one function called along a path: the first time with the tree
// of the stacks, and again.
func BenchmarkStacks(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	builder := callgraph.NewBuilder()
	functions := make([]int, 2000)
	for f := range functions {
		functions[f] = builder.Function(builder.Symbol(fmt.Appendf(nil, "module_%d.py", f%50)), f, builder.Symbol(fmt.Appendf(nil, "function_%d", f)))
	}
	for builder.StackNodes() < 300_000 {
		stack := []int{functions[0]}
		for len(stack) < 40 && random.IntN(20) > 0 {
			stack = append(stack, functions[(stack[len(stack)-1]*7+random.IntN(4))%len(functions)])
		}
		builder.AddStack(stack, random.ExpFloat64())
	}
	g := builder.Graph()
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			lay(b, modelOf(g), screen)
		}
	})
	m := modelOf(g)
	laid := lay(b, m, screen)
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			b.ReportMetric(float64(len(lay(b, m, screen).Boxes)), "boxes")
		}
	})
	path := []int{laid.Boxes[0].Function, laid.Boxes[1].Function}
	b.Run("calls", func(b *testing.B) {
		for b.Loop() {
			if _, err := m.Calls(callpath.Callees, path); err != nil {
				b.Fatal(err)
			}
		}
	})
}
