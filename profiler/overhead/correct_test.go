package overhead

import (
	"math"
	"math/rand/v2"
	"testing"

	"tottime/profiler/callgraph"
)

// near reports whether two numbers of seconds are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))+1e-15 }

// correct corrects a graph that can be.
func correct(t testing.TB, g *callgraph.Graph, costs Costs) *Corrected {
	t.Helper()
	c := Correct(g, costs)
	if c == nil {
		t.Fatal("it cannot be corrected")
	}
	return c
}

var sample = Costs{Function: {Inner: 4e-8, Outer: 9e-8}, Builtin: {Inner: 5e-8, Outer: 4e-8}, Method: {Inner: 9e-8, Outer: 9e-8}}

// TestCorrectIsExact corrects programs whose cumulative times follow from the profile: a function has one caller, or all its calls are alike.
func TestCorrectIsExact(t *testing.T) {
	const work = 1e-6
	for name, p := range map[string]program{
		"a chain":                 {{{work, 1}}, {{work, 3}, {work, nobody}}, nil, {{2 * work, nobody}}},
		"functions in C":          {{{work, 2}, {work, 2}, {work, 5}}, nil, {{work, 4}}, nil, {{work, nobody}}, {{3 * work, nobody}}},
		"calls itself":            {{{work, 1}, {work, nobody}}, {{work, 1}, {work, 1}}},
		"one that two call alike": {{{work, 1}, {work, 3}}, {{work, 4}}, nil, {{2 * work, 4}}, {{work, 2}, {0, 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			raw, truth := p.run(sample, 9), p.run(Costs{}, 9)
			c := correct(t, raw, sample)
			for f := range raw.Len() {
				got, want := c.Graph.Figures(f), truth.Figures(f)
				if !near(got.Self, want.Self) || !near(got.Cumulative, want.Cumulative) {
					t.Errorf("%s: corrected %+v, true %+v, recorded %+v", raw.Name(f), got, want, raw.Figures(f))
				}
			}
			if diff := raw.Totals().Self - truth.Totals().Self; !near(c.Seconds, diff) {
				t.Errorf("%v s are taken off, want %v", c.Seconds, diff)
			}
		})
	}
}

// TestCorrectNearsTheTruth compares random programs with what they would be without overhead: self times are right, cumulative ones much nearer.
func TestCorrectNearsTheTruth(t *testing.T) {
	for name, recursive := range map[string]bool{"no recursion": false, "recursion": true} {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			before, after := 0.0, 0.0 // the sums of the relative errors of cumulative times
			for range 300 {
				p, costs, depth := randomProgram(random, 2+random.IntN(12), recursive), randomCosts(random), 4+random.IntN(5)
				raw, truth := p.run(costs, depth), p.run(Costs{}, depth)
				c := Correct(raw, costs)
				if c == nil { // nothing was called
					continue
				}
				for f := range raw.Recorded() {
					was, is, should := raw.Figures(f), c.Graph.Figures(f), truth.Figures(f)
					if !near(is.Self, should.Self) {
						t.Fatalf("%s: the self time %v is corrected to %v, the true one is %v", raw.Name(f), was.Self, is.Self, should.Self)
					}
					before += math.Abs(was.Cumulative-should.Cumulative) / was.Cumulative
					after += math.Abs(is.Cumulative-should.Cumulative) / was.Cumulative
				}
			}
			t.Logf("the cumulative times have %.1f %% of the error that they had", 100*after/before)
			if after > .1*before {
				t.Errorf("the errors of cumulative times add up to %.3g, before to %.3g", after, before)
			}
		})
	}
}

// TestCorrectKeepsItsBounds corrects graphs that no program could have made, at costs that are too high.
func TestCorrectKeepsItsBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	corrected := 0
	for range 2000 {
		g := randomGraph(random)
		costs := randomCosts(random)
		if c := Correct(g, costs); c != nil {
			corrected++
			checkBounds(t, g, c)
		}
	}
	if corrected < 1000 {
		t.Errorf("only %d graphs were corrected", corrected)
	}
}

// randomGraph makes functions and edges whose figures have nothing to do with each other.
func randomGraph(random *rand.Rand) *callgraph.Graph {
	figures := func() callgraph.Figures {
		f := callgraph.Figures{Calls: random.Int64N(10), Self: random.ExpFloat64() * 1e-6 * float64(random.IntN(3))}
		f.PrimitiveCalls = random.Int64N(f.Calls + 1)
		f.Cumulative = f.Self + random.ExpFloat64()*1e-5*float64(random.IntN(3))
		return f
	}
	b, n := callgraph.NewBuilder(), 1+random.IntN(8)
	for f := range n {
		b.Add("p.py", lineOf(f), nameOf(f), figures())
	}
	for range random.IntN(3 * n) {
		b.AddEdge(random.IntN(n), random.IntN(n), figures())
	}
	return b.Graph()
}

