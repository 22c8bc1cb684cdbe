package icicle

import (
	"slices"

	"tottime/profiler/view/callpath"
)

// stacks are a profile of whole stacks.
type stacks struct {
	model *callpath.Model
	tree  *callpath.Tree
	found []entry // what children has found, kept for its memory
}

// entry is a node where a function was entered.
type entry struct{ function, node int32 }

func (s *stacks) top() []branch {
	s.found = s.found[:0]
	for x := int32(0); int(x) < s.tree.Len(); x = s.tree.End[x] {
		s.found = append(s.found, entry{s.tree.Function[x], x})
	}
	return s.branches(0)
}

func (s *stacks) start(f int) branch {
	var nodes []int32
	outermost, end := s.tree.Outermost(f), int32(0)
	for _, x := range s.tree.Of(f) {
		if x < end || outermost && s.tree.Parent[x] >= 0 {
			continue
		}
		nodes, end = append(nodes, x), s.tree.End[x]
	}
	return s.branch(int32(f), nodes)
}

func (s *stacks) down(b *branch, callee int) (branch, bool) {
	if callee == b.Function {
		return branch{}, false
	}
	s.find(b, func(f int) bool { return f != callee })
	var nodes []int32
	for _, e := range s.found {
		nodes = append(nodes, e.node)
	}
	return s.branch(int32(callee), nodes), len(nodes) > 0
}

func (s *stacks) children(b *branch, least float64, onPath func(f int) bool) []branch {
	s.find(b, onPath)
	return s.branches(least)
}

// find lists the nodes right below those of a branch, and below those where its function has called itself, but for functions to leave out.
func (s *stacks) find(b *branch, out func(f int) bool) {
	s.found = s.found[:0]
	work := slices.Clone(b.nodes)
	slices.Reverse(work)
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		for child := x + 1; child < s.tree.End[x]; child = s.tree.End[child] {
			switch f := s.tree.Function[child]; {
			case int(f) == b.Function:
				work = append(work, child)
			case !out(int(f)):
				s.found = append(s.found, entry{f, child})
			}
		}
	}
}

// branches are the functions that were found and took at least so many seconds, the longest first.
func (s *stacks) branches(least float64) (all []branch) {
	slices.SortStableFunc(s.found, func(a, b entry) int { return int(a.function) - int(b.function) })
	for i := 0; i < len(s.found); {
		f, j, seconds := s.found[i].function, i, 0.0
		for ; j < len(s.found) && s.found[j].function == f; j++ {
			seconds += s.tree.Total[s.found[j].node]
		}
		if seconds >= least {
			nodes := make([]int32, 0, j-i)
			for _, e := range s.found[i:j] {
				nodes = append(nodes, e.node)
			}
			all = append(all, s.branch(f, nodes))
		}
		i = j
	}
	slices.SortFunc(all, func(a, b branch) int { return s.model.Longer(a.Function, a.Seconds, b.Function, b.Seconds) })
	return all
}

func (s *stacks) branch(f int32, nodes []int32) branch {
	b := branch{nodes: nodes, Step: callpath.Step{Function: int(f), Exact: true}}
	for _, x := range nodes {
		b.Seconds += s.tree.Total[x]
		b.Self += s.tree.Self(int(f), x)
	}
	b.Self = min(b.Self, b.Seconds) // both are rounded
	return b
}
