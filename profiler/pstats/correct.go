package pstats

import (
	"fmt"

	"tottime/profiler/overhead"
)

// SetCosts says what it cost to record the calls of the profile.
func (s *Stats) SetCosts(costs overhead.Costs) { s.costs = costs }

// Costs returns what it cost to record the calls of the profile, zero where that is not known and of a sum of profiles.
func (s *Stats) Costs() overhead.Costs { return s.costs }

// Correct takes what recording cost off the times, and says so in the notes. It reports false where that is not known, or cannot be told of such a
// profile: see overhead.Correct. The order is lost. A sum is corrected by correcting its profiles before they are added.
func (s *Stats) Correct() bool {
	before := s.Graph().Totals().Self
	c := overhead.Correct(s.Graph(), s.costs)
	if c == nil {
		return false
	}
	s.Replace(c.Graph)
	s.costs = overhead.Costs{}
	s.Note(fmt.Sprintf("Times are corrected, by estimate: %.3f of %.3f seconds were what it cost to record the calls.", c.Seconds, before))
	return true
}
