package view

import "tottime/profiler/callgraph"

// absentLast moves the functions that have no figure in the first column behind the others, in either direction: what is not known is
// neither the greatest nor the least. Order takes it for the least, so that only an ascending column has them in front.
func absentLast(graph *callgraph.Graph, order []int32, columns []callgraph.Column) []int32 {
	if len(columns) == 0 || columns[0].Descending {
		return order
	}
	absent := absence(columns[0].Key)
	if absent == nil {
		return order
	}
	var last []int32
	kept := order[:0]
	for _, f := range order {
		if absent(graph.Figures(int(f))) {
			last = append(last, f)
		} else {
			kept = append(kept, f)
		}
	}
	return append(kept, last...)
}

// absence returns how to tell that a key's figure is absent, or nil for a key that always has one.
func absence(key callgraph.Key) func(callgraph.Figures) bool {
	switch key {
	case callgraph.Calls:
		return func(f callgraph.Figures) bool { return f.Calls == callgraph.Uncounted }
	case callgraph.PrimitiveCalls:
		return func(f callgraph.Figures) bool { return f.PrimitiveCalls == callgraph.Uncounted }
	case callgraph.SelfPerCall:
		return func(f callgraph.Figures) bool { return present(f.SelfPerCall()) == nil }
	case callgraph.CumulativePerCall:
		return func(f callgraph.Figures) bool { return present(f.CumulativePerCall()) == nil }
	}
	return nil
}
