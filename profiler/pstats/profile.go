package pstats

import (
	"math"
	"strconv"

	"tottime/profiler/callgraph"
)

// StatsProfile is what pstats.Stats.get_stats_profile returns: the functions by their bare names, times rounded to milliseconds.
type StatsProfile struct {
	Total     float64           // seconds in all functions together
	Functions []FunctionProfile // one for each name, in the order in which the names come first
}

// FunctionProfile is a function in a StatsProfile. Of several with the same name it is the last in the order of the report.
type FunctionProfile struct {
	Name              string
	File              string
	Line              int     // 1-based, 0 for a function written in C
	Calls             string  // all calls, with "/" and the primitive ones where they differ; "" when the profile does not say
	Self              float64 // seconds
	SelfPerCall       float64 // seconds; -1 when there is no call, NaN when the profile does not say
	Cumulative        float64 // seconds
	CumulativePerCall float64 // seconds for each primitive call; -1 when there is none, NaN when the profile does not say
}

// StatsProfile returns what pstats.Stats.get_stats_profile does (Lib/pstats.py of 3.13), which knows functions by their names alone.
func (s *Stats) StatsProfile() StatsProfile {
	list, _ := s.list(nil)
	profile := StatsProfile{Total: rounded(s.total.Self)}
	place := make(map[string]int, len(list))
	for _, f := range list {
		function := s.functionProfile(int(f))
		i, known := place[function.Name]
		if !known {
			i = len(profile.Functions)
			place[function.Name] = i
			profile.Functions = append(profile.Functions, FunctionProfile{})
		}
		profile.Functions[i] = function
	}
	return profile
}

func (s *Stats) functionProfile(f int) FunctionProfile {
	g := s.Graph()
	figures := g.Figures(f)
	return FunctionProfile{
		Name: g.Name(f), File: g.File(f), Line: g.Line(f), Calls: string(appendCalls(nil, figures, 0)),
		Self: rounded(figures.Self), SelfPerCall: perCall(figures.Self, figures.Calls),
		Cumulative: rounded(figures.Cumulative), CumulativePerCall: perCall(figures.Cumulative, figures.PrimitiveCalls),
	}
}

func perCall(seconds float64, calls int64) float64 {
	switch calls {
	case 0:
		return -1
	case callgraph.Uncounted:
		return math.NaN()
	}
	return rounded(seconds / float64(calls))
}

// rounded returns the number that Python's "%8.3f" shows.
func rounded(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	shown, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 3, 64), 64) // what was just written can be read
	return shown
}
