package capture

import (
	"testing"

	"tottime/profiler/overhead"
	"tottime/profiler/python"
	"tottime/profiler/runs"
)

// What a call costs is known of each kind that is recorded, unless something else than the profiler costs, too.
func TestCosts(t *testing.T) {
	const functions, all = "functions", "all"
	for name, test := range map[string]struct {
		how   Profiling
		known func(python.Interpreter) string
	}{
		"as it is":         {Profiling{}, func(python.Interpreter) string { return all }},
		"without builtins": {Profiling{NoBuiltins: true}, func(python.Interpreter) string { return functions }},
		"without callers":  {Profiling{NoSubcalls: true}, func(python.Interpreter) string { return all }},
		"in pure Python":   {Profiling{Profiler: PureProfile}, func(python.Interpreter) string { return "" }},
		"in one function": {Profiling{Only: "work"}, func(i python.Interpreter) string {
			if shared(i) {
				return all
			}
			return "" // a trace function is at work
		}},
	} {
		t.Run(name, func(t *testing.T) {
			eachPython(t, func(t *testing.T, i python.Interpreter) {
				_, run := measuredWith(t, i, runs.Target{Kind: runs.Script, Path: "sections.py"}, test.how)
				costs, known := run.CostsOf(runs.ProfileFile), ""
				if costs[overhead.Function].Total() > 0 {
					known = functions
				}
				if costs[overhead.Builtin].Total() > 0 {
					known = all
				}
				if want := test.known(i); known != want {
					t.Errorf("%q are known, want %q: %v", known, want, costs)
				}
				for kind, cost := range costs {
					if cost.Inner < 0 || cost.Outer < 0 || cost.Total() > 1e-4 {
						t.Errorf("a call of kind %d costs %v", kind, cost)
					}
				}
			})
		})
	}
}

// To tell threads apart costs more on Python 3.12 and newer: what the calls of each thread cost is known. The main thread was alone at first, so that its
// calls have costs of their own.
func TestCostsOfThreads(t *testing.T) {
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		_, run, _ := profiled(t, i, program{script: "threads.py"})
		if len(run.Threads) < 5 {
			t.Fatalf("there are %d threads", len(run.Threads))
		}
		first, others := run.CostsOf(run.Threads[0].File), run.CostsOf(run.Threads[1].File)
		if same := first == others; same == shared(i) {
			t.Errorf("a call costs %v in the main thread, %v in the others", first, others)
		}
		for _, thread := range run.Threads[1:] {
			if costs := run.CostsOf(thread.File); costs != others || costs[overhead.Function].Total() <= 0 {
				t.Errorf("a call costs %v in %s, %v in %s", costs, thread.Name, others, run.Threads[1].Name)
			}
		}
		if known := run.Threads[0].Overhead != nil; known != shared(i) {
			t.Errorf("of the main thread %v is kept beside what is kept of the run", run.Threads[0].Overhead)
		}
	})
}
