package pstats

import (
	"strings"

	"tottime/profiler/callgraph"
)

// StripDirs takes the folders off all file names, as pstats.Stats.strip_dirs does. Functions that then have the same key are added up. Of callers
// of one function that then have the same key, pstats keeps the last and forgets the others. The order is lost.
func (s *Stats) StripDirs() {
	g, b := s.graph, callgraph.NewBuilder()
	b.Grow(g.Len(), g.Edges())
	number := make([]int, g.Len())
	for f := range number {
		number[f] = b.Function(b.Symbol([]byte(base(g.File(f)))), g.Line(f), b.Symbol([]byte(g.Name(f))))
	}
	last := make(map[int]int) // by caller: where it stands among the callers of the present function
	var callers []callgraph.Edge
	for f := range g.Recorded() {
		b.Record(number[f], g.Figures(f))
		callers = callers[:0]
		clear(last)
		for e := range g.Callers(f) {
			e.Function = number[e.Function]
			if i, ok := last[e.Function]; ok {
				callers[i] = e
				continue
			}
			last[e.Function] = len(callers)
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
