// Package pprof reads the profiles that google/pprof defines and that Go programs and many other profilers write.
package pprof

import (
	"errors"
	"fmt"

	"github.com/google/pprof/profile"

	"tottime/profiler/callgraph"
	"tottime/profiler/internal/gunzip"
)

// ErrNotProfile is wrapped by the error for a file that is not a pprof profile, not a whole one, or does not say where time went.
var ErrNotProfile = errors.New("not a pprof profile of time")

// Profile is what a file says.
type Profile struct {
	Graph *callgraph.Graph // with the call stacks; it counts no calls
	Notes []string         // sentences on what its times are and what was left out
}

// FirstLine tells on which line the function begins that is on the given line when it runs; ok is false when that cannot be told.
type FirstLine func(file string, line int, name string) (first int, ok bool)

// Read reads a profile from the contents of a file: protocol buffers (google/pprof, proto/profile.proto), as they are or compressed by gzip.
//
// Frames that go tool pprof hides, because the profile says so, are hidden here, too. A profile need not say where functions begin: firstLine, if it
// is not nil, is then asked; where it does not know either, a function begins on the lowest of its lines that was seen.
//
// When data is not such a profile, the error wraps ErrNotProfile.
func Read(data []byte, firstLine FirstLine) (*Profile, error) {
	p, err := read(data, firstLine)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotProfile, err)
	}
	return p, nil
}

// The errors of read, besides those that say where data is damaged.
var (
	errEmpty     = errors.New("it is empty; the program that should have written it was probably stopped")
	errNoSamples = errors.New("it holds no samples")
	errNegative  = errors.New("it holds negative times, as the difference of two profiles does; open both of them instead")
	errNoStacks  = errors.New("its samples have no call stacks")
	errNoMeasure = errors.New("it does not say what it measures")
)

func read(data []byte, firstLine FirstLine) (*Profile, error) {
	budget := newBudget(len(data))
	if gunzip.Is(data) {
		var err error
		if data, err = gunzip.Unpack(data); err != nil {
			return nil, err
		}
	}
	if len(data) == 0 {
		return nil, errEmpty
	}
	data, err := slim(data, &budget)
	if err != nil {
		return nil, err
	}
	p, err := parse(data)
	if err != nil {
		return nil, err
	}
	times, err := chooseTimes(p)
	if err != nil {
		return nil, err
	}
	s := newSamples(p, times, firstLine)
	if err := s.check(len(data)); err != nil {
		return nil, err
	}
	graph, err := s.graph(&budget)
	if err != nil {
		return nil, err
	}
	return &Profile{Graph: graph, Notes: s.notes()}, nil
}

// parse decodes and checks a profile. The library is trusted with hostile data only as far as that a panic does no harm.
func parse(data []byte) (p *profile.Profile, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("it is damaged (%v)", cause)
		}
	}()
	p, err = profile.ParseUncompressed(data)
	if err == nil {
		err = p.CheckValid()
	}
	if err != nil {
		return nil, fmt.Errorf("it is damaged or cut short (%w)", err)
	}
	hideFrames(p)
	return p, nil
}
