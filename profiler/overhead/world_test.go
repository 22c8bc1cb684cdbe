package overhead

import (
	"fmt"
	"math/rand/v2"

	"tottime/profiler/callgraph"
)

// program is a made-up program: what each of its functions does when it is called. Function 0 is called once, and nothing else is from outside.
type program [][]step

// step is seconds of work, then a call of a function with a smaller budget; callee is nobody for work alone.
type step struct {
	work   float64
	callee int
}

const nobody = -1

// run makes the profile that cProfile would: with costs, the cost of each call is added where the profiler adds it (Modules/_lsprof.c). Calls are
// made down to a depth.
func (p program) run(costs Costs, depth int) *callgraph.Graph {
	r := runner{program: p, costs: costs, entries: map[int]*entry{}, edges: map[[2]int]*entry{}}
	r.call(nobody, 0, depth)
	b := callgraph.NewBuilder()
	for f := range p {
		number := b.Function(b.Symbol([]byte("p.py")), lineOf(f), b.Symbol([]byte(nameOf(f))))
		if e := r.entries[f]; e != nil {
			b.Record(number, e.figures())
		}
	}
	for f := range p {
		for g := range p {
			if e := r.edges[[2]int{f, g}]; e != nil {
				b.AddEdge(f, g, e.figures())
			}
		}
	}
	return b.Graph()
}

// Every third function is in C, as a method or not.
func nameOf(f int) string {
	switch f % 6 {
	case 2:
		return fmt.Sprintf("<built-in method c.f%d>", f)
	case 5:
		return fmt.Sprintf("<method 'f%d' of 'c' objects>", f)
	}
	return fmt.Sprintf("f%d", f)
}

func lineOf(f int) int {
	if f%3 == 2 {
		return 0
	}
	return f + 1
}

type entry struct {
	calls, recursive int64
	open             int
	self, cumulative float64
}

func (e *entry) figures() callgraph.Figures {
	return callgraph.Figures{Calls: e.calls, PrimitiveCalls: e.calls - e.recursive, Self: e.self, Cumulative: e.cumulative}
}

func (e *entry) end(self, whole float64) {
	e.calls++
	e.self += self
	if e.open--; e.open == 0 {
		e.cumulative += whole
	} else {
		e.recursive++
	}
}

type runner struct {
	program
	costs   Costs
	clock   float64
	entries map[int]*entry
	edges   map[[2]int]*entry
}

func at[K comparable](entries map[K]*entry, key K) *entry {
	if entries[key] == nil {
		entries[key] = &entry{}
	}
	return entries[key]
}

// call runs a function and returns how long it took by the profiler's clock.
func (r *runner) call(caller, f, depth int) float64 {
	cost := r.costs[KindOf(nameOf(f), lineOf(f) == 0)]
	entries := []*entry{at(r.entries, f)}
	if caller != nobody {
		entries = append(entries, at(r.edges, [2]int{caller, f}))
	}
	for _, e := range entries {
		e.open++
	}
	r.clock += cost.Outer
	begun, inner := r.clock, 0.0
	r.clock += cost.Inner
	for _, s := range r.program[f] {
		r.clock += s.work
		if s.callee != nobody && depth > 0 {
			inner += r.call(f, s.callee, depth-1)
		}
	}
	whole := r.clock - begun
	for _, e := range entries {
		e.end(whole-inner, whole)
	}
	return whole
}

// randomProgram makes a program of n functions. Where recursive is false, functions call only those after them, so that no two call each other in turn.
func randomProgram(random *rand.Rand, n int, recursive bool) program {
	p := make(program, n)
	for f := range p {
		for range 1 + random.IntN(4) {
			s := step{random.ExpFloat64() * 1e-6, nobody}
			if least := f + 1; recursive {
				s.callee = random.IntN(n)
			} else if least < n {
				s.callee = least + random.IntN(n-least)
			}
			p[f] = append(p[f], s)
		}
	}
	return p
}

func randomCosts(random *rand.Rand) (costs Costs) {
	for kind := range costs {
		costs[kind] = Cost{random.Float64() * 1e-6, random.Float64() * 1e-6}
	}
	return costs
}
