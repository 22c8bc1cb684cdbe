package pstats

import "strings"
import "tottime/profiler/callgraph"

// StripDirs takes the folders off all file names, as pstats.Stats.strip_dirs does. Functions that then have the same key are added up. Of callers
// of one function that then have the same key, pstats keeps the last and forgets the others. The order is lost.
func (s *Stats) StripDirs() {
	s.graph, _ = s.Graph().Renamed(base, callgraph.KeepLast)
	s.order, s.callees = nil, nil
}

// base returns what follows the last slash, as Python's os.path.basename does on POSIX systems.
func base(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
