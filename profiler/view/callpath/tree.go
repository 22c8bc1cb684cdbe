package callpath

import (
	"sort"

	"tottime/profiler/callgraph"
)

// Tree is the stacks of a profile in preorder: each is followed by those that go on from it. Nodes are 0 to Len()-1. It does not change.
type Tree struct {
	// Parent is by node the stack below the frame on top, -1 for an outermost function. Function is the function on top.
	Parent, Function []int32
	// End is by node the first node after those that go on from it.
	End []int32
	// Total is by node the seconds for which the stack was this one or one that goes on from it.
	Total []float64
	self  []float64 // by node: the seconds for which the stack was just this one

	// The nodes of each function, in order: those of f are nodes[first[f]] up to nodes[first[f+1]-1].
	first, nodes []int32
	// before is by place in nodes the self time of the function's nodes before it, and at last of all.
	before []float64
}

// Tree returns the stacks that the profile was made of, nil when it only knows which function called which. For 300,000 stacks it takes 20 ms the first
// time.
func (m *Model) Tree() *Tree {
	m.treeOnce.Do(func() {
		if stacks := m.Stacks(); stacks != nil {
			m.tree = newTree(stacks, m.Len())
		}
	})
	return m.tree
}

func newTree(stacks *callgraph.Stacks, functions int) *Tree {
	n := stacks.Len()
	t := &Tree{
		Parent: make([]int32, n), Function: make([]int32, n), End: make([]int32, n), Total: make([]float64, n),
		first: make([]int32, functions+1), nodes: make([]int32, n), before: make([]float64, n+1),
	}
	// Parents come before their children, so sizes follow from the last node on, and places from the first on.
	size, place, next := make([]int32, n), make([]int32, n), make([]int32, n)
	for i := n - 1; i >= 0; i-- {
		size[i]++
		if p := stacks.Parent(i); p >= 0 {
			size[p] += size[i]
		}
	}
	top := int32(0)
	self := make([]float64, n)
	for i := range n {
		parent := stacks.Parent(i)
		at := &top
		if parent >= 0 {
			at = &next[parent]
		}
		place[i] = *at
		*at += size[i]
		next[i] = place[i] + 1
		x := place[i]
		t.Parent[x] = -1
		if parent >= 0 {
			t.Parent[x] = place[parent]
		}
		t.Function[x], t.End[x] = int32(stacks.Function(i)), x+size[i]
		self[x] = usable(stacks.Self(i))
	}
	copy(t.Total, self)
	for x := n - 1; x >= 0; x-- {
		if p := t.Parent[x]; p >= 0 {
			t.Total[p] += t.Total[x]
		}
	}
	t.self = self
	t.index()
	return t
}

// index lists the nodes by function.
func (t *Tree) index() {
	for _, f := range t.Function {
		t.first[f+1]++
	}
	for f := range len(t.first) - 1 {
		t.first[f+1] += t.first[f]
	}
	next := append([]int32(nil), t.first...)
	for x, f := range t.Function {
		t.nodes[next[f]] = int32(x)
		next[f]++
	}
	for i, x := range t.nodes {
		t.before[i+1] = t.before[i] + t.self[x]
	}
}

// Len returns the number of nodes.
func (t *Tree) Len() int { return len(t.Parent) }

// Of returns the nodes with a function on top, in order. They must not be changed.
func (t *Tree) Of(f int) []int32 { return t.nodes[t.first[f]:t.first[f+1]] }

// Self returns the seconds for which a function was on top of a stack that is x or goes on from it.
func (t *Tree) Self(f int, x int32) float64 {
	nodes := t.Of(f)
	from := sort.Search(len(nodes), func(i int) bool { return nodes[i] >= x })
	to := sort.Search(len(nodes), func(i int) bool { return nodes[i] >= t.End[x] })
	base := int(t.first[f])
	return t.before[base+to] - t.before[base+from]
}

// Outermost reports whether any stack begins with a function.
func (t *Tree) Outermost(f int) bool {
	for _, x := range t.Of(f) {
		if t.Parent[x] < 0 {
			return true
		}
	}
	return false
}
