package callgraph

import (
	"slices"
	"testing"
)

// Functions in the order of a key compare as not greater than the next one.
func TestCompareBy(t *testing.T) {
	g := build([]string{"b", "a", "c", "a"}, []Figures{{1, 1, 3, 3}, {4, 2, 1, 5}, {2, 2, 2, 2}, {4, 4, 1, 5}})
	for key := Calls; key <= StandardNameKey; key++ {
		if key == NameFileLine {
			continue
		}
		compare := g.CompareBy(key)
		order := g.Order(Column{Key: key})
		if !slices.IsSortedFunc(order, func(a, b int32) int { return compare(int(a), int(b)) }) {
			t.Errorf("key %d: the order is %v", key, order)
		}
		if first, last := int(order[0]), int(order[len(order)-1]); compare(first, last) >= 0 && key != Line && key != File {
			t.Errorf("key %d: %d is not less than %d", key, first, last)
		}
	}
}
