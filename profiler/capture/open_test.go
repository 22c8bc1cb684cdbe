package capture

import (
	"runtime"
	"testing"

	"tottime/profiler/python"
)

// TestOpenCalls ends a program while calls are open in several threads. They count as calls that returned then.
func TestOpenCalls(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such signals on Windows")
	}
	const open = 0.05 // seconds that they are, see open.py
	eachPython(t, func(t *testing.T, i python.Interpreter) {
		for _, how := range []string{
			"exit", "interrupt", "_exit", "_exit-in-thread", "abort", "exec", "terminate", "terminate-in-thread", "hang-up",
		} {
			_, run, folder := profiled(t, i, program{script: "open.py", args: []string{how}})
			functions := load(t, i, folder)
			for _, want := range []struct {
				name             string
				primitive, calls int
			}{{"<module>", 1, 1}, {"main", 1, 1}, {"waits", 1, 1}, {"works", 1, 1}, {"nests", 1, 4}} {
				f := named(t, functions, "open.py", want.name)
				if checkCalls(t, f, want.primitive, want.calls); f.Cumulative < open || f.Cumulative > run.Seconds {
					t.Errorf("%s: %s took %v s of %v s, want at least %v", how, want.name, f.Cumulative, run.Seconds, open)
				}
			}
			if len(run.Problems) > 0 {
				t.Errorf("%s: the problems are %v", how, run.Problems)
			}
			checkDriverIsAbsent(t, functions)
		}
	})
}
