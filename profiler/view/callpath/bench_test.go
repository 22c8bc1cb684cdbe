package callpath

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
)

// BenchmarkCallers lists 100,000 callers of one function: anew, sorted by times or by names; and a further page.
func BenchmarkCallers(b *testing.B) {
	const callers = 100_000
	random := rand.New(rand.NewPCG(1, 2))
	builder := callgraph.NewBuilder()
	builder.Add("len.py", 1, "len", callgraph.Figures{Calls: callers, PrimitiveCalls: callers, Self: callers, Cumulative: callers})
	for i := range callers {
		f := builder.Add(fmt.Sprintf("/site-packages/module_%d.py", i%2000), i, fmt.Sprintf("function_%d", random.IntN(30_000)), callgraph.Figures{Calls: 1, Cumulative: 2})
		builder.AddEdge(f, 0, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: random.Float64(), Cumulative: random.Float64()})
	}
	paths := New(builder.Graph(), nil)
	for name, keys := range map[string][2]callgraph.Key{
		"by time": {callgraph.Cumulative, callgraph.Self}, "by name": {callgraph.Name, callgraph.File},
	} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				paths.Page(Query{Path: []int{0}, Columns: []callgraph.Column{{Key: keys[i%2], Descending: true}}, Limit: 100})
			}
		})
	}
	b.Run("further page", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			paths.Page(Query{Path: []int{0}, Offset: i * 100 % callers, Limit: 100})
		}
	})
}
