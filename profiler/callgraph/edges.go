package callgraph

import "slices"

func newEdges(length int) edges {
	return edges{caller: make([]int32, length), callee: make([]int32, length), figures: newColumns(length, length)}
}

// truncate shortens every column to length.
func (e *edges) truncate(length int) {
	e.caller, e.callee = e.caller[:length], e.callee[:length]
	e.figures.truncate(length)
}

// group sorts the edges by the final number of their callee, keeping the order of those of one callee, and adds up the edges between the same
// two functions.
func (e *edges) group(number []int32) {
	final := func(a, b int32) int { return int(number[a]) - int(number[b]) }
	if !slices.IsSortedFunc(e.callee, final) {
		e.sort(number)
	}
	// kept[f] is the edge, among those kept, with caller f that was kept last; it counts when it belongs to the same callee.
	kept := make([]int32, len(number))
	for i := range kept {
		kept[i] = -1
	}
	length := 0
	for i, caller := range e.caller {
		if k := kept[caller]; k >= 0 && e.callee[k] == e.callee[i] {
			e.figures.set(int(k), e.figures.at(int(k)).Plus(e.figures.at(i)))
			continue
		}
		kept[caller] = int32(length)
		if length != i {
			e.caller[length], e.callee[length] = caller, e.callee[i]
			e.figures.set(length, e.figures.at(i))
		}
		length++
	}
	e.truncate(length)
}

// sort moves the edges, which came in any order, together by the final number of their callee.
func (e *edges) sort(number []int32) {
	callee := make([]int32, len(e.callee))
	for i, f := range e.callee {
		callee[i] = number[f]
	}
	from := grouped(callee, starts(callee, len(number)))
	e.caller = permuted(e.caller, from)
	e.callee = permuted(e.callee, from)
	e.figures = e.figures.permuted(from)
}

// renumber replaces the builder's numbers of functions by those of the graph.
func (e *edges) renumber(number []int32) {
	for i := range e.caller {
		e.caller[i] = number[e.caller[i]]
		e.callee[i] = number[e.callee[i]]
	}
}

// starts counts the ends and returns for each of n functions where its edges begin once they are grouped, and at n where the last ones end.
func starts(ends []int32, n int) []int32 {
	start := make([]int32, n+1)
	for _, f := range ends {
		start[f+1]++
	}
	for f := range n {
		start[f+1] += start[f]
	}
	return start
}

// grouped returns the numbers of the edges grouped by their ends, in order within each group.
func grouped(ends []int32, start []int32) []int32 {
	next := slices.Clone(start)
	edge := make([]int32, len(ends))
	for e, f := range ends {
		edge[next[f]] = int32(e)
		next[f]++
	}
	return edge
}
