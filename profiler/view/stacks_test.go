package view

import (
	"fmt"
	"testing"

	"tottime/profiler/callgraph"
)

// frame is a function on a call stack.
type frame struct {
	file string
	line int
	name string
}

// stack is what a sample has seen: its frames, outermost first, and its seconds.
type stack struct {
	frames  []frame
	seconds float64
}

// graphOfStacks is a profile of samples of a Go program.
func graphOfStacks(stacks ...stack) *callgraph.Graph {
	b := callgraph.NewBuilder()
	b.SetBasis(callgraph.Sampled)
	for _, s := range stacks {
		var functions []int
		for _, f := range s.frames {
			functions = append(functions, b.Function(b.Symbol([]byte(f.file)), f.line, b.Symbol([]byte(f.name))))
		}
		b.AddStack(functions, s.seconds)
	}
	return b.Graph()
}

var (
	goMain  = frame{"/shop/main.go", 10, "main.main"}
	goTotal = frame{"/shop/main.go", 20, "main.(*Basket).Total"}
	goParse = frame{"/shop/main.go", 0, "main.parse"} // without a line
	native  = frame{"~", 0, "__memmove"}
)

// A profile of stacks knows times but no calls, and a function without a line or file is not one written in C for Python.
func TestTableOfStacks(t *testing.T) {
	table := NewTable(graphOfStacks(
		stack{[]frame{goMain, goTotal, goTotal}, 3},
		stack{[]frame{goMain, goParse, native}, 1},
	), nil, nil, nil)
	uncounted := func(self, cumulative float64) callgraph.Figures {
		return callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Self: self, Cumulative: cumulative}
	}
	check(t, "rows", pageOf(table, Query{Limit: 10}).Rows, []Row{
		{Function: 0, Name: "main.main", File: "/shop/main.go", Line: 10, Callees: 2, Figures: uncounted(0, 4), CumulativeShare: 1},
		{Function: 1, Name: "main.(*Basket).Total", File: "/shop/main.go", Line: 20, Callers: 2, Callees: 1, Figures: uncounted(3, 3), Share: 0.75, CumulativeShare: 0.75},
		{Function: 2, Name: "main.parse", File: "/shop/main.go", Callers: 1, Callees: 1, Figures: uncounted(0, 1), CumulativeShare: 0.25},
		{Function: 3, Name: "__memmove", Callers: 1, Figures: uncounted(1, 1), Share: 0.25, CumulativeShare: 0.25},
	})
	check(t, "filtered", functionsOf(pageOf(table, Query{Filter: Filter{Text: "basket"}, Limit: 10})), []int{1})
}

// Go's functions are marked on the lines that the profile names: those without a line not at all.
func TestHotspotsOfStacks(t *testing.T) {
	graph := graphOfStacks(stack{[]frame{goMain, goTotal}, 3}, stack{[]frame{goMain, goParse}, 1})
	const unknown = callgraph.Uncounted
	check(t, "hotspots", Hotspots(graph, nil, []int{0, 1, 2}, nil), []Hotspot{
		hotspot(0, "main.main", 10, 1, unknown, unknown, 0, 4, 0, 1),
		hotspot(1, "main.(*Basket).Total", 20, 5, unknown, unknown, 3, 3, 0.75, 0.75),
	})
}

// On a stack of very many groups, each is looked at once: to look through the whole stack for every one took half a minute.
func TestGroupsOfDeepStack(t *testing.T) {
	deep := stack{seconds: 2}
	for i := range 100_000 {
		deep.frames = append(deep.frames, frame{fmt.Sprintf("/p/%d.go", i), 1, fmt.Sprintf("main.f%d", i)})
	}
	deep.frames = append(deep.frames, frame{"/p/0.go", 5, "main.last"})
	page := pageOf(NewTable(graphOfStacks(deep), nil, nil, nil), Query{Group: ByFile, Limit: 2})
	check(t, "groups", page.Matching, 100_000)
	check(t, "on both ends of the stack", page.Rows[0].Figures, callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Self: 2, Cumulative: 2})
	check(t, "between them", page.Rows[1].Figures, callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted, Cumulative: 2})
}
