package callgraph

import "cmp"

// CompareBy returns how two functions compare by a key, as Order compares them: negative when the first is less, 0 when they are equal. NameFileLine is
// not one key but three.
func (g *Graph) CompareBy(key Key) func(f, other int) int {
	return func(f, other int) int { return cmp.Compare(g.sortKey(key, f), g.sortKey(key, other)) }
}
