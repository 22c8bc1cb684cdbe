package callgraph

import (
	"math"
	"path"
	"testing"
)

// twins is a graph of two lambdas on one line, which share a qualified name, and of a function that calls both.
func twins() *Graph {
	b := NewBuilder()
	file, lambda := b.Symbol([]byte("/src/a.py")), b.Symbol([]byte("<lambda>"))
	main := b.Add("/src/a.py", 1, "main", Figures{Calls: 1})
	b.Describe(main, Details{QualifiedName: "main", Def: 2, End: 5})
	for ordinal := 1; ordinal <= 2; ordinal++ {
		f := b.Variant(file, 3, lambda, "main.<locals>.<lambda>", ordinal)
		b.Describe(f, Details{QualifiedName: "main.<locals>.<lambda>", Def: 3, End: 3})
		b.Record(f, Figures{Calls: int64(ordinal)})
		b.AddEdge(main, f, Figures{Calls: int64(ordinal)})
	}
	return b.Graph()
}

func checkTwins(t *testing.T, g *Graph, file string, times int64) {
	t.Helper()
	check(t, "functions", g.Len(), 3)
	check(t, "main", g.Details(0), Details{"main", 2, 5})
	_, ordinal := g.Variant(0)
	check(t, "main's ordinal", ordinal, 0)
	for f := 1; f <= 2; f++ {
		check(t, "name", g.StandardName(f), file+":3(<lambda>)")
		check(t, "details", g.Details(f), Details{"main.<locals>.<lambda>", 3, 3})
		qualified, ordinal := g.Variant(f)
		check(t, "variant", qualified, "main.<locals>.<lambda>")
		check(t, "ordinal", ordinal, f)
		check(t, "calls", g.Figures(f).Calls, times*int64(f))
		for e := range g.Callers(f) {
			check(t, "edge", e, Edge{0, Figures{Calls: times * int64(f)}})
		}
	}
}

func TestVariants(t *testing.T) {
	checkTwins(t, twins(), "/src/a.py", 1)
	b := NewBuilder()
	b.AddGraph(twins())
	b.AddGraph(twins())
	checkTwins(t, b.Graph(), "/src/a.py", 2)
	renamed, _ := twins().Renamed(path.Base, AddUp)
	checkTwins(t, renamed, "a.py", 1)
}

func TestNoDetails(t *testing.T) {
	g := build([]string{"a"}, make([]Figures, 1))
	check(t, "details", g.Details(0), Details{})
}

// Three functions of one name, of which two call the third; all files become one.
func TestRenamed(t *testing.T) {
	for name, c := range map[string]struct {
		collision Collision
		edge      Figures
		collided  Collided
	}{
		"add up":    {AddUp, Figures{3, 3, 1.5, 1.5}, Collided{1, 1}},
		"keep last": {KeepLast, Figures{2, 2, 1, 1}, Collided{1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBuilder()
			callee := b.Add("/c.py", 9, "g", Figures{3, 3, 1.5, 1.5})
			b.AddEdge(b.Add("/x/a.py", 1, "f", Figures{1, 1, .5, 1}), callee, Figures{1, 1, .5, .5})
			b.AddEdge(b.Add("/y/a.py", 1, "f", Figures{2, 2, .5, 1.5}), callee, Figures{2, 2, 1, 1})
			g, collided := b.Graph().Renamed(path.Base, c.collision)
			check(t, "collided", collided, c.collided)
			check(t, "functions", []string{g.StandardName(0), g.StandardName(1)}, []string{"c.py:9(g)", "a.py:1(f)"})
			check(t, "figures", g.Figures(1), Figures{3, 3, 1, 2.5})
			check(t, "callers", callers(g), []call{{"f", "g", c.edge}})
		})
	}
}

func TestKnowledge(t *testing.T) {
	one, counted := Figures{1, 1, .5, 1}, Figures{1, 1, math.NaN(), math.NaN()}
	for name, c := range map[string]struct {
		basis    Basis
		function Figures
		edge     Figures
		want     Knowledge
	}{
		"cProfile":       {Traced, one, one, Knowledge{Exact, Exact, Exact, Exact, Exact, Estimated}},
		"profile":        {Traced, one, counted, Knowledge{Exact, Exact, Exact, Exact, Unknown, Estimated}},
		"pyinstrument":   {Sampled, seconds(1, 1), seconds(1, 1), Knowledge{Unknown, Estimated, Estimated, Unknown, Estimated, Estimated}},
		"lines' samples": {SampledLines, seconds(1, 1), seconds(1, 1), Knowledge{Unknown, Estimated, AtMost, Unknown, AtMost, Estimated}},
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBuilder()
			b.SetBasis(c.basis)
			f := b.Add("a.py", 1, "f", c.function)
			b.AddEdge(f, f, c.edge)
			check(t, "knowledge", b.Graph().Knowledge(), c.want)
		})
	}
}

func TestUncounted(t *testing.T) {
	known, unknown := Figures{Calls: 2, PrimitiveCalls: 1, Self: 1, Cumulative: 2}, seconds(1, 2)
	check(t, "sums", []Figures{known.Plus(unknown), unknown.Plus(known), unknown.Plus(unknown)}, []Figures{seconds(2, 4), seconds(2, 4), seconds(2, 4)})
	for sum, numbers := range map[int64][2]int64{
		math.MaxInt64: {math.MaxInt64 - 1, 1}, -2: {-1, -1}, 0: {math.MaxInt64, -math.MaxInt64}, Uncounted: {math.MaxInt64, 1},
	} {
		check(t, "sum of large numbers", Figures{Calls: numbers[0]}.Plus(Figures{Calls: numbers[1]}).Calls, sum)
	}
	check(t, "too small", Figures{Calls: -math.MaxInt64}.Plus(Figures{Calls: -2}).Calls, Uncounted)
	check(t, "counted", []bool{known.Counted(), unknown.Counted()}, []bool{true, false})
	check(t, "per call", []float64{unknown.SelfPerCall(), unknown.CumulativePerCall()}, []float64{math.NaN(), math.NaN()})
}
