package callgraph

// OrderEdges orders n edges as Order orders functions: by their figures, and by the names and places of the functions at their ends. at returns edge i as a
// column sees it, whose Of may have other times. Edges that are equal in all columns keep their order.
func (g *Graph) OrderEdges(n int, at func(of *Graph, i int) Edge, columns ...Column) []int32 {
	s := sorter{order: make([]int32, n)}
	for i := range s.order {
		s.order[i] = int32(i)
	}
	if n == 0 {
		return s.order
	}
	keys := make([]uint64, n)
	// Each sort is stable, so the least significant column goes first.
	for i := len(columns) - 1; i >= 0; i-- {
		c := columns[i]
		parts := []Key{c.Key}
		if c.Key == NameFileLine {
			parts = []Key{Line, File, Name}
		}
		for _, key := range parts {
			for e := range keys {
				keys[e] = g.edgeKey(key, at(c.Of, e))
			}
			s.sort(keys, c.Descending)
		}
	}
	return s.order
}

func (g *Graph) edgeKey(key Key, e Edge) uint64 {
	switch key {
	case Calls:
		return intKey(e.Calls)
	case PrimitiveCalls:
		return intKey(e.PrimitiveCalls)
	case Self:
		return floatKey(e.Self)
	case SelfPerCall:
		return floatKey(e.SelfPerCall())
	case Cumulative:
		return floatKey(e.Cumulative)
	case CumulativePerCall:
		return floatKey(e.CumulativePerCall())
	}
	return g.sortKey(key, e.Function)
}
