package icicle

import (
	"slices"

	"tottime/profiler/callgraph"
	"tottime/profiler/view/callpath"
)

// branch is a function that was called along one path.
type branch struct {
	callpath.Step
	nodes []int32 // of a profile of stacks: those where the function was entered
}

// source tells what was called.
type source interface {
	// top returns the roots, the longest first.
	top() []branch
	// start returns the beginning of a path.
	start(f int) branch
	// down returns a callee, false where it was not called.
	down(b *branch, callee int) (branch, bool)
	// children returns the callees that took at least so many seconds, the longest first, without the function itself and those on the path to it.
	children(b *branch, least float64, onPath func(f int) bool) []branch
}

func newSource(m *callpath.Model) source {
	if tree := m.Tree(); tree != nil {
		return &stacks{model: m, tree: tree}
	}
	return &pairs{model: m, long: make(map[int][]callee)}
}

// pairs are a profile that knows which function called which.
type pairs struct {
	model *callpath.Model
	long  map[int][]callee // by function: its callees that took long enough to have a box, the longest first
}

// callee is an edge from a function that is known.
type callee struct {
	callgraph.Edge
	seconds float64
}

func (p *pairs) top() []branch {
	roots := p.model.Roots()
	top := make([]branch, len(roots))
	for i, f := range roots {
		top[i] = p.start(int(f))
	}
	return top
}

func (p *pairs) start(f int) branch { return branch{Step: p.model.Start(f)} }

func (p *pairs) down(b *branch, callee int) (branch, bool) {
	edge, found := p.model.Callee(b.Function, callee)
	if !found || callee == b.Function {
		return branch{}, false
	}
	return branch{Step: p.model.Down(b.Step, edge)}, true
}

func (p *pairs) children(b *branch, least float64, onPath func(f int) bool) (children []branch) {
	for _, c := range p.callees(b.Function, least) {
		if onPath(c.Function) {
			continue
		}
		step := p.model.Down(b.Step, c.Edge)
		if step.Seconds < least {
			break
		}
		children = append(children, branch{Step: step})
	}
	return children
}

// callees lists the callees of a function that may be wide enough along any path: no path has more of their time than all.
func (p *pairs) callees(f int, least float64) []callee {
	long, known := p.long[f]
	if known {
		return long
	}
	whole := p.model.Start(f)
	for e := range p.model.Callees(f) {
		if seconds := p.model.Down(whole, e).Seconds; e.Function != f && seconds >= least {
			long = append(long, callee{e, seconds})
		}
	}
	slices.SortFunc(long, func(a, b callee) int { return p.model.Longer(a.Function, a.seconds, b.Function, b.seconds) })
	p.long[f] = long
	return long
}
