package callgraph

// sumStacks records the figures of functions and edges that follow from the stacks. As with pstats, cumulative times of a function, or of the
// calls of one function by another, count the outermost of those that are on the stack at the same time.
func (b *Builder) sumStacks() {
	if b.stacks == nil {
		return
	}
	w := newWalk(&b.stacks.Stacks, len(b.functions))
	w.run()
	for _, f := range w.order {
		b.Record(int(f), Figures{Uncounted, Uncounted, w.self[f], w.cumulative[f]})
	}
	for e, ends := range w.edgeEnds {
		b.AddEdge(int(ends.caller), int(ends.callee), Figures{Uncounted, Uncounted, w.edgeSelf[e], w.edgeCumulative[e]})
	}
}

// flattenStacks keeps of the stacks what follows from them and forgets them.
func (b *Builder) flattenStacks() {
	b.sumStacks()
	b.stacks = nil
}

// walk goes through the tree of stacks and keeps account of what is on the present stack.
type walk struct {
	*Stacks
	total             []float64 // by node: the seconds of it and all above it
	firstChild, next  []int32   // by node: its first child, its next sibling
	order             []int32   // the functions in the order of the tree
	self, cumulative  []float64 // by function
	depth             []int32   // by function: how often it is on the present stack; -1 before it was ever
	edges             map[ends]int32
	edgeEnds          []ends // by edge
	edgeSelf          []float64
	edgeCumulative    []float64
	edgeDepth, edgeOf []int32 // by edge: how often it is on the present stack; by node: its edge from the parent, or -1
}

// ends are the two functions of an edge.
type ends struct{ caller, callee int32 }

func newWalk(s *Stacks, functions int) *walk {
	w := &walk{
		Stacks: s, total: append([]float64(nil), s.self...), firstChild: make([]int32, s.Len()+1), next: make([]int32, s.Len()),
		self: make([]float64, functions), cumulative: make([]float64, functions), depth: make([]int32, functions),
		edges: make(map[ends]int32), edgeOf: make([]int32, s.Len()),
	}
	for i := range w.firstChild {
		w.firstChild[i] = -1
	}
	// From the last node on, so that children come in the order of their numbers and before what they add to.
	for n := s.Len() - 1; n >= 0; n-- {
		parent := s.parent[n]
		if parent >= 0 {
			w.total[parent] += w.total[n]
		}
		w.next[n] = w.firstChild[parent+1]
		w.firstChild[parent+1] = int32(n)
	}
	for f := range w.depth {
		w.depth[f] = -1
	}
	for n, f := range s.function {
		if w.depth[f] < 0 {
			w.depth[f] = 0
			w.order = append(w.order, f)
		}
		w.edgeOf[n] = w.edge(s.parent[n], f)
	}
	w.edgeDepth = make([]int32, len(w.edgeEnds))
	w.edgeSelf, w.edgeCumulative = make([]float64, len(w.edgeEnds)), make([]float64, len(w.edgeEnds))
	return w
}

// edge returns the edge from a node's function to another, -1 from none.
func (w *walk) edge(parent, function int32) int32 {
	if parent < 0 {
		return -1
	}
	key := ends{w.function[parent], function}
	e, known := w.edges[key]
	if !known {
		e = int32(len(w.edgeEnds))
		w.edges[key] = e
		w.edgeEnds = append(w.edgeEnds, key)
	}
	return e
}

// run visits every node, each after its parent and before its next sibling. It keeps no stack of its own: stacks may be of any depth.
func (w *walk) run() {
	for n := w.firstChild[0]; n >= 0; {
		w.enter(n)
		if child := w.firstChild[n+1]; child >= 0 {
			n = child
			continue
		}
		for n >= 0 {
			w.leave(n)
			if w.next[n] >= 0 {
				n = w.next[n]
				break
			}
			n = w.parent[n]
		}
	}
}

func (w *walk) enter(n int32) {
	f, e := w.function[n], w.edgeOf[n]
	w.self[f] += w.Stacks.self[n]
	if w.depth[f] == 0 {
		w.cumulative[f] += w.total[n]
	}
	w.depth[f]++
	if e < 0 {
		return
	}
	w.edgeSelf[e] += w.Stacks.self[n]
	if w.edgeDepth[e] == 0 {
		w.edgeCumulative[e] += w.total[n]
	}
	w.edgeDepth[e]++
}

func (w *walk) leave(n int32) {
	w.depth[w.function[n]]--
	if e := w.edgeOf[n]; e >= 0 {
		w.edgeDepth[e]--
	}
}
