package callgraph

// Components groups the functions that call each other in turn, directly or through others: of is each function's group, count their number. A
// function that does not take part in such a circle is a group of its own. Groups that are called have smaller numbers than those that call them.
//
// It is Tarjan's algorithm for strongly connected components, without recursion, as call chains may be long.
func (g *Graph) Components() (of []int32, count int) {
	t := tarjan{graph: g, states: make([]state, g.Len())}
	for f := range t.states {
		if t.states[f].order == 0 {
			t.walk(int32(f))
		}
	}
	of = make([]int32, g.Len())
	for f := range of {
		of[f] = t.states[f].group - 1
	}
	return of, int(t.count)
}

// tarjan is a walk through the graph from callers to callees.
type tarjan struct {
	graph  *Graph
	states []state // by function
	count  int32   // of groups
	seen   int32
	stack  []int32 // the functions that have been seen and have no group yet
	path   []int32 // the functions that the walk is in
}

// state is how far the walk is with a function.
type state struct {
	group int32 // from 1 on, or 0
	order int32 // when it was seen, from 1 on, or 0
	low   int32 // the order of the earliest function on the stack that it leads to
	next  int32 // how many of its callees were looked at
}

func (t *tarjan) walk(from int32) {
	t.enter(from)
	for len(t.path) > 0 {
		f := t.path[len(t.path)-1]
		edges, s := t.graph.callees.of(t.graph, int(f)), &t.states[f]
		if int(s.next) == len(edges) {
			t.leave(f)
			continue
		}
		callee := t.graph.edges.callee[edges[s.next]]
		s.next++
		switch c := &t.states[callee]; {
		case c.order == 0:
			t.enter(callee)
		case c.group == 0:
			s.low = min(s.low, c.order)
		}
	}
}

func (t *tarjan) enter(f int32) {
	t.seen++
	t.states[f].order, t.states[f].low = t.seen, t.seen
	t.stack = append(t.stack, f)
	t.path = append(t.path, f)
}

// leave ends the walk in f, whose callees have all been looked at. What is on the stack from f on is a group if nothing of it leads further back.
func (t *tarjan) leave(f int32) {
	t.path = t.path[:len(t.path)-1]
	s := t.states[f]
	if len(t.path) > 0 {
		caller := &t.states[t.path[len(t.path)-1]]
		caller.low = min(caller.low, s.low)
	}
	if s.low != s.order {
		return
	}
	t.count++
	for last := int32(-1); last != f; {
		last = t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.states[last].group = t.count
	}
}
