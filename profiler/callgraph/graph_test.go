package callgraph

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// call is a row of a table of edges in tests.
type call struct {
	Caller, Callee string
	Figures
}

// build makes a graph of functions with the given names and of calls between them, which may come first.
func build(names []string, figures []Figures, calls ...call) *Graph {
	b := NewBuilder()
	number := func(name string) int { return b.Function(b.Symbol([]byte("f.py")), 1, b.Symbol([]byte(name))) }
	for _, c := range calls {
		b.AddEdge(number(c.Caller), number(c.Callee), c.Figures)
	}
	for i, name := range names {
		b.Add("f.py", 1, name, figures[i])
	}
	return b.Graph()
}

// callers and callees list all edges of a graph, seen from either end.
func callers(g *Graph) (all []call) {
	for f := range g.Len() {
		for e := range g.Callers(f) {
			all = append(all, call{g.Name(e.Function), g.Name(f), e.Figures})
		}
	}
	return all
}

func callees(g *Graph) (all []call) {
	for f := range g.Len() {
		for e := range g.Callees(f) {
			all = append(all, call{g.Name(f), g.Name(e.Function), e.Figures})
		}
	}
	return all
}

func TestBuilder(t *testing.T) {
	one, two, three := Figures{1, 1, .5, 1}, Figures{2, 1, .25, .5}, Figures{3, 2, .75, 1.5}
	for name, c := range map[string]struct {
		names   []string
		figures []Figures
		calls   []call

		wantNames            []string
		wantFigures          []Figures
		wantCallers, wantEnd []call
	}{
		"empty": {},
		"records keep their order whatever the edges name first": {
			names: []string{"main", "work"}, figures: []Figures{one, two},
			calls:       []call{{"main", "work", two}, {"work", "work", one}},
			wantNames:   []string{"main", "work"},
			wantFigures: []Figures{one, two},
			wantCallers: []call{{"main", "work", two}, {"work", "work", one}},
			wantEnd:     []call{{"main", "work", two}, {"work", "work", one}},
		},
		"edges are grouped by callee and by caller": {
			names: []string{"a", "b", "c"}, figures: []Figures{one, one, one},
			calls:       []call{{"a", "c", one}, {"c", "b", two}, {"a", "b", three}, {"b", "c", two}},
			wantNames:   []string{"a", "b", "c"},
			wantFigures: []Figures{one, one, one},
			wantCallers: []call{{"c", "b", two}, {"a", "b", three}, {"a", "c", one}, {"b", "c", two}},
			wantEnd:     []call{{"a", "b", three}, {"a", "c", one}, {"b", "c", two}, {"c", "b", two}},
		},
		"what is added twice is added up": {
			names: []string{"a", "b", "a"}, figures: []Figures{one, one, two},
			calls:       []call{{"a", "b", one}, {"b", "b", one}, {"a", "b", two}},
			wantNames:   []string{"a", "b"},
			wantFigures: []Figures{three, one},
			wantCallers: []call{{"a", "b", three}, {"b", "b", one}},
			wantEnd:     []call{{"a", "b", three}, {"b", "b", one}},
		},
		"a function that is only named as caller comes last": {
			names: []string{"b"}, figures: []Figures{one},
			calls:       []call{{"a", "b", one}},
			wantNames:   []string{"b", "a"},
			wantFigures: []Figures{one, {}},
			wantCallers: []call{{"a", "b", one}},
			wantEnd:     []call{{"a", "b", one}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := build(c.names, c.figures, c.calls...)
			var names []string
			var figures []Figures
			for f := range g.Len() {
				names, figures = append(names, g.Name(f)), append(figures, g.Figures(f))
			}
			check(t, "functions", names, c.wantNames)
			check(t, "figures", figures, c.wantFigures)
			check(t, "callers", callers(g), c.wantCallers)
			check(t, "callees", callees(g), c.wantEnd)
		})
	}
}

