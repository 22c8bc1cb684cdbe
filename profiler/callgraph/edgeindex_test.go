package callgraph

import (
	"math/rand/v2"
	"testing"
)

// Sums that are folded again and again are those of all edges at once, added in the same order.
func TestCompactKeepsSums(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 13))
	for _, functions := range []int{1, 2, 30, 300} {
		often, never := NewBuilder(), NewBuilder()
		number := func(b *Builder, f int) int { return b.Function(b.Symbol([]byte("f.py")), f, b.Symbol([]byte("f"))) }
		for i := range 2000 {
			caller, callee := random.IntN(functions), random.IntN(functions)
			figures := Figures{1, 1, random.ExpFloat64(), random.ExpFloat64()}
			often.AddEdge(number(often, caller), number(often, callee), figures)
			never.AddEdge(number(never, caller), number(never, callee), figures)
			if i%300 == 0 {
				often.Compact()
				if edges := len(often.edges.caller); edges > functions*functions {
					t.Fatalf("%d edges between %d functions", edges, functions)
				}
			}
		}
		check(t, "callers", callers(often.Graph()), callers(never.Graph()))
	}
}
