package pstats

import (
	"strings"

	"tottime/profiler/callgraph"
)

// StripDirs takes the folders off all file names, as pstats.Stats.strip_dirs does. Functions that then have the same key are added up. Of callers
// of one function that then have the same key, pstats keeps the last and forgets the others; in Accurate mode they are added up too. The order is
// lost.
func (s *Stats) StripDirs() {
	collision := callgraph.KeepLast
	if s.mode == Accurate {
		collision = callgraph.AddUp
	}
	renamed, collided := s.Graph().Renamed(base, collision)
	s.graph, s.order, s.callees = renamed, nil, nil
	s.keep(collided)
}

// base returns what follows the last slash, as Python's os.path.basename does on POSIX systems.
func base(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
