package pstats

import "tottime/profiler/callgraph"

// Mode says which figures a report shows where Python's own pstats gets some wrong.
type Mode int

// The modes.
const (
	// Compatible is what CPython 3.13's pstats shows, byte for byte and with its mistakes.
	Compatible Mode = iota
	// Accurate mends them: no call is lost by StripDirs, what Add brings is never missed, what was not counted is blank, and a call that was
	// only counted shows no time that is another's. Where that made a difference, Notes says so.
	Accurate
)

func (m Mode) String() string {
	if m == Accurate {
		return "accurate"
	}
	return "compatible"
}

// Mode returns how the profile was read.
func (s *Stats) Mode() Mode { return s.mode }

// New returns the profile that a graph of another format makes, read from the files. No pstats reads such a format, so it is always accurate.
func New(graph *callgraph.Graph, files ...File) *Stats {
	s := &Stats{mode: Accurate, files: files}
	s.Replace(graph)
	return s
}
