package icicle

import (
	"fmt"
	"math"
	"testing"

	"tottime/profiler/callgraph"
)

// grown is a profile of n functions that all took a second; edges says which calls there were.
func grown(n int, edges func(call func(caller, callee int, seconds float64))) *callgraph.Graph {
	b := callgraph.NewBuilder()
	for f := range n {
		b.Add("f.py", f, fmt.Sprint("f", f), callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Cumulative: 1})
	}
	edges(func(caller, callee int, seconds float64) {
		b.AddEdge(caller, callee, callgraph.Figures{Calls: 1, PrimitiveCalls: 1, Cumulative: seconds})
	})
	return b.Graph()
}

// grownOf is a profile of n functions with any figures and edges.
func grownOf(n int, time func() float64, calls func() int64, edge func() (caller, callee int, more bool)) *callgraph.Graph {
	figures := func() callgraph.Figures {
		f := callgraph.Figures{Calls: calls(), Self: time(), Cumulative: time()}
		if f.Calls < -2 {
			f.Calls = callgraph.Uncounted
		}
		return f
	}
	b := callgraph.NewBuilder()
	for f := range n {
		b.Add("f.py", f, fmt.Sprint("f", f), figures())
	}
	for {
		caller, callee, more := edge()
		if !more {
			return b.Graph()
		}
		b.AddEdge(caller, callee, figures())
	}
}

// What would have no end, or more boxes than anybody can see, ends soon.
func TestHostile(t *testing.T) {
	type calling = func(caller, callee int, seconds float64)
	deep := make([]int, 10_000)
	b := callgraph.NewBuilder()
	for i := range deep {
		deep[i] = b.Function(b.Symbol([]byte("f.py")), i%3000, b.Symbol([]byte("f")))
	}
	b.AddStack(deep, 1)
	for name, test := range map[string]struct {
		graph *callgraph.Graph
		least int // boxes
	}{
		"everything calls everything": {grown(600, func(call calling) {
			for f := range 600 {
				for g := range 600 {
					call(f, g, 1)
				}
			}
		}), 600},
		"two of everything": {grown(10_000, func(call calling) {
			for f := range 9_998 {
				call(f, f+1, .5)
				call(f, f+2, .5)
			}
		}), 10_000},
		"a chain of 10,000": {grown(10_000, func(call calling) {
			for f := range 9_999 {
				call(f, f+1, 1)
			}
		}), 256},
		"100,000 callees": {grown(100_001, func(call calling) {
			for f := range 100_000 {
				call(0, f+1, 1e-5)
			}
		}), 1},
		"15,000 callees that call back": {grown(15_001, func(call calling) {
			for f := range 15_000 {
				call(0, f+1, 1./15_000)
				call(f+1, 0, 1./15_000)
			}
		}), 15_001},
		"100,000 roots":     {grown(100_000, func(calling) {}), 0},
		"19,000 roots":      {grown(19_000, func(calling) {}), 19_000},
		"10,000 on a stack": {b.Graph(), 256},
		"times that are none": {grown(4, func(call calling) {
			call(0, 1, math.NaN())
			call(0, 2, math.Inf(1))
			call(0, 3, -1)
		}), 1},
	} {
		t.Run(name, func(t *testing.T) {
			m := modelOf(test.graph)
			query := Query{Levels: 256}
			laid := lay(t, m, query)
			checkIcicle(t, m, laid, query)
			if len(laid.Boxes) < test.least {
				t.Errorf("%d boxes, want %d", len(laid.Boxes), test.least)
			}
			if len(Roots(m)) == 0 {
				t.Error("there is no root")
			}
		})
	}
}

// A level that has more boxes than there may be is not there, and what it would be below says so.
func TestMostBoxes(t *testing.T) {
	const chains, seconds = 9_000, 1. / 9_000
	b := callgraph.NewBuilder()
	root := b.Add("f.py", 0, "root", callgraph.Figures{Calls: 1, Cumulative: 1})
	for i := range chains {
		above := root
		for level := range 3 {
			f := b.Add("f.py", 1+level, fmt.Sprint(i), callgraph.Figures{Calls: 1, Cumulative: seconds})
			b.AddEdge(above, f, callgraph.Figures{Calls: 1, Cumulative: seconds})
			above = f
		}
	}
	m := modelOf(b.Graph())
	laid := lay(t, m, Query{Path: []int{root}, Levels: 256})
	if len(laid.Boxes) != 18_001 {
		t.Fatalf("%d boxes", len(laid.Boxes))
	}
	for i, box := range laid.Boxes {
		if box.Cut != (box.Level == 2) {
			t.Fatalf("box %d is %+v", i, box)
		}
	}
}
