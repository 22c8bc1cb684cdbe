package server

import (
	"errors"
	"fmt"
	"math"

	"tottime/profiler/filter"
	"tottime/profiler/origin"
	"tottime/profiler/view"
	"tottime/protocol"
)

// origins says what each origin of the core is called on the wire, in the order in which they are listed.
var origins = [origin.Count]protocol.Origin{
	origin.Project:         protocol.OriginProject,
	origin.Package:         protocol.OriginPackage,
	origin.StandardLibrary: protocol.OriginStandardLibrary,
	origin.Builtin:         protocol.OriginBuiltin,
}

// coreFilter is what a filter is in the core. Its Top is checked and left out: it is of rows, not of functions.
func coreFilter(f protocol.Filter) (view.Filter, error) {
	if math.IsNaN(f.Top) || math.IsInf(f.Top, 0) || f.Top < 0 {
		return view.Filter{}, fmt.Errorf("%w: a filter cannot keep the top %v rows; ask for a number of rows, a part between 0 and 1, or 0 for all", errInvalidParams, f.Top)
	}
	result := view.Filter{Text: f.Text, MatchCase: f.MatchCase, Regexp: f.Regexp, Corrected: f.Corrected}
	for _, hidden := range f.Hidden {
		o, err := coreOrigin(hidden)
		if err != nil {
			return result, err
		}
		result.Hidden |= origin.SetOf(o)
	}
	return result, nil
}

func coreOrigin(wire protocol.Origin) (origin.Origin, error) {
	for o, name := range origins {
		if name == wire {
			return origin.Origin(o), nil
		}
	}
	return 0, fmt.Errorf("%w: there is no origin %q", errInvalidParams, wire)
}

// filterProblem is what is wrong with a filter as the wire has it; an error that is something else is returned.
func filterProblem(err error) (*protocol.FilterProblem, error) {
	if problem, is := errors.AsType[*filter.Problem](err); is {
		return &protocol.FilterProblem{Text: problem.Text, Start: problem.Start, End: problem.End}, nil
	}
	return nil, err
}
