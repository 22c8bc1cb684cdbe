package callgraph

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Functions may be named as callers before they have a row, in several rows, in none, and in the middle of a batch that grows the index.
func TestRowsAreRecordsAndEdges(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 13))
	for _, n := range []int{0, 1, batchSize - 1, batchSize, batchSize + 1, 10 * batchSize} {
		one, many := NewBuilder(), NewBuilder()
		symbols := func(b *Builder, name string) (file, function Symbol) {
			return b.Symbol([]byte("f.py")), b.Symbol([]byte(name))
		}
		callee := 0
		for i := range n {
			figures := Figures{1, 1, random.Float64(), random.Float64()}
			name := fmt.Sprint(random.IntN(1 + n/2))
			if i%4 == 0 {
				callee = one.Add("f.py", 1, name, figures)
				file, function := symbols(many, name)
				many.Row(file, 1, function, figures)
			} else {
				file, function := symbols(one, name)
				one.AddEdge(one.Function(file, 1, function), callee, figures)
				file, function = symbols(many, name)
				many.Caller(file, 1, function, figures)
			}
			if i == n/2 {
				one.Compact()
				many.Compact()
			}
		}
		want, got := one.Graph(), many.Graph()
		check(t, "functions recorded", got.Recorded(), want.Recorded())
		check(t, "functions", got.Len(), want.Len())
		check(t, "totals", got.Totals(), want.Totals())
		check(t, "callers", callers(got), callers(want))
	}
}

func TestSumFromZero(t *testing.T) {
	b := NewBuilder()
	file := b.Symbol([]byte("f.py"))
	row := func(name string) { b.Row(file, 1, b.Symbol([]byte(name)), Figures{Self: math.Copysign(0, -1)}) }
	row("first")
	b.SumFromZero()
	row("first")
	row("second")
	g := b.Graph()
	check(t, "negative zeros", []bool{math.Signbit(g.Figures(0).Self), math.Signbit(g.Figures(1).Self)}, []bool{true, false})
}
