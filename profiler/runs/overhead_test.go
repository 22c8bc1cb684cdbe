package runs

import (
	"testing"

	"tottime/profiler/overhead"
)

var costs = overhead.Costs{
	overhead.Function: {Inner: 3.5e-8, Outer: 8.25e-8}, overhead.Builtin: {Inner: 5e-8, Outer: 4e-8}, overhead.Method: {Inner: 9e-8, Outer: 1e-7},
}

// A run tells for each of its profiles what the calls in it cost, as far as it knows.
func TestCostsOf(t *testing.T) {
	other := overhead.Costs{overhead.Function: {Inner: 1e-7, Outer: 2e-7}}
	run := Run{
		Overhead:  NewOverhead(costs),
		Processes: []Process{{File: "parts/8.stats", Overhead: NewOverhead(other)}, {File: "parts/9-1.stats"}},
		Threads:   []Thread{{File: "parts/8-1.stats", Overhead: NewOverhead(other)}, {}},
	}
	for name, test := range map[string]struct {
		run  Run
		file string
		want overhead.Costs
	}{
		"the run":                {run, ProfileFile, costs},
		"a process":              {run, "parts/8.stats", other},
		"a process like the run": {run, "parts/9-1.stats", costs},
		"a thread":               {run, "parts/8-1.stats", other},
		"an earlier version":     {Run{Overhead: &Overhead{PerCall: 1e-7}}, ProfileFile, overhead.Costs{}},
		"unknown":                {Run{Overhead: NewOverhead(overhead.Costs{})}, ProfileFile, overhead.Costs{}},
	} {
		if got := test.run.CostsOf(test.file); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
