package server

import (
	"fmt"
	"path/filepath"
	"slices"

	"tottime/profiler/callgraph"
	"tottime/profiler/difference"
	"tottime/profiler/overhead"
	"tottime/profiler/pstats"
	"tottime/protocol"
)

// sum is one profile, or several added up.
type sum struct {
	// parts are what was added, without their figures.
	parts []part
	stats *pstats.Stats
	// first is the graph of the first part. It is not complete when there are others.
	first *callgraph.Graph
	// corrected adds up the parts without what recording them cost; it is nil for one part, and once that is not known of a part.
	corrected *callgraph.Builder
	// alone is the first part without what recording it cost, nil where that is not known.
	alone *overhead.Corrected
	// seconds is what was taken off in all, mean the mean cost of a call.
	seconds float64
	mean    overhead.Mean
	// made is how all of it was made, in so far as that is the same for all parts.
	made difference.Made
	// unlike are the problems of parts that do not fit the first one.
	unlike protocol.List[protocol.Problem]
}

func newSum(first part) *sum {
	s := &sum{parts: []part{first}, stats: first.stats, first: first.stats.Graph()}
	if s.alone = overhead.Correct(s.first, first.costs); s.alone != nil {
		s.took(s.alone, first.costs)
	}
	s.parts[0].stats, s.parts[0].made = nil, first.made.Tell(s.first)
	s.made = s.parts[0].made
	return s
}

// add adds another profile. An error says that it does not fit.
func (s *sum) add(next part) error {
	graph := next.stats.Graph()
	if (s.first.Stacks() != nil) != (graph.Stacks() != nil) {
		return about(next.path, fmt.Errorf("%s %w to %s: one is a pprof profile of call stacks, the other one of Python's, and they name functions differently. "+
			"Open it by itself", next.path, errNotAdded, s.parts[0].path))
	}
	if len(s.parts) == 1 && s.alone != nil {
		s.corrected = callgraph.NewBuilder()
		s.corrected.AddGraph(s.alone.Graph)
	}
	if c := overhead.Correct(graph, next.costs); c == nil {
		s.corrected = nil
	} else if s.corrected != nil {
		s.corrected.AddGraph(c.Graph)
		s.corrected.Compact()
		s.took(c, next.costs)
	}
	s.compare(next, graph)
	s.stats.Add(next.stats)
	next.stats = nil
	s.parts = append(s.parts, next)
	return nil
}

// took notes what was taken off the times of a part.
func (s *sum) took(c *overhead.Corrected, costs overhead.Costs) {
	var calls overhead.Counts
	for f := range c.Graph.Recorded() {
		calls[overhead.KindOf(c.Graph.Name(f), c.Graph.Builtin(f))] += c.Graph.Figures(f).Calls
	}
	s.mean.Add(costs, calls)
	s.seconds += c.Seconds
}

// compare notes in what a part was made in another way than the first one.
func (s *sum) compare(next part, graph *callgraph.Graph) {
	first, other := s.parts[0].made, next.made.Tell(graph)
	s.made = s.made.Plus(other)
	first.Name, other.Name = distinct(s.parts[0].path, next.path)
	for _, code := range []string{difference.DifferentKinds, difference.DifferentProfilers, difference.DifferentPythons} {
		for _, warning := range difference.Unlike(first, other) {
			if warning.Code == code {
				s.unlike = append(s.unlike, protocol.Problem{Code: warning.Code, Text: warning.Text})
			}
		}
	}
}

// graphs are the sum, and the sum without what recording cost, or nil where that is not known.
func (s *sum) graphs() (graph, corrected *callgraph.Graph) {
	graph = s.stats.Graph()
	switch {
	case len(s.parts) == 1 && s.alone != nil:
		return graph, s.alone.Graph
	case s.corrected == nil:
		return graph, nil
	}
	// Both were added up in the same order, so that functions and edges have the same numbers.
	return graph, graph.WithEstimates(times(s.corrected.Graph()))
}

// times are those of all functions of a graph, and of all edges.
func times(g *callgraph.Graph) (functions, edges []callgraph.Times) {
	functions, edges = make([]callgraph.Times, g.Len()), make([]callgraph.Times, 0, g.Edges())
	for f := range g.Len() {
		figures := g.Figures(f)
		functions[f] = callgraph.Times{Self: figures.Self, Cumulative: figures.Cumulative}
		for e := range g.Callers(f) {
			edges = append(edges, callgraph.Times{Self: e.Self, Cumulative: e.Cumulative})
		}
	}
	return functions, edges
}

// costs are those of a call, as a mean of the parts; zero where those of a part are not known.
func (s *sum) costs() overhead.Costs {
	switch {
	case len(s.parts) == 1:
		return s.parts[0].costs
	case s.corrected == nil:
		return overhead.Costs{}
	}
	return s.mean.Costs()
}

// run is what the profile was measured in, nil for a sum.
func (s *sum) run() *protocol.ProfileRun {
	if len(s.parts) > 1 {
		return nil
	}
	return s.parts[0].run
}

func (s *sum) paths() (paths []string) {
	for _, p := range s.parts {
		paths = append(paths, p.path)
	}
	return paths
}

// modified is when the newest part was written.
func (s *sum) modified() (modified float64) {
	for _, p := range s.parts {
		modified = max(modified, p.modified)
	}
	return modified
}

// files lists the parts of a sum.
func (s *sum) files() (files protocol.List[protocol.ProfileFile]) {
	if len(s.parts) == 1 {
		return nil
	}
	for _, p := range s.parts {
		files = append(files, protocol.ProfileFile{Path: p.path, Modified: p.modified})
	}
	return files
}

// problems are those of the parts, which name their file unless all have them, and what does not fit.
func (s *sum) problems() (problems protocol.List[protocol.Problem]) {
	problems = append(problems, s.unlike...)
	common := map[protocol.Problem]int{}
	for _, p := range s.parts {
		for _, problem := range p.problems {
			common[problem]++
		}
	}
	for _, p := range s.parts {
		for _, problem := range p.problems {
			if common[problem] < len(s.parts) {
				problem.Text = p.path + ": " + problem.Text
			}
			if !slices.Contains(problems, problem) {
				problems = append(problems, problem)
			}
		}
	}
	return problems
}

// distinct are the names of two files: their paths where they would not differ otherwise.
func distinct(a, b string) (string, string) {
	if x, y := filepath.Base(a), filepath.Base(b); x != y {
		return x, y
	}
	return a, b
}
