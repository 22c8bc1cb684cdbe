package pprof

import (
	"fmt"
	"strings"

	"github.com/google/pprof/profile"

	"tottime/profiler/callgraph"
	"tottime/profiler/internal/gunzip"
)

// samples makes a graph of a profile's samples.
type samples struct {
	times
	profile *profile.Profile
	names   *names
	build   *callgraph.Builder

	frames [][]int // by location: the functions that are on the stack there, outermost first, once they are known
	lost   float64 // seconds of samples without a stack
	total  float64 // seconds of all samples
}

// newSamples takes over the profile.
func newSamples(p *profile.Profile, t times, firstLine FirstLine) *samples {
	// The library knows locations by numbers that may be any. From here on they are places in the list.
	for i, l := range p.Location {
		l.ID = uint64(i)
	}
	b := callgraph.NewBuilder()
	return &samples{times: t, profile: p, names: newNames(b, firstLine), build: b, frames: make([][]int, len(p.Location))}
}

// The frames that all stacks together may have: so many for each byte of the profile, where a frame takes a byte or more unless the compiler has inlined
// many functions into one place, and this many in any case. It bounds the time that adding them takes, some 50 ns each.
const (
	framesPerByte = 4
	minFrames     = 1 << 20
)

// check looks through the samples before any is added.
func (s *samples) check(size int) error {
	seen := make([]bool, len(s.profile.Location))
	frames, any := 0, false
	for _, sample := range s.profile.Sample {
		value := sample.Value[s.value]
		if value < 0 {
			return errNegative
		}
		if value == 0 {
			continue
		}
		any = true
		for _, l := range sample.Location {
			frames += max(len(l.Line), 1)
			if !seen[l.ID] {
				seen[l.ID] = true
				s.names.see(l)
			}
		}
		if frames > framesPerByte*size+minFrames {
			return gunzip.ErrTooLarge
		}
	}
	if !any {
		return errNoSamples
	}
	return nil
}

// graph adds up the samples.
func (s *samples) graph(budget *budget) (*callgraph.Graph, error) {
	var stack []int
	nodes := 0
	for _, sample := range s.profile.Sample {
		seconds := s.of(sample)
		if seconds == 0 {
			continue
		}
		s.total += seconds
		if len(sample.Location) == 0 {
			s.lost += seconds
			continue
		}
		stack = stack[:0]
		for i := len(sample.Location) - 1; i >= 0; i-- {
			stack = append(stack, s.framesAt(sample.Location[i])...)
		}
		s.build.AddStack(stack, seconds)
		if err := budget.frames(s.build.StackNodes() - nodes); err != nil {
			return nil, err
		}
		nodes = s.build.StackNodes()
	}
	if nodes == 0 {
		return nil, errNoStacks
	}
	s.build.SetBasis(callgraph.Sampled)
	return s.build.Graph(), nil
}

// framesAt returns the functions that are on the stack at a location, outermost first.
func (s *samples) framesAt(l *profile.Location) []int {
	if s.frames[l.ID] == nil {
		s.frames[l.ID] = s.names.frames(l)
	}
	return s.frames[l.ID]
}

// notes says what the times are.
func (s *samples) notes() []string {
	note := "Times are " + s.name
	if s.interval != "" {
		note += ", sampled every " + s.interval
	}
	notes := []string{note + "."}
	if len(s.others) > 0 {
		notes = append(notes, fmt.Sprintf("The profile also holds %s, which is not shown.", strings.Join(s.others, ", ")))
	}
	if s.lost > 0 {
		notes = append(notes, fmt.Sprintf("%.1f %% of the time is left out, because it was measured without a call stack.", 100*s.lost/s.total))
	}
	return notes
}
