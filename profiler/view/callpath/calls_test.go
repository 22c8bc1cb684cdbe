package callpath

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
	"tottime/profiler/view/internal/trace"
)

// edge is the calls of a function by another; functions are known by a letter.
type edge struct {
	caller, callee   string
	calls            int64
	self, cumulative float64
}

// graphOf is a profile of functions that took so many seconds and were called as often as the edges say, or once.
func graphOf(seconds map[string]float64, edges ...edge) *callgraph.Graph {
	b, number := callgraph.NewBuilder(), map[string]int{}
	for name := 'a'; name <= 'z'; name++ {
		if time, known := seconds[string(name)]; known {
			calls := int64(0)
			for _, e := range edges {
				if e.callee == string(name) {
					calls += e.calls
				}
			}
			number[string(name)] = b.Add("f.py", int(name), string(name), callgraph.Figures{Calls: max(1, calls), PrimitiveCalls: 1, Cumulative: time})
		}
	}
	for _, e := range edges {
		b.AddEdge(number[e.caller], number[e.callee], callgraph.Figures{Calls: e.calls, PrimitiveCalls: e.calls, Self: e.self, Cumulative: e.cumulative})
	}
	return b.Graph()
}

func modelOf(g *callgraph.Graph) *Model { return New(g, nil).Model(false) }

// functions are those that a path names by a letter each.
func functions(m *Model, path string) (numbers []int) {
	for _, name := range path {
		for f := range m.Len() {
			if m.Name(f) == string(name) {
				numbers = append(numbers, f)
			}
		}
	}
	return numbers
}

// written is a list of calls: the function, calls, self and cumulative time, "?" for an estimate, "*" for recursion, and the part in percent.
func written(m *Model, calls []Call) string {
	var lines []string
	for _, c := range calls {
		marks := ""
		if c.Estimated {
			marks += "?"
		}
		if c.Recursive {
			marks += "*"
		}
		lines = append(lines, fmt.Sprintf("%s%s %d %.4g %.4g %.0f%%", m.Name(c.Function), marks, c.Calls, c.Self, c.Cumulative, 100*c.Part))
	}
	return strings.Join(lines, ", ")
}

