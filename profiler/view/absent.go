package view

import (
	"slices"

	"tottime/profiler/callgraph"
)

// absentLast moves the functions that have no figure in the first column behind the others: what is not known is neither the greatest nor
// the least. Order takes it for less than all others, so that an ascending column has them in front.
func absentLast(graph *callgraph.Graph, order []int32, columns []callgraph.Column) []int32 {
	if len(columns) == 0 || columns[0].Descending {
		return order
	}
	absent := absence(columns[0].Key)
	if absent == nil {
		return order
	}
	if columns[0].Of != nil {
		graph = columns[0].Of
	}
	known := slices.IndexFunc(order, func(f int32) bool { return !absent(graph.Figures(int(f))) })
	if known <= 0 {
		return order
	}
	return slices.Concat(order[known:], order[:known])
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
