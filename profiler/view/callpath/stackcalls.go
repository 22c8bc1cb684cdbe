package callpath

import (
	"fmt"
	"slices"

	"tottime/profiler/callgraph"
)

// stackCalls are the callers or callees of the end of a path, wherever on the stacks it is. As in the figures of edges, time counts once while the same
// calls are on a stack several times.
func (m *Model) stackCalls(tree *Tree, direction Direction, path []int) ([]Call, error) {
	s := stackSums{tree: tree, place: make(map[int32]int)}
	ordered := path
	if direction == Callers {
		ordered = slices.Clone(path)
		slices.Reverse(ordered)
	}
	whole, end, any := 0.0, int32(0), false
	tree.visit(ordered, func(x int32, here, below bool, frames []int32) {
		if below && direction == Callees {
			s.add(tree.Function[x], x)
		}
		if !here {
			return
		}
		any = true
		if x >= end {
			whole, end = whole+tree.Total[x], tree.End[x]
		}
		if caller := len(frames) - 1 - len(path); caller >= 0 && direction == Callers {
			s.add(tree.Function[frames[caller]], x)
		}
	})
	if !any && len(path) > 1 {
		return nil, fmt.Errorf("%w: no stack has %s and %s with these calls between them", ErrNoPath, m.Shown(ordered[0]), m.Shown(ordered[len(ordered)-1]))
	}
	for i := range s.calls {
		s.calls[i].Part = part(s.calls[i].Cumulative, whole)
		s.calls[i].Recursive = slices.Contains(path, s.calls[i].Function)
	}
	return s.calls, nil
}

// stackSums adds up what stacks say of functions.
type stackSums struct {
	tree  *Tree
	place map[int32]int // by function
	calls []Call
	ends  []int32 // by call: the end of the stacks that have been counted
}

// add counts the stacks that begin with x for a function, in order of x.
func (s *stackSums) add(f, x int32) {
	i, known := s.place[f]
	if !known {
		i = len(s.calls)
		s.place[f] = i
		s.calls = append(s.calls, Call{
			Function: int(f), Figures: callgraph.Figures{Calls: callgraph.Uncounted, PrimitiveCalls: callgraph.Uncounted},
		})
		s.ends = append(s.ends, 0)
	}
	c := &s.calls[i]
	c.Self += s.tree.self[x]
	if x >= s.ends[i] {
		c.Cumulative += s.tree.Total[x]
		s.ends[i] = s.tree.End[x]
	}
}
