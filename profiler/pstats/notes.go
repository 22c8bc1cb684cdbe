package pstats

import (
	"fmt"
	"slices"

	"tottime/profiler/callgraph"
)

// Notes returns sentences on where the reports differ from those of pstats, and on what is estimated or not known: each only when it is true of
// this profile. In Compatible mode there are none.
func (s *Stats) Notes() []string { return append(s.tableNotes(), s.callNotes()...) }

// Note adds a sentence to the notes, once.
func (s *Stats) Note(text string) {
	if !slices.Contains(s.said, text) {
		s.said = append(s.said, text)
	}
}

func (s *Stats) addNotes(other *Stats) {
	for _, note := range other.said {
		s.Note(note)
	}
	s.keep(other.kept)
}

// keep notes edges that pstats would lose.
func (s *Stats) keep(edges callgraph.Collided) {
	sum := callgraph.Figures{Calls: s.kept.Calls}.Plus(callgraph.Figures{Calls: edges.Calls})
	s.kept = callgraph.Collided{Edges: s.kept.Edges + edges.Edges, Calls: sum.Calls}
}

// tableNotes returns the notes on the figures of functions.
func (s *Stats) tableNotes() (notes []string) {
	if s.mode == Compatible {
		return nil
	}
	g := s.Graph()
	looked := "The call stack was looked at from time to time"
	if g.Basis() != callgraph.Traced && anyCounted(g) {
		looked = "In some of the files the call stack was looked at from time to time"
	}
	switch g.Basis() {
	case callgraph.Sampled:
		notes = append(notes, looked+": times are estimates.")
	case callgraph.SampledLines:
		notes = append(notes, looked+": times are estimates, and cumulative ones may be too large.")
	}
	if g.Knowledge().Calls == callgraph.Unknown {
		notes = append(notes, "Where the number of calls is blank it is not known.")
	}
	return append(notes, s.said...)
}

// anyCounted reports whether any function's calls were counted.
func anyCounted(g *callgraph.Graph) bool {
	for f := range g.Recorded() {
		if g.Figures(f).Counted() {
			return true
		}
	}
	return false
}

// callNotes returns the notes on the calls between functions.
func (s *Stats) callNotes() (notes []string) {
	if s.mode == Compatible {
		return nil
	}
	if k := s.Graph().Knowledge(); k.EdgeTimes == callgraph.Unknown {
		notes = append(notes, "Where the calls of one function by another have no time they were only counted: pstats shows the other function's whole time there.")
	}
	if s.kept.Edges > 0 {
		alike, lost := "1 caller looks like another", "calls"
		if s.kept.Edges > 1 {
			alike = fmt.Sprintf("%d callers look like others", s.kept.Edges)
		}
		if s.kept.Calls != callgraph.Uncounted {
			lost = fmt.Sprintf("%d calls", s.kept.Calls)
		}
		notes = append(notes, fmt.Sprintf("Without folders %s: pstats loses %s, which are added up here.", alike, lost))
	}
	return notes
}
