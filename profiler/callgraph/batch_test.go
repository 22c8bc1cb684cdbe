package callgraph

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Callers may be named before they are recorded, more than once, never recorded, and in the middle of a batch that grows the index.
func TestAddCallIsAddEdge(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 13))
	for _, n := range []int{0, 1, batchSize - 1, batchSize, batchSize + 1, 10 * batchSize} {
		one, many := NewBuilder(), NewBuilder()
		for i := range n {
			figures := Figures{1, 1, random.Float64(), random.Float64()}
			caller, callee := fmt.Sprint(random.IntN(1+n/2)), fmt.Sprint(random.IntN(1+n/4))
			one.AddEdge(one.Function(one.Symbol([]byte("f.py")), 1, one.Symbol([]byte(caller))), one.Add("f.py", 1, callee, figures), figures)
			many.AddCall(many.Symbol([]byte("f.py")), 1, many.Symbol([]byte(caller)), many.Add("f.py", 1, callee, figures), figures)
			if i == n/2 {
				one.Compact()
				many.Compact()
			}
		}
		want, got := one.Graph(), many.Graph()
		check(t, "functions recorded", got.Recorded(), want.Recorded())
		check(t, "functions", got.Len(), want.Len())
		check(t, "callers", calls(got), calls(want))
	}
}

// calls lists all edges in an order that does not depend on which of the functions without a record was named first.
func calls(g *Graph) map[string]Figures {
	all := make(map[string]Figures)
	for _, c := range callers(g) {
		all[c.Caller+" "+c.Callee] = c.Figures
	}
	return all
}
