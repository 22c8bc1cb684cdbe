package pstats

import (
	"fmt"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/marshal"
)

// scratch is memory that is used again for each file that is added.
type scratch struct {
	data    []byte
	decoder marshal.Decoder
}

// AddFile adds the profile in a file, as Add does with what Load returns, and reports whether it consists of samples. In Compatible mode it reads
// straight into the sum: that takes half the time, and memory for the sum and the largest file, however many files there are.
//
// When the file is not a profile, the error names it and wraps ErrNotProfile. Part of it may then have been added: s must not be used any more.
func (s *Stats) AddFile(fs afero.Fs, path string) (sampled bool, err error) {
	if s.mode != Compatible { // what the figures of a sampled profile mean is only known at its end
		other, err := Load(fs, path, s.mode)
		if err != nil {
			return false, err
		}
		s.Add(other)
		return other.Sampled(), nil
	}
	s.beginSum()
	if s.scratch == nil {
		s.scratch = new(scratch)
	}
	data, modified, err := readFile(fs, path, s.scratch.data)
	if err != nil {
		return false, err
	}
	s.scratch.data = data
	s.scratch.decoder.Reset(data)
	r := reader{in: &s.scratch.decoder, size: len(data), out: s.sum, stats: Stats{mode: s.mode}}
	r.profile()
	if err := r.in.Err(); err != nil {
		return false, fmt.Errorf("%s: %w", path, notProfile(data, err))
	}
	s.sum.Compact()
	s.files = append(s.files, File{path, modified})
	s.total = s.total.Plus(r.stats.total)
	s.sampled = s.sampled || r.stats.sampled
	s.order = nil
	return r.stats.sampled, nil
}

// beginSum makes the profile a sum to which others can be added.
func (s *Stats) beginSum() {
	if s.sum == nil {
		s.sum = callgraph.NewBuilder()
		s.sum.AddGraph(s.graph)
		s.sum.SumFromZero()
		s.graph = nil
	}
}
