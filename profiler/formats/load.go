// Package formats opens profiles of every format.
package formats

import (
	"errors"
	"fmt"

	"github.com/spf13/afero"

	"tottime/profiler/callgraph"
	"tottime/profiler/internal/gunzip"
	"tottime/profiler/pprof"
	"tottime/profiler/pstats"
	"tottime/profiler/sidecar"
)

// ErrNotProfile is wrapped by the error for a file that is no profile, not a whole one, or one that does not say where time went.
var ErrNotProfile = errors.New("not a profile")

// Load reads the profile in a file: one that Python's profilers marshalled (see pstats.Read) or one of pprof's (see pprof.Read), either as it is or
// compressed by gzip.
//
// In pstats.Accurate mode it also reads what makes the figures better: the sidecar beside the file, and for profiles that were made of samples, which
// know functions by any of their lines, the sources that are there. What that changed and what is missing, and what the times of a pprof profile are,
// the notes say. A pprof profile is always read accurately, since pstats knows nothing like it; a sampled one by Python 3.15 is in pstats.Compatible
// mode what its file holds, rows of lines.
//
// The error names the file. When that is not a profile, the error wraps ErrNotProfile and says what it is if that can be told.
func Load(fs afero.Fs, path string, mode pstats.Mode) (*pstats.Stats, error) {
	return LoadMapped(fs, path, mode, nil)
}

// LoadMapped is Load where sources are in other places than the profile says: mapped finds the file that has a name in the profile, or is false where
// that is not known, and the name is taken as it stands. It may be nil.
func LoadMapped(fs afero.Fs, path string, mode pstats.Mode, mapped func(name string) (path string, ok bool)) (*pstats.Stats, error) {
	data, file, err := pstats.ReadFile(fs, path)
	if err != nil {
		return nil, err
	}
	sources := newSources(fs, path)
	if mapped != nil {
		sources.mapped = mapped
	}
	stats, err := read(data, mode, sources)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, notProfile{err})
	}
	stats.From(file)
	// A sidecar counts calls, so there is none for samples.
	if stats.Mode() == pstats.Accurate && stats.Graph().Basis() == callgraph.Traced {
		graph, costs, note := sidecar.Refine(fs, path, stats.Graph())
		stats.SetCosts(costs)
		if graph != stats.Graph() {
			stats.Replace(graph)
		}
		if note != "" {
			stats.Note(note)
		}
	}
	return stats, nil
}

// read finds out which format data has and reads it.
func read(data []byte, mode pstats.Mode, sources *sources) (*pstats.Stats, error) {
	plain, unpacked := data, ""
	if gunzip.Is(data) {
		if begin := gunzip.Prefix(data, sniffed); pprof.Is(begin) && pstats.Recognize(begin) == "" {
			return readPprof(data, sources) // as it is, so that its own size bounds what it may unfold to
		}
		var err error
		if plain, err = gunzip.Unpack(data); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotProfile, err)
		}
		unpacked = "unpacked, "
	}
	if what := pstats.Recognize(plain); what != "" && string(plain) != emptyDict {
		return nil, fmt.Errorf("%w: %s%s", ErrNotProfile, unpacked, what)
	}
	switch {
	case isMarshalledDict(plain):
		return readMarshalled(plain, mode, sources)
	case pprof.Is(plain):
		return readPprof(data, sources)
	}
	return nil, fmt.Errorf("%w: %sit is neither in Python's marshal format nor in pprof's", ErrNotProfile, unpacked)
}

// sniffed is how many bytes of compressed data are enough to tell a pprof profile, unless its first field is a long one.
const sniffed = 1024

// emptyDict is marshal's empty dict. It looks like text, but comes from a profiler that was stopped at once.
const emptyDict = "{0"

// isMarshalledDict reports whether data begins with marshal's code of a dict, which may have the flag of an object that others refer to
// (Python/marshal.c).
func isMarshalledDict(data []byte) bool { return data[0]&0x7f == '{' }

func readMarshalled(data []byte, mode pstats.Mode, sources *sources) (*pstats.Stats, error) {
	stats, err := pstats.Read(data, mode)
	if err != nil {
		return nil, err
	}
	if mode == pstats.Accurate && stats.Sampled() {
		stats.Regroup(sources.firstLineQualified)
		sources.note(stats)
	}
	return stats, nil
}

func readPprof(data []byte, sources *sources) (*pstats.Stats, error) {
	p, err := pprof.Read(data, sources.firstLine)
	if err != nil {
		return nil, err
	}
	stats := pstats.New(p.Graph)
	for _, note := range p.Notes {
		stats.Note(note)
	}
	sources.note(stats)
	return stats, nil
}

// notProfile makes the errors of every format wrap ErrNotProfile beside their own.
type notProfile struct{ error }

func (e notProfile) Unwrap() error { return e.error }

func (e notProfile) Is(target error) bool { return target == ErrNotProfile }
