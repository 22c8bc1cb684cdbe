package callgraph

// Collision says what becomes of calls that cannot be told apart any more once files are renamed: those of one function by several others that
// then have the same file, line and name.
type Collision int

// What may become of them.
const (
	AddUp    Collision = iota // they are added up
	KeepLast                  // the last of them stay and the others are lost, as in pstats (Lib/pstats.py, Stats.strip_dirs)
)

// Renamed returns the graph with rename applied to the names of files, and how many edges were lost. Functions that then have the same file, line
// and name are added up.
func (g *Graph) Renamed(rename func(file string) string, collision Collision) (renamed *Graph, lost int) {
	b := NewBuilder()
	b.Grow(g.Len(), g.Edges())
	b.basis = g.basis
	number := b.Functions(g, rename)
	if g.stacks != nil {
		b.addStacks(g.stacks, number)
		return b.Graph(), 0
	}
	// last[c] is where the new function c stands among the callers of the present function, if seen[c] says that it does.
	last, seen := make([]int, g.Len()), make([]int, g.Len())
	var callers []Edge
	for f := range g.recorded {
		b.Record(number[f], g.Figures(f))
		callers = callers[:0]
		for e := range g.Callers(f) {
			e.Function = number[e.Function]
			if collision == KeepLast && seen[e.Function] == f+1 {
				callers[last[e.Function]] = e
				lost++
				continue
			}
			last[e.Function], seen[e.Function] = len(callers), f+1
			callers = append(callers, e)
		}
		for _, e := range callers {
			b.AddEdge(e.Function, number[f], e.Figures)
		}
	}
	return b.Graph(), lost
}
