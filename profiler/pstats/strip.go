package pstats

import (
	"strings"

	"tottime/profiler/callgraph"
)

// StripDirs takes the folders off all file names, as pstats.Stats.strip_dirs does. Functions that then have the same key are added up. Of callers
// of one function that then have the same key, pstats keeps the last and forgets the others. The order is lost.
func (s *Stats) StripDirs() {
	g, b := s.Graph(), callgraph.NewBuilder()
	b.Grow(g.Len(), g.Edges())
	number := b.Functions(g, base)
	// last[c] is where the new function c stands among the callers of the present function, if seen[c] says that it does.
	last, seen := make([]int, g.Len()), make([]int, g.Len())
	var callers []callgraph.Edge
	for f := range g.Recorded() {
		b.Record(number[f], g.Figures(f))
		callers = callers[:0]
		for e := range g.Callers(f) {
			e.Function = number[e.Function]
			if seen[e.Function] == f+1 {
				callers[last[e.Function]] = e
				continue
			}
			last[e.Function], seen[e.Function] = len(callers), f+1
			callers = append(callers, e)
		}
		for _, e := range callers {
			b.AddEdge(e.Function, number[f], e.Figures)
		}
	}
	s.graph = b.Graph()
	s.order, s.callees = nil, nil
}

// base returns what follows the last slash, as Python's os.path.basename does on POSIX systems.
func base(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
