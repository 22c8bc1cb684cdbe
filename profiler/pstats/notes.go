package pstats

import (
	"fmt"
	"slices"

	"tottime/profiler/callgraph"
)

// Notes returns sentences on where the reports differ from those of pstats, and on what is estimated or not known: each only when it is true of
// this profile. In Compatible mode there are none.
func (s *Stats) Notes() []string { return append(s.tableNotes(), s.callNotes()...) }

// Note adds a sentence on the file that the profile was read from to the notes, once.
func (s *Stats) Note(text string) {
	if said := (saying{0, text}); !slices.Contains(s.said, said) {
		s.said = append(s.said, said)
	}
}

// saying is a sentence on one of the files.
type saying struct {
	file int // its index
	text string
}

// sayings returns the sentences on the files. Of several files those that not all have in common name theirs.
func (s *Stats) sayings() (notes []string) {
	common := make(map[string]int)
	for _, said := range s.said {
		common[said.text]++
	}
	for _, said := range s.said {
		note := said.text
		if said.file < len(s.files) && common[said.text] < len(s.files) {
			note = s.files[said.file].Path + ": " + note
		}
		if !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return notes
}

// addNotes takes over those on the files of another profile, which are still to be added.
func (s *Stats) addNotes(other *Stats) {
	for _, said := range other.said {
		s.said = append(s.said, saying{len(s.files) + said.file, said.text})
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
	return append(notes, s.sayings()...)
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
