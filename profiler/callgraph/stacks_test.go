package callgraph

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sample is a call stack, outermost function first, and the seconds that it was there.
type sample struct {
	Stack   string // a letter for each function
	Seconds float64
}

func stacked(samples []sample) *Graph {
	b := NewBuilder()
	for _, s := range samples {
		var functions []int
		for _, name := range strings.Split(s.Stack, "") {
			functions = append(functions, b.Function(b.Symbol([]byte("f.py")), 1, b.Symbol([]byte(name))))
		}
		b.AddStack(functions, s.Seconds)
	}
	b.SetBasis(Sampled)
	return b.Graph()
}

func seconds(self, cumulative float64) Figures {
	return Figures{Uncounted, Uncounted, self, cumulative}
}

func TestStackSums(t *testing.T) {
	for name, c := range map[string]struct {
		samples []sample
		names   string
		figures []Figures
		callers []call
	}{
		"none": {},
		"a path and a shorter one": {
			samples: []sample{{"abc", 4}, {"ab", 2}, {"a", 1}, {"abc", 8}},
			names:   "abc", figures: []Figures{seconds(1, 15), seconds(2, 14), seconds(12, 12)},
			callers: []call{{"a", "b", seconds(2, 14)}, {"b", "c", seconds(12, 12)}},
		},
		"two callers": {
			samples: []sample{{"abd", 1}, {"acd", 2}},
			names:   "abdc", figures: []Figures{seconds(0, 3), seconds(0, 1), seconds(3, 3), seconds(0, 2)},
			callers: []call{{"a", "b", seconds(0, 1)}, {"b", "d", seconds(1, 1)}, {"c", "d", seconds(2, 2)}, {"a", "c", seconds(0, 2)}},
		},
		"recursion counts once": {
			samples: []sample{{"aaa", 1}, {"aa", 2}, {"a", 4}},
			names:   "a", figures: []Figures{seconds(7, 7)},
			callers: []call{{"a", "a", seconds(3, 3)}},
		},
		"recursion through another": {
			samples: []sample{{"abab", 1}, {"aba", 2}},
			names:   "ab", figures: []Figures{seconds(2, 3), seconds(1, 3)},
			callers: []call{{"b", "a", seconds(2, 3)}, {"a", "b", seconds(1, 3)}},
		},
		"two threads": {
			samples: []sample{{"a", 1}, {"b", 2}},
			names:   "ab", figures: []Figures{seconds(1, 1), seconds(2, 2)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := stacked(c.samples)
			var names string
			var figures []Figures
			for f := range g.Len() {
				names += g.Name(f)
				figures = append(figures, g.Figures(f))
			}
			check(t, "functions", names, c.names)
			check(t, "figures", figures, c.figures)
			check(t, "callers", callers(g), c.callers)
		})
	}
}

// TestStackSumsOfRandomStacks compares with sums that are formed stack by stack.
func TestStackSumsOfRandomStacks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var samples []sample
		for range 1 + random.IntN(20) {
			var stack strings.Builder
			for range 1 + random.IntN(8) {
				stack.WriteByte("abcd"[random.IntN(4)])
			}
			samples = append(samples, sample{stack.String(), float64(1 + random.IntN(100))})
		}
		g := stacked(samples)
		for f := range g.Len() {
			want := seconds(0, 0)
			for _, s := range samples {
				if strings.HasSuffix(s.Stack, g.Name(f)) {
					want.Self += s.Seconds
				}
				if strings.Contains(s.Stack, g.Name(f)) {
					want.Cumulative += s.Seconds
				}
			}
			check(t, g.Name(f), g.Figures(f), want)
		}
		for _, edge := range callers(g) {
			pair, want := edge.Caller+edge.Callee, seconds(0, 0)
			for _, s := range samples {
				if strings.HasSuffix(s.Stack, pair) {
					want.Self += s.Seconds
				}
				if strings.Contains(s.Stack, pair) {
					want.Cumulative += s.Seconds
				}
			}
			check(t, pair, edge.Figures, want)
		}
		if t.Failed() {
			t.Fatalf("of %v", samples)
		}
	}
}

// paths lists the stacks of a graph and their times.
func paths(g *Graph) (all []sample) {
	stacks := g.Stacks()
	if stacks == nil {
		return nil
	}
	path := make([]string, stacks.Len())
	for n := range path {
		if parent := stacks.Parent(n); parent >= 0 {
			path[n] = path[parent]
		}
		path[n] += g.Name(stacks.Function(n))
		all = append(all, sample{path[n], stacks.Self(n)})
	}
	return all
}

func TestStacks(t *testing.T) {
	g := stacked([]sample{{"abc", 4}, {"ad", 2}, {"abc", 1}})
	check(t, "paths", paths(g), []sample{{"a", 0}, {"ab", 0}, {"abc", 5}, {"ad", 2}})
	check(t, "knowledge", g.Knowledge(), Knowledge{Unknown, Estimated, Estimated, Unknown, Estimated, Exact})
	check(t, "totals", g.Totals(), Figures{Uncounted, Uncounted, 7, 0})
}

// A sum has whole stacks if all that was added has them; its figures are the same in any case.
func TestAddGraphsWithStacks(t *testing.T) {
	deep, other := stacked([]sample{{"ab", 1}, {"b", 2}}), stacked([]sample{{"cab", 4}})
	pairs := build([]string{"a", "b"}, []Figures{{1, 1, 8, 24}, {2, 2, 16, 16}}, call{"a", "b", Figures{2, 2, 16, 16}})
	for name, c := range map[string]struct {
		graphs  []*Graph
		paths   []sample
		figures Figures // of b
		edge    Figures // from a to b
	}{
		"stacks to stacks": {
			[]*Graph{deep, other}, []sample{{"a", 0}, {"ab", 1}, {"b", 2}, {"c", 0}, {"ca", 0}, {"cab", 4}}, seconds(7, 7), seconds(5, 5),
		},
		"pairs to stacks":           {[]*Graph{deep, pairs}, nil, seconds(19, 19), seconds(17, 17)},
		"stacks to pairs":           {[]*Graph{pairs, deep}, nil, seconds(19, 19), seconds(17, 17)},
		"stacks to pairs to stacks": {[]*Graph{deep, pairs, other}, nil, seconds(23, 23), seconds(21, 21)},
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBuilder()
			for _, g := range c.graphs {
				b.AddGraph(g)
			}
			sum := b.Graph()
			check(t, "paths", paths(sum), c.paths)
			check(t, "basis", sum.Basis(), Sampled)
			f := 0
			for sum.Name(f) != "b" {
				f++
			}
			check(t, "figures", sum.Figures(f), c.figures)
			for e := range sum.Callers(f) {
				check(t, "edge", e.Figures, c.edge)
			}
		})
	}
}

// TestDeepStack would overflow were the tree walked by recursion.
func TestDeepStack(t *testing.T) {
	b := NewBuilder()
	f := b.Function(b.Symbol([]byte("f.py")), 1, b.Symbol([]byte("f")))
	b.AddStack(slices.Repeat([]int{f}, 1_000_000), 1)
	check(t, "figures", b.Graph().Figures(0), seconds(1, 1))
}

func TestRenamedStacks(t *testing.T) {
	g, collided := stacked([]sample{{"ab", 1}}).Renamed(func(string) string { return "g.py" }, KeepLast)
	check(t, "paths", paths(g), []sample{{"a", 0}, {"ab", 1}})
	check(t, "collided", collided, Collided{})
	check(t, "file", g.File(1), "g.py")
	check(t, "basis", g.Basis(), Sampled)
}
