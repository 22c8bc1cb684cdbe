package view

import (
	"fmt"
	"math/rand/v2"

	"tottime/profiler/callgraph"
)

// invocation is a call in the tree of calls that a made-up program makes: what profilers condense to functions and edges.
type invocation struct {
	function int
	self     float64
	calls    []*invocation
}

// randomProgram makes some calls of so many functions from the top.
func randomProgram(random *rand.Rand, functions int) []*invocation {
	var make func(depth int) *invocation
	make = func(depth int) *invocation {
		call := &invocation{function: random.IntN(functions), self: float64(random.IntN(8)) / 8}
		for range random.IntN(4 - depth/2) {
			call.calls = append(call.calls, make(depth+1))
		}
		return call
	}
	var roots []*invocation
	for range 1 + random.IntN(3) {
		roots = append(roots, make(0))
	}
	return roots
}

func (c *invocation) whole() float64 {
	seconds := c.self
	for _, call := range c.calls {
		seconds += call.whole()
	}
	return seconds
}

// recorder adds up calls as cProfile does: the time of a function, or of the calls along an edge, that is within another of the same does not count twice.
type recorder struct {
	figures map[int]*callgraph.Figures
	edges   map[[2]int]*callgraph.Figures
	active  map[int]int
	within  map[[2]int]int
}

func (r *recorder) record(c *invocation, caller int) {
	add := func(figures *callgraph.Figures, outermost bool) {
		figures.Calls++
		figures.Self += c.self
		if outermost {
			figures.PrimitiveCalls++
			figures.Cumulative += c.whole()
		}
	}
	edge := [2]int{caller, c.function}
	if r.figures[c.function] == nil {
		r.figures[c.function] = &callgraph.Figures{}
	}
	if r.edges[edge] == nil {
		r.edges[edge] = &callgraph.Figures{}
	}
	add(r.figures[c.function], r.active[c.function] == 0)
	add(r.edges[edge], r.within[edge] == 0)
	r.active[c.function]++
	r.within[edge]++
	for _, call := range c.calls {
		r.record(call, c.function)
	}
	r.active[c.function]--
	r.within[edge]--
}

// profileOf is what cProfile would record of a program. Function f is "f" in "/file<f%files>.py".
func profileOf(roots []*invocation, functions, files int) *callgraph.Graph {
	r := recorder{map[int]*callgraph.Figures{}, map[[2]int]*callgraph.Figures{}, map[int]int{}, map[[2]int]int{}}
	for _, root := range roots {
		r.record(root, -1)
	}
	b := callgraph.NewBuilder()
	number := map[int]int{}
	for f := range functions {
		if r.figures[f] != nil {
			number[f] = b.Add(fmt.Sprintf("/file%d.py", f%files), f+1, fmt.Sprint(f), *r.figures[f])
		}
	}
	for caller := range functions {
		for callee := range functions {
			if figures := r.edges[[2]int{caller, callee}]; figures != nil {
				b.AddEdge(number[caller], number[callee], *figures)
			}
		}
	}
	return b.Graph()
}

// stacksOf is what a profiler of stacks would record of it.
func stacksOf(roots []*invocation, files int) *callgraph.Graph {
	b := callgraph.NewBuilder()
	var add func(c *invocation, stack []int)
	add = func(c *invocation, stack []int) {
		f := b.Function(b.Symbol(fmt.Appendf(nil, "/file%d.py", c.function%files)), c.function+1, b.Symbol(fmt.Append(nil, c.function)))
		stack = append(stack[:len(stack):len(stack)], f)
		b.AddStack(stack, c.self)
		for _, call := range c.calls {
			add(call, stack)
		}
	}
	for _, root := range roots {
		add(root, nil)
	}
	return b.Graph()
}

// truth is the time for which a function was running for which is holds, by the calls themselves.
func truth(calls []*invocation, is func(function int) bool) float64 {
	seconds := 0.0
	for _, c := range calls {
		if is(c.function) {
			seconds += c.whole()
		} else {
			seconds += truth(c.calls, is)
		}
	}
	return seconds
}