func TestCalls(t *testing.T) {
	diamond := graphOf(map[string]float64{"a": 10, "b": 6, "c": 4, "d": 5, "e": 4},
		edge{"a", "b", 1, 1, 6}, edge{"a", "c", 1, 1, 4}, edge{"b", "d", 10, .4, 2}, edge{"c", "d", 30, .6, 3}, edge{"d", "e", 8, 4, 4})
	recursive := graphOf(map[string]float64{"a": 10, "b": 8, "c": 4},
		edge{"a", "b", 1, 1, 8}, edge{"b", "b", 9, 3, 7}, edge{"b", "c", 10, 4, 4})
	contradictory := graphOf(map[string]float64{"a": 10, "b": 4, "c": 6}, edge{"a", "b", 1, 1, 4}, edge{"b", "c", 2, 3, 6})
	partly := graphOf(map[string]float64{"a": 10, "b": 8, "c": 4}, edge{"b", "c", 2, 4, 4}, edge{"a", "b", 1, 1, 2})
	missing := callgraph.NewBuilder()
	missing.AddGraph(partly)
	missing.Record(1, callgraph.Figures{Calls: 3}) // b was called by nobody known, too
	untimed := graphOf(map[string]float64{"a": 10, "b": 6, "c": 3, "d": 2},
		edge{"a", "b", 1, math.NaN(), math.NaN()}, edge{"a", "c", 3, math.NaN(), math.NaN()}, edge{"b", "c", 1, math.NaN(), math.NaN()},
		edge{"c", "d", 8, math.NaN(), math.NaN()})
	uncounted := graphOf(map[string]float64{"a": 10, "b": 6}, edge{"a", "b", callgraph.Uncounted, math.NaN(), math.NaN()})
	tests := map[string]struct {
		graph     *callgraph.Graph
		direction Direction
		path      string
		want      string
	}{
		"callees":               {diamond, Callees, "a", "b 1 1 6 60%, c 1 1 4 40%"},
		"callers":               {diamond, Callers, "d", "b 10 0.4 2 40%, c 30 0.6 3 60%"},
		"of whole":              {diamond, Callees, "ab", "d 10 0.4 2 33%"},
		"of a part":             {diamond, Callees, "abd", "e? 3 1.6 1.6 80%"},
		"of another part":       {diamond, Callees, "cd", "e? 5 2.4 2.4 80%"},
		"none":                  {diamond, Callees, "e", ""},
		"callers of callers":    {diamond, Callers, "db", "a 10 0.4 2 100%"},
		"divided among callers": {diamond, Callers, "ed", "b? 3 1.6 1.6 40%, c? 5 2.4 2.4 60%"},
		"and further up":        {diamond, Callers, "edc", "a? 5 2.4 2.4 100%"},
		"calls itself":          {recursive, Callees, "b", "b* 9 3 7 88%, c 10 4 4 50%"},
		"called by itself":      {recursive, Callers, "b", "a 1 1 8 100%, b* 9 3 7 88%"},
		"through itself":        {recursive, Callees, "ab", "b?* 9 3 7 88%, c? 10 4 4 50%"},
		"itself once more":      {recursive, Callees, "bb", "b?* 8 2.625 6.125 88%, c? 9 3.5 3.5 50%"},
		"callers of itself":     {recursive, Callers, "cb", "a? 5 2.133 2.133 53%, b?* 5 1.867 1.867 47%"},
		"longer than it":        {contradictory, Callees, "b", "c 2 3 6 100%"},
		"longer on a path":      {contradictory, Callees, "ab", "c? 2 2 4 100%"},
		"called by nobody, too": {missing.Graph(), Callees, "ab", "c? 1 1 1 50%"},
		"counted only":          {untimed, Callees, "a", "b 1 NaN NaN 25%, c 3 NaN NaN 75%"},
		"counted only, callers": {untimed, Callers, "c", "a 3 NaN NaN 75%, b 1 NaN NaN 25%"},
		"counted only, a part":  {untimed, Callees, "ac", "d? 6 NaN NaN 100%"},
		"nothing known":         {uncounted, Callees, "a", fmt.Sprintf("b %d NaN NaN NaN%%", callgraph.Uncounted)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := modelOf(test.graph)
			calls, err := m.Calls(test.direction, functions(m, test.path))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, written(m, calls)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNoSuchPath(t *testing.T) {
	pairs := graphOf(map[string]float64{"a": 1, "b": 1, "c": 1}, edge{"a", "b", 1, 1, 1}, edge{"b", "c", 1, 1, 1})
	stacks := trace.Stacks(&trace.Call{Calls: []*trace.Call{{Function: 1, Self: 1}, {Function: 2}}})
	for name, test := range map[string]struct {
		graph     *callgraph.Graph
		direction Direction
		path      []int
		want      string
	}{
		"callees":          {pairs, Callees, []int{0, 2}, `no such path: "f.py:97(a)" is not known to have called "f.py:99(c)"`},
		"later on":         {pairs, Callees, []int{0, 1, 0}, `no such path: "f.py:98(b)" is not known to have called "f.py:97(a)"`},
		"callers":          {pairs, Callers, []int{0, 1}, `no such path: "f.py:98(b)" is not known to have called "f.py:97(a)"`},
		"callers later on": {pairs, Callers, []int{2, 1, 2}, `no such path: "f.py:99(c)" is not known to have called "f.py:98(b)"`},
		"stacks":           {stacks, Callees, []int{1, 2}, `no such path: no stack has "f.py:2(f1)" and "f.py:3(f2)" with these calls between them`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := modelOf(test.graph).Calls(test.direction, test.path)
			if !errors.Is(err, ErrNoPath) || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// What is not marked as an estimate is true. With whole stacks all is.
func TestExactCallsAreTrue(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	exact, estimates := 0, 0
	for range 3000 {
		program := trace.Random(random, 2+random.IntN(6), random.IntN(60))
		pairs, counted, stacks := modelOf(trace.Pairs(program)), modelOf(trace.Counted(program)), modelOf(trace.Stacks(program))
		var onStack [][]int // paths that there were, of functions as they are numbered in the graph
		number := map[int]int{}
		for f := range stacks.Len() {
			number[stacks.Line(f)-1] = f
		}
		program.Walk(func(_ *trace.Call, stack []int) {
			var path []int
			for _, f := range stack[len(stack)-1-random.IntN(min(4, len(stack))):] {
				path = append(path, number[f])
			}
			onStack = append(onStack, path)
		})
		path := onStack[random.IntN(len(onStack))]
		direction := Direction(random.IntN(2))
		if direction == Callers {
			slices.Reverse(path)
		}
		want := truth(program, number, direction, path)
		check := func(what string, calls []Call) {
			for _, c := range calls {
				w, known := want[c.Function]
				if c.Estimated {
					estimates++
					continue
				}
				exact++
				if !known || math.Abs(w.Self-c.Self) > 1e-9 || math.Abs(w.Cumulative-c.Cumulative) > 1e-9 {
					t.Fatalf("%s, direction %d of %v: %+v, want %+v", what, direction, path, c, w)
				}
			}
		}
		got, err := stacks.Calls(direction, path)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d of stacks, want %d; error %v", len(got), len(want), err)
		}
		check("stacks", got)
		exact -= len(got)
		if got, err = pairs.Calls(direction, path); err != nil {
			t.Fatal(err)
		}
		check("pairs", got)
		if got, err = counted.Calls(direction, path); err != nil {
			t.Fatal(err)
		}
		for _, c := range got {
			if c.Timed() || !(c.Part >= 0 && c.Part <= 1) {
				t.Fatalf("counted pairs, direction %d of %v: %+v", direction, path, c)
			}
		}
	}
	if exact < 500 || estimates < 500 {
		t.Errorf("%d exact calls and %d estimates: one kind is hardly tested", exact, estimates)
	}
}

// truth is what the callers or callees of a path took, by function.
func truth(program *trace.Call, number map[int]int, direction Direction, path []int) map[int]callgraph.Figures {
	sums := map[int]callgraph.Figures{}
	ordered := slices.Clone(path)
	if direction == Callers {
		slices.Reverse(ordered)
	}
	program.Walk(func(call *trace.Call, stack []int) {
		mapped := make([]int, len(stack))
		for i, f := range stack {
			mapped[i] = number[f]
		}
		seen := map[int]bool{}
		for i := range mapped {
			other := i + len(ordered)
			last := other
			if direction == Callers {
				other, last = i-1, i+len(ordered)-1
			}
			if other < 0 || last >= len(mapped) || !slices.Equal(mapped[i:i+len(ordered)], ordered) {
				continue
			}
			f := mapped[other]
			sum := sums[f]
			if !seen[f] {
				sum.Cumulative += call.Self
				seen[f] = true
			}
			if last == len(mapped)-1 {
				sum.Self += call.Self
			}
			sums[f] = sum
		}
	})
	return sums
}
