package icicle

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tottime/profiler/callgraph"
	"tottime/profiler/view/callpath"
	"tottime/profiler/view/internal/trace"
)

// call is the calls of a function by another; functions are known by a letter.
type call struct {
	caller, callee string
	calls          int64
	seconds        float64
}

// graphOf is a profile of functions that each took the seconds given, were called as often as the edges say or else once, and did nothing themselves.
func graphOf(seconds map[string]float64, edges ...call) *callgraph.Graph {
	b, number := callgraph.NewBuilder(), map[string]int{}
	for name := 'a'; name <= 'z'; name++ {
		if time, known := seconds[string(name)]; known {
			calls := int64(0)
			for _, e := range edges {
				if e.callee == string(name) {
					calls += e.calls
				}
			}
			number[string(name)] = b.Add("f.py", 1, string(name), callgraph.Figures{Calls: max(1, calls), PrimitiveCalls: 1, Cumulative: time})
		}
	}
	for _, e := range edges {
		b.AddEdge(number[e.caller], number[e.callee], callgraph.Figures{Calls: e.calls, PrimitiveCalls: e.calls, Cumulative: e.seconds})
	}
	return b.Graph()
}

// drawn writes boxes as "a 0-10", in percent, estimates with "?", recursion with "*", what is cut with "…", a line for each level.
func drawn(m *callpath.Model, boxes []Box) string {
	var text strings.Builder
	level := 0
	for i, b := range boxes {
		switch {
		case b.Level != level:
			text.WriteByte('\n')
			level = b.Level
		case i > 0:
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "%s %.0f-%.0f", m.Name(b.Function), 100*b.Start, 100*(b.Start+b.Width))
		if !b.Exact {
			text.WriteByte('?')
		}
		if b.Recursive {
			text.WriteByte('*')
		}
		if b.Cut {
			text.WriteString("…")
		}
	}
	return text.String()
}