func TestAddGraphDoublesItself(t *testing.T) {
	g := build([]string{"a", "b"}, []Figures{{1, 1, .5, 1}, {2, 1, .25, .5}}, call{"a", "b", Figures{2, 1, .25, .5}}, call{"x", "a", Figures{1, 1, 0, 1}})
	b := NewBuilder()
	for range 10 {
		b.AddGraph(g)
		b.Compact()
	}
	if len(b.edges.caller) > 4 {
		t.Errorf("a compacted builder holds %d edges of a union of 2", len(b.edges.caller))
	}
	sum := b.Graph()
	check(t, "figures", sum.Figures(1), Figures{20, 10, 2.5, 5})
	check(t, "callers", callers(sum), []call{{"x", "a", Figures{10, 10, 0, 10}}, {"a", "b", Figures{20, 10, 2.5, 5}}})
	if sum.Recorded() != 2 || sum.Len() != 3 {
		t.Errorf("%d of %d functions are recorded, want 2 of 3", sum.Recorded(), sum.Len())
	}
}

func TestTotals(t *testing.T) {
	g := build([]string{"a", "b"}, []Figures{{5, 4, .5, 1}, {2, 1, .25, .5}})
	check(t, "totals", g.Totals(), Figures{7, 5, .75, 0})
}

func TestManyFunctions(t *testing.T) {
	b := NewBuilder()
	const n = 10_000
	for i := range n {
		b.Add("f.py", i, "f", Figures{Calls: int64(i)})
		b.Add("g.py", i, "f", Figures{Calls: int64(i)})
	}
	for i := range n {
		b.Add("f.py", i, "f", Figures{Calls: 1})
	}
	g := b.Graph()
	if g.Len() != 2*n {
		t.Fatalf("%d functions, want %d", g.Len(), 2*n)
	}
	for i := range n {
		if g.Line(2*i) != i || g.Figures(2*i).Calls != int64(i+1) || g.Figures(2*i+1).Calls != int64(i) {
			t.Fatalf("function %d is %s with %v", 2*i, g.StandardName(2*i), g.Figures(2*i))
		}
	}
}

func TestPerCall(t *testing.T) {
	f := Figures{Calls: 4, PrimitiveCalls: 2, Self: 1, Cumulative: 3}
	check(t, "self per call", f.SelfPerCall(), .25)
	check(t, "cumulative per call", f.CumulativePerCall(), 1.5)
	check(t, "no calls", []float64{Figures{}.SelfPerCall(), Figures{}.CumulativePerCall()}, []float64{math.NaN(), math.NaN()})
}

func TestStandardName(t *testing.T) {
	for _, c := range []struct {
		file string
		line int
		name string
		want string
	}{
		{"/a/x.py", 12, "f", "/a/x.py:12(f)"},
		{"~", 0, "<built-in method builtins.len>", "{built-in method builtins.len}"},
		{"~", 0, "<a> and <b>", "{a> and <b}"},
		{"~", 0, "len", "len"},
		{"~", 0, "<", "<"},
		{"~", 1, "<len>", "~:1(<len>)"},
		{"", 0, "len", ":0(len)"},
		{"x.py", -1, "é", "x.py:-1(é)"},
	} {
		check(t, c.want, StandardName(c.file, c.line, c.name), c.want)
	}
}

func TestBuiltin(t *testing.T) {
	b := NewBuilder()
	b.Add("~", 0, "<len>", Figures{})
	b.Add("", 0, "len", Figures{})
	b.Add("profile", 0, "profiler", Figures{})
	b.Add("~", 1, "f", Figures{})
	g := b.Graph()
	var got []bool
	for f := range g.Len() {
		got = append(got, g.Builtin(f))
	}
	check(t, "builtin", got, []bool{true, true, true, false})
}

func TestYieldStops(t *testing.T) {
	g := build([]string{"a", "b"}, make([]Figures, 2), call{"a", "b", Figures{}}, call{"b", "b", Figures{}}, call{"a", "a", Figures{}})
	for range g.Callers(1) {
		break
	}
	for range g.Callees(0) {
		break
	}
	check(t, "callers", g.CallerCount(1), 2)
	check(t, "callees", g.CalleeCount(0), 2)
	check(t, "edges", g.Edges(), 3)
}

func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