func checkBounds(t *testing.T, g *callgraph.Graph, c *Corrected) {
	t.Helper()
	check := func(what string, was, is callgraph.Figures) {
		if is.Calls != was.Calls || is.Self < 0 || is.Self > was.Self || is.Cumulative < is.Self || is.Cumulative > was.Cumulative {
			t.Fatalf("%s: %+v is corrected to %+v", what, was, is)
		}
	}
	for f := range g.Len() {
		check(g.Name(f), g.Figures(f), c.Graph.Figures(f))
		var edges []callgraph.Figures
		for e := range c.Graph.Callers(f) {
			edges = append(edges, e.Figures)
		}
		for e := range g.Callers(f) {
			check(g.Name(f)+" called by "+g.Name(e.Function), e.Figures, edges[0])
			edges = edges[1:]
		}
	}
	if before, after := g.Totals().Self, c.Graph.Totals().Self; !near(before-after, c.Seconds) {
		t.Fatalf("%v s are %v s without %v s", before, after, c.Seconds)
	}
}

// TestWhatCannotBeCorrected: nothing is made up.
func TestWhatCannotBeCorrected(t *testing.T) {
	one := callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: 1, Cumulative: 2}
	build := func(change func(b *callgraph.Builder, caller, callee int)) *callgraph.Graph {
		b := callgraph.NewBuilder()
		caller, callee := b.Add("p.py", 1, "f", one), b.Add("p.py", 2, "g", one)
		change(b, caller, callee)
		return b.Graph()
	}
	edge := func(b *callgraph.Builder, caller, callee int) { b.AddEdge(caller, callee, one) }
	for name, c := range map[string]struct {
		graph *callgraph.Graph
		costs Costs
		can   bool
	}{
		"a traced profile": {build(edge), sample, true},
		"no costs":         {build(edge), Costs{}, false},
		"no calls known":   {build(func(*callgraph.Builder, int, int) {}), sample, false},
		"empty":            {callgraph.NewBuilder().Graph(), sample, false},
		"samples": {build(func(b *callgraph.Builder, caller, callee int) {
			edge(b, caller, callee)
			b.SetBasis(callgraph.Sampled)
		}), sample, false},
		"calls without times": {build(func(b *callgraph.Builder, caller, callee int) {
			b.AddEdge(caller, callee, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Self: math.NaN(), Cumulative: math.NaN()})
		}), sample, false},
		"uncounted calls": {build(func(b *callgraph.Builder, caller, callee int) {
			b.AddEdge(caller, callee, callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Self: 1, Cumulative: 1})
		}), sample, false},
		"times that are no numbers": {build(func(b *callgraph.Builder, caller, callee int) {
			edge(b, caller, callee)
			b.Record(callee, callgraph.Figures{Self: math.NaN()})
		}), sample, false},
	} {
		if got := Correct(c.graph, c.costs) != nil; got != c.can {
			t.Errorf("%s: corrected %v, want %v", name, got, c.can)
		}
	}
}

// FuzzCorrect corrects graphs with any times and counts: what is wrong in a file must stay within bounds or as it is.
func FuzzCorrect(f *testing.F) {
	f.Add(int64(3), 1e-6, 2e-6, int64(2), 1e-7, 5e-7, 1e-7)
	f.Add(int64(-1), -1.0, 2.0, int64(1<<53), math.MaxFloat64, -5.0, 1e300)
	f.Fuzz(func(t *testing.T, calls int64, self, cumulative float64, edgeCalls int64, edgeSelf, edgeCumulative, cost float64) {
		b := callgraph.NewBuilder()
		caller := b.Add("p.py", 1, "f", callgraph.Figures{Calls: calls, PrimitiveCalls: 1, Self: self, Cumulative: cumulative})
		callee := b.Add("", 0, "<built-in method g>", callgraph.Figures{Calls: edgeCalls, PrimitiveCalls: 1, Self: edgeSelf, Cumulative: edgeCumulative})
		b.AddEdge(caller, callee, callgraph.Figures{Calls: edgeCalls, PrimitiveCalls: 1, Self: edgeSelf, Cumulative: edgeCumulative})
		b.AddEdge(callee, caller, callgraph.Figures{Calls: calls, PrimitiveCalls: 1, Self: self, Cumulative: cumulative})
		g := b.Graph()
		c := Correct(g, Costs{{cost, cost}, {cost, cost}, {cost, cost}})
		if c == nil {
			return
		}
		for f := range g.Len() {
			was, is := g.Figures(f), c.Graph.Figures(f)
			if is.Self > was.Self || is.Cumulative > was.Cumulative || math.IsNaN(is.Self) || was.Self >= 0 && is.Self < 0 {
				t.Errorf("%+v is corrected to %+v at %v s a call", was, is, cost)
			}
		}
	})
}
