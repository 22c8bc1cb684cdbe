package callgraph

import (
	"slices"
	"testing"
)

// Edges that have the figures of their functions are ordered as these are.
func TestOrderEdges(t *testing.T) {
	g := build([]string{"b", "a", "c", "a"}, []Figures{{1, 1, 3, 3}, {4, 2, 1, 5}, {Uncounted, Uncounted, 2, 2}, {4, 4, 1, 5}})
	at := func(_ *Graph, i int) Edge { return Edge{i, g.Figures(i)} }
	for key := Calls; key <= StandardNameKey; key++ {
		for _, descending := range []bool{false, true} {
			columns := []Column{{Key: key, Descending: descending}, {Key: Line, Descending: true}}
			if got, want := g.OrderEdges(g.Len(), at, columns...), g.Order(columns...); !slices.Equal(got, want) {
				t.Errorf("key %d, descending %t: got %v, want %v", key, descending, got, want)
			}
		}
	}
	check(t, "none", g.OrderEdges(0, nil, Column{Key: Calls}), []int32{})
}