func TestBoxes(t *testing.T) {
	diamond := graphOf(map[string]float64{"a": 10, "b": 6, "c": 4, "d": 5, "e": 5},
		call{"a", "b", 1, 6}, call{"a", "c", 1, 4}, call{"b", "d", 1, 2}, call{"c", "d", 1, 3}, call{"d", "e", 2, 5})
	turns := graphOf(map[string]float64{"a": 10, "b": 10, "c": 8, "d": 2},
		call{"a", "b", 1, 10}, call{"b", "c", 4, 8}, call{"c", "b", 3, 6}, call{"b", "d", 1, 2})
	tests := map[string]struct {
		graph *callgraph.Graph
		query Query
		path  string
		want  string
	}{
		"exact until times divide": {graph: diamond, want: "a 0-100\nb 0-60, c 60-100\nd 0-20, d 60-90\ne 0-20?, e 60-90?"},
		"only what is exact":       {graph: diamond, query: Query{Exact: true}, want: "a 0-100\nb 0-60, c 60-100\nd 0-20…, d 60-90…"},
		"levels":                   {graph: diamond, query: Query{Levels: 2}, want: "a 0-100\nb 0-60…, c 60-100…"},
		"too narrow is not cut":    {graph: diamond, query: Query{Levels: 2, Least: .25}, want: "a 0-100\nb 0-60, c 60-100…"},
		"least":                    {graph: diamond, query: Query{Least: .25}, want: "a 0-100\nb 0-60, c 60-100\nd 60-90\ne 60-90?"},
		"a path":                   {graph: diamond, path: "abd", want: "d 0-100\ne 0-100?"},
		"a path from any function": {graph: diamond, path: "d", want: "d 0-100\ne 0-100"},
		"an estimated path":        {graph: diamond, path: "abde", query: Query{Exact: true}, want: "e 0-100?"},
		"in turn": {
			graph: turns, want: "a 0-100\nb 0-100*\nc 0-80?*, d 80-100?",
		},
		"a circle that nothing is known to call": {
			graph: graphOf(map[string]float64{"a": 3, "b": 4}, call{"a", "b", 2, 3}, call{"b", "a", 2, 2}),
			want:  "b 0-100*\na 0-50?*",
		},
		"a circle with an entry": {
			graph: graphOf(map[string]float64{"a": 4, "b": 4}, call{"a", "b", 2, 4}, call{"b", "a", 0, 2}),
			want:  "a 0-100*\nb 0-100?*",
		},
		"roots side by side": {
			graph: graphOf(map[string]float64{"a": 1, "b": 3, "c": 1}), want: "b 0-60, a 60-80, c 80-100",
		},
		"equally long, by name": {
			graph: graphOf(map[string]float64{"a": 4, "d": 2, "c": 2}, call{"a", "d", 1, 2}, call{"a", "c", 1, 2}), want: "a 0-100\nc 0-50, d 50-100",
		},
		"callees that are longer than their caller": {
			graph: graphOf(map[string]float64{"a": 4, "b": 4, "c": 4}, call{"a", "b", 1, 4}, call{"a", "c", 1, 4}), want: "a 0-100\nb 0-50?, c 50-100?",
		},
		"called by nobody known, too": {
			graph: graphOf(map[string]float64{"a": 4, "b": 4, "c": 4, "d": 6}, call{"a", "b", 1, 2}, call{"b", "c", 2, 4}, call{"d", "b", 1, 2}),
			want:  "d 0-60, a 60-100\nb 0-20, b 60-80\nc 0-20?, c 60-80?",
		},
		"no time":             {graph: graphOf(map[string]float64{"a": 0}), want: ""},
		"nothing":             {graph: graphOf(nil), want: ""},
		"a path without time": {graph: graphOf(map[string]float64{"a": 0, "b": 0}, call{"a", "b", 1, 0}), path: "a", want: "a 0-100"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := modelOf(test.graph)
			if test.query.Levels == 0 {
				test.query.Levels = 10
			}
			test.query.Path = functions(m, test.path)
			if diff := cmp.Diff(test.want, drawn(m, lay(t, m, test.query).Boxes)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// functions are those that a path names by a letter each.
func functions(m *callpath.Model, path string) (numbers []int) {
	for _, name := range path {
		for f := range m.Len() {
			if m.Name(f) == string(name) {
				numbers = append(numbers, f)
			}
		}
	}
	return numbers
}

func TestNoSuchPath(t *testing.T) {
	pairs := graphOf(map[string]float64{"a": 2, "b": 1, "c": 1}, call{"a", "b", 1, 1}, call{"b", "a", 1, 1}, call{"a", "a", 1, 1}, call{"b", "c", 1, 1})
	stacks := trace.Stacks(&trace.Call{Calls: []*trace.Call{{Function: 1, Self: 1}, {Function: 2}}})
	for name, test := range map[string]struct {
		graph *callgraph.Graph
		path  []int
		want  string
	}{
		"never called":  {pairs, []int{0, 2}, `no such path: "f.py:1(c)" is not known to have been called by "f.py:1(a)"`},
		"a circle":      {pairs, []int{0, 1, 0}, `no such path: "f.py:1(a)" calls itself on it and has no box again`},
		"calls itself":  {pairs, []int{0, 0}, `no such path: "f.py:1(a)" calls itself on it and has no box again`},
		"not on stacks": {stacks, []int{1, 2}, `no such path: "f.py:3(f2)" is not known to have been called by "f.py:2(f1)"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(modelOf(test.graph), Query{Path: test.path, Levels: 1})
			if !errors.Is(err, callpath.ErrNoPath) || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// What holds of any icicle, whatever the profile.
func checkIcicle(t *testing.T, m *callpath.Model, laid Icicle, query Query) {
	t.Helper()
	if len(laid.Boxes) > MostBoxes {
		t.Fatalf("%d boxes", len(laid.Boxes))
	}
	used := make([]float64, len(laid.Boxes)) // by box: where the last one below it ends
	for i, b := range laid.Boxes {
		used[i] = b.Start
		if b.Parent < 0 {
			if b.Level != 0 || !(b.Start >= 0) || b.Start+b.Width > 1+1e-9 {
				t.Fatalf("box %d on top is %+v", i, b)
			}
			continue
		}
		above := laid.Boxes[b.Parent]
		if b.Parent >= i || b.Level != above.Level+1 || !(b.Width > 0) || b.Start < used[b.Parent]-1e-12 || b.Start+b.Width > above.Start+above.Width+1e-12 {
			t.Fatalf("box %d is %+v below %+v", i, b, above)
		}
		if b.Seconds > above.Seconds*(1+1e-6) || b.Self > b.Seconds || b.Width < query.Least*(1-1e-6) || query.Exact && !b.Exact {
			t.Fatalf("box %d is %+v below %+v", i, b, above)
		}
		used[b.Parent] = b.Start + b.Width
		for p := b.Parent; p >= 0; p = laid.Boxes[p].Parent {
			if laid.Boxes[p].Function == b.Function {
				t.Fatalf("%s is on a path twice", m.Name(b.Function))
			}
		}
	}
}

// The boxes below a box are the same when its path is asked for, only wider.
func TestZoom(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 300 {
		program := trace.Random(random, 2+random.IntN(8), random.IntN(80))
		for _, g := range []*callgraph.Graph{trace.Pairs(program), trace.Stacks(program)} {
			m := modelOf(g)
			query := Query{Levels: 100, Exact: random.IntN(4) == 0}
			all := lay(t, m, query)
			checkIcicle(t, m, all, query)
			names := pathsOf(m, all.Boxes)
			zoomed := random.IntN(len(all.Boxes))
			for i := zoomed; i >= 0; i = all.Boxes[i].Parent {
				query.Path = append([]int{all.Boxes[i].Function}, query.Path...)
			}
			part := lay(t, m, query)
			checkIcicle(t, m, part, query)
			got := map[string]Box{}
			for i, name := range pathsOf(m, part.Boxes) {
				got[name] = part.Boxes[i]
			}
			top, found := all.Boxes[zoomed], 0
			prefix := strings.TrimSuffix(names[zoomed], "]")
			for i, b := range all.Boxes {
				below, is := strings.CutPrefix(strings.TrimSuffix(names[i], "]"), prefix)
				if !is || below != "" && below[0] != ' ' {
					continue
				}
				found++
				name := fmt.Sprintf("[%d%s]", m.Line(top.Function)-1, below)
				wider, known := got[name]
				if !known || wider.Exact != b.Exact || wider.Cut != b.Cut || !alike(wider.Seconds, b.Seconds) || !alike(wider.Self, b.Self) ||
					!alike(wider.Width, b.Width/top.Width) || !alike(wider.Start, (b.Start-top.Start)/top.Width) {
					t.Fatalf("%s is %+v in the whole and %+v below %s", names[i], b, wider, names[zoomed])
				}
			}
			if found != len(part.Boxes) {
				t.Fatalf("%d boxes below %s in the whole, and %d when it is asked for", found, names[zoomed], len(part.Boxes))
			}
		}
	}
}

// Every function can be reached from a root, whatever calls what.
func TestRootsReachAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 9))
	for range 500 {
		n := 1 + random.IntN(20)
		b := callgraph.NewBuilder()
		for f := range n {
			b.Add("f.py", f, fmt.Sprint(f), callgraph.Figures{Calls: random.Int64N(9), Self: random.Float64(), Cumulative: random.Float64() * 9})
		}
		for range random.IntN(2 * n) {
			b.AddEdge(random.IntN(n), random.IntN(n), callgraph.Figures{Calls: random.Int64N(9), Self: random.Float64(), Cumulative: random.Float64() * 9})
		}
		m := modelOf(b.Graph())
		reached, work := make([]bool, n), []int(nil)
		for _, r := range Roots(m) {
			if reached[r.Function] {
				t.Fatalf("%d is a root though another leads to it", r.Function)
			}
			for work = append(work, r.Function); len(work) > 0; {
				f := work[len(work)-1]
				work = work[:len(work)-1]
				if !reached[f] {
					reached[f] = true
					for e := range m.Callees(f) {
						work = append(work, e.Function)
					}
				}
			}
		}
		for f, is := range reached {
			if !is {
				t.Fatalf("no root leads to %d of %d", f, n)
			}
		}
		checkIcicle(t, m, lay(t, m, Query{Levels: 50}), Query{})
	}
}
