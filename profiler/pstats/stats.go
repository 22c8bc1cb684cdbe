// Package pstats reads the files that Python's profilers write and reports on them byte for byte as Python's own pstats module does.
package pstats

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/overhead"
)

// Stats is what pstats.Stats is to Python: a profile, or the sum of several, and the order in which its reports list the functions.
// It is not safe for concurrent use; its Graph is.
type Stats struct {
	mode  Mode
	files []File

	// The sum as pstats forms it: of each file in the order of its functions, then of the files. The last bit of a time depends on it. Cumulative
	// times overlap, so theirs is not used.
	total callgraph.Figures

	graph     *callgraph.Graph   // nil while there is a sum
	sum       *callgraph.Builder // of the profiles that were added since the graph was last asked for, so that adding costs no more than what is added
	scratch   *scratch           // what AddFile reads with, while there is a sum
	sampled   bool
	said      []saying           // by Note
	kept      callgraph.Collided // the edges that pstats' strip_dirs would have lost
	order     []int32            // the functions in the order of the last Sort, or nil
	orderedBy string
	costs     overhead.Costs

	// The graph whose callees are reported in Compatible mode. pstats computes them once and does not notice that Add makes them stale.
	callees *callgraph.Graph
}

// File is a file that a profile was read from.
type File struct {
	Path     string // as it was given
	Modified time.Time
}

// Load reads the profile in a file. When the file is not one, the error wraps ErrNotProfile and says what it is if that can be told.
func Load(fs afero.Fs, path string, mode Mode) (*Stats, error) {
	data, modified, err := readFile(fs, path, nil)
	if err != nil {
		return nil, err
	}
	stats, err := Read(data, mode)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	stats.files = []File{{path, modified}}
	return stats, nil
}

// readFile reads a whole file, into the given memory where that is enough and else into memory of just its size.
func readFile(fsys afero.Fs, path string, memory []byte) (data []byte, modified time.Time, err error) {
	file, err := fsys.Open(path)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	if info.IsDir() {
		return nil, time.Time{}, &fs.PathError{Op: "read", Path: path, Err: errors.New("is a folder, not a profile")}
	}
	if int64(cap(memory)) >= info.Size() {
		data = memory[:info.Size()]
	} else {
		data = make([]byte, info.Size())
	}
	n, err := io.ReadFull(file, data)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, time.Time{}, err
	}
	data = data[:n]
	if err == nil { // the file has grown, or is a pipe, which has no size
		rest, err := io.ReadAll(file)
		if err != nil {
			return nil, time.Time{}, err
		}
		data = append(data, rest...)
	}
	return data, info.ModTime(), nil
}

// Files returns the files that were loaded and added, in this order.
func (s *Stats) Files() []File { return s.files }

// Graph returns the functions and the calls between them.
func (s *Stats) Graph() *callgraph.Graph {
	if s.sum != nil {
		s.graph, s.sum, s.scratch = s.sum.Graph(), nil, nil
	}
	return s.graph
}

// Replace makes a graph that says more of the same profile the one that is reported on. The order is lost.
func (s *Stats) Replace(graph *callgraph.Graph) {
	s.graph, s.sum, s.scratch, s.order, s.callees = graph, nil, nil, nil, nil
	s.total = graph.Totals()
}

// Sampled reports whether the profile, or a part of the sum, consists of samples as Python 3.15's profiling.sampling takes them. In Compatible mode
// its functions are then single lines and its calls are samples.
func (s *Stats) Sampled() bool { return s.sampled }

// Add adds up both profiles, function by function and call by call. The sum is accurate when either is. The order is lost.
func (s *Stats) Add(other *Stats) {
	g := other.Graph()
	s.beginSum()
	s.sum.AddGraph(g)
	s.sum.Compact()
	s.addNotes(other)
	s.files = append(s.files, other.files...)
	s.total = s.total.Plus(other.total)
	s.mode = max(s.mode, other.mode)
	s.sampled = s.sampled || other.sampled
	s.order, s.costs = nil, overhead.Costs{}
}
