package runs

import "tottime/profiler/overhead"

// Overhead is what it cost to record a call, in seconds, as the driver measured it before the program began.
type Overhead struct {
	// PerCall is the cost of a call of a function in Python.
	PerCall float64 `json:"perCall"`
	// The costs by the kind of the function that is called: one in Python, one in C, a method of a type in C. They are nil in a run that an
	// earlier version recorded.
	Function *CallCost `json:"function,omitempty"`
	Builtin  *CallCost `json:"builtin,omitempty"`
	Method   *CallCost `json:"method,omitempty"`
}

// CallCost is the cost of a call: Inner counts as time of the function that is called, Outer as time of its caller. See overhead.Cost.
type CallCost struct {
	Inner float64 `json:"inner"`
	Outer float64 `json:"outer"`
}

// NewOverhead returns costs as a run.json has them, nil when they are not known.
func NewOverhead(costs overhead.Costs) *Overhead {
	if !costs.Known() {
		return nil
	}
	of := func(kind overhead.Kind) *CallCost {
		return &CallCost{Inner: overhead.Rounded(costs[kind].Inner), Outer: overhead.Rounded(costs[kind].Outer)}
	}
	return &Overhead{
		PerCall:  overhead.Rounded(costs[overhead.Function].Total()),
		Function: of(overhead.Function), Builtin: of(overhead.Builtin), Method: of(overhead.Method),
	}
}

// Costs returns the costs, zero where they are not known.
func (o *Overhead) Costs() (costs overhead.Costs) {
	if o == nil {
		return costs
	}
	for kind, cost := range map[overhead.Kind]*CallCost{overhead.Function: o.Function, overhead.Builtin: o.Builtin, overhead.Method: o.Method} {
		if cost != nil {
			costs[kind] = overhead.Cost{Inner: cost.Inner, Outer: cost.Outer}
		}
	}
	return costs
}

// CostsOf returns the costs in one of the run's profiles, which is named as in Process.File and Thread.File; zero where they are not known.
func (r *Run) CostsOf(file string) overhead.Costs {
	for _, t := range r.Threads {
		if t.File == file && t.Overhead != nil {
			return t.Overhead.Costs()
		}
	}
	for _, p := range r.Processes {
		if p.File == file && p.Overhead != nil {
			return p.Overhead.Costs()
		}
	}
	return r.Overhead.Costs()
}
